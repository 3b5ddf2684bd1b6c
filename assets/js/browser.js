// The few things only a browser can do. Imported by the compiled pages, so no text is ever evaluated.

/** A second submit within a moment of the first, or while the first runs, does nothing. */
export function submitOnce(event) {
  const form = event.currentTarget;
  const now = Date.now();
  const sentAt = Number(form.dataset.sentAt || 0);
  if (form.dataset.busy === "true" || now - sentAt < 1200) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  form.dataset.sentAt = String(now);
}

/** Moves focus to what has just appeared (a summary of problems), once. */
export function focusOnArrival(node) {
  if (node && !node.dataset.focused) {
    node.dataset.focused = "true";
    node.focus();
  }
}

/** The router would take "#main" for an address: it goes there and leaves the focus behind. */
export function goToContent(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

let held = null; // what had the focus last, and on which page
if (typeof document !== "undefined") {
  document.addEventListener("focusin", ({ target }) => {
    held = { target, page: window.location.pathname };
  });
}

/** What an act brings takes the focus where the act took away the button that had it; far from where somebody
 *  is on the page it does not, they would lose their place; unless it is the head of what is a new page to them. */
export function focusIfLost(node) {
  const lost = document.activeElement === document.body && held && !held.target.isConnected;
  if (!node || !lost || held.page !== window.location.pathname) return;
  const { top, bottom } = node.getBoundingClientRect();
  if (node.matches(".page-head")) node.focus();
  else if (bottom > 0 && top < window.innerHeight) node.focus({ preventScroll: true });
}

/** What was opened in the page has the focus; once it is closed, what opened it has it again. */
export function takeFocusWhileThere(node) {
  const before = document.activeElement;
  node.focus();
  return () =>
    setTimeout(() => {
      if (document.activeElement !== document.body) return;
      const opener = before !== document.body && before.isConnected ? before : document.getElementById(node.dataset.back);
      opener?.focus();
    });
}

/** Keeps a thread scrolled to its newest message unless its reader scrolled up. */
export function stayAtEnd(node) {
  if (!node || node.dataset.stays) return;
  node.dataset.stays = "true";
  let following = true;
  node.addEventListener("scroll", () => {
    following = node.scrollHeight - node.scrollTop - node.clientHeight < 80;
  });
  new MutationObserver(() => {
    if (following) node.scrollTop = node.scrollHeight;
  }).observe(node, { childList: true, subtree: true });
  node.scrollTop = node.scrollHeight;
}

/** Enter sends, Shift+Enter makes a new line. */
export function sendOnEnter(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
    event.preventDefault();
    event.currentTarget.form.requestSubmit();
  }
}

const SHAPES = {
  day: { day: "numeric", month: "long", year: "numeric" },
  "short-day": { day: "numeric", month: "short" },
  weekday: { weekday: "long", day: "numeric", month: "long" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  moment: { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  stamp: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
};

const STEPS = [
  ["year", 31536000],
  ["month", 2592000],
  ["week", 604800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];

function ago(when, locale) {
  const seconds = (when.getTime() - Date.now()) / 1000;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return words.format(Math.round(seconds / size), unit);
  }
  return "just now";
}

/** An ISO moment or date in words, in the given zone or the viewer's own. A date has no zone to move it. */
export function formatTime(iso, shape, zone) {
  if (!iso) return "";
  const dateOnly = /^\d{4}-\d{2}-\d{2}$/.test(iso);
  const when = new Date(dateOnly ? `${iso}T12:00:00Z` : iso);
  if (Number.isNaN(when.getTime())) return iso;
  const language = typeof document === "undefined" ? "en" : document.documentElement.lang;
  const locale = language === "en" ? "en-GB" : language;
  if (shape === "ago") return ago(when, locale);
  const timeZone = dateOnly ? "UTC" : zone || undefined;
  try {
    return inWords(when, shape, locale, timeZone);
  } catch {
    return `${inWords(when, shape, locale, "UTC")} UTC`;
  }
}

/** A shape without a year gets one where the year is not the present one: "4 March" alone would be read as this year's. */
function inWords(when, shape, locale, timeZone) {
  const yearOf = (moment) => new Intl.DateTimeFormat("en", { year: "numeric", timeZone }).format(moment);
  const dated = "day" in SHAPES[shape] && yearOf(when) !== yearOf(new Date()) ? { year: "numeric" } : {};
  return new Intl.DateTimeFormat(locale, { ...SHAPES[shape], ...dated, timeZone }).format(when);
}

/** First letters of the first and the last name, titles left out; one sign for names written without spaces. */
export function initials(name) {
  const words = String(name ?? "")
    .replace(/\b(Dr|Prof|Mr|Mrs|Ms|Mx)\.?\s+/g, "")
    .split(/\s+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((word) => [...word][0].toUpperCase()).join("");
}

export function reloadPage() {
  window.location.reload();
}

/** "12,400 of 20,000": large numbers grouped as the page's language groups them. */
export function ofTotal(part, whole) {
  const words = new Intl.NumberFormat("en-GB");
  return `${words.format(part)} of ${words.format(whole)}`;
}

/** From a line of the summary of problems to the field it speaks of, ready to type. */
export function goToField(event) {
  const target = document.getElementById(event.currentTarget.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  const control = target.matches("fieldset") ? target.querySelector("input, select, textarea") || target : target;
  control.scrollIntoView({ block: "center" });
  control.focus({ preventScroll: true });
}

/** Before a problem in the summary: the label of its field, as it stands beside the field. */
export function nameOfField(node) {
  if (!node) return;
  const field = document.getElementById(node.parentElement.hash.slice(1));
  const label = field?.matches("fieldset") ? field.querySelector("legend") : field?.labels?.[0];
  const words = label?.matches(".label") ? label.firstChild?.textContent : "";
  const said = node.nextSibling?.textContent ?? "";
  node.textContent = words && !said.includes(words) ? `${words}${words.endsWith("?") ? " " : ": "}` : "";
}

/** Presses itself once its page is in front of somebody: what nobody looks at is not read. */
export function pressWhenSeen(button) {
  if (!button || button.dataset.waits) return;
  button.dataset.waits = "true";
  const press = () => {
    if (document.visibilityState !== "visible" || !button.isConnected) return;
    document.removeEventListener("visibilitychange", press);
    button.click();
  };
  document.addEventListener("visibilitychange", press);
  press();
}

const draftKeys = new Map();

/** A line being written outlives a reload of its tab. It is gone once sent: then the form has another key. */
export function keepDraft(holder) {
  if (!holder || holder.dataset.keeping) return;
  holder.dataset.keeping = "true";
  const name = `draft:${holder.dataset.keep}`;
  const box = holder.querySelector("textarea");
  const { key } = holder.dataset;
  try {
    if (draftKeys.has(name) && draftKeys.get(name) !== key) window.sessionStorage.removeItem(name);
    else if (box && !box.value) box.value = window.sessionStorage.getItem(name) ?? "";
    holder.addEventListener("input", () => window.sessionStorage.setItem(name, box.value));
  } catch {
    // Storage is full or forbidden: the page itself still holds what was typed.
  }
  draftKeys.set(name, key);
}

/** Ready words into their box: in place of other ready words, after what somebody has typed themselves. */
export function takeWords(event) {
  const choice = event.currentTarget;
  const box = choice.form?.elements.namedItem(choice.dataset.into);
  if (!box || !choice.value) return;
  const ready = [...choice.options].map((option) => option.value);
  const typed = box.value.trim();
  box.value = !typed || ready.includes(typed) ? choice.value : `${typed}\n\n${choice.value}`;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

/** For `ref` of an element that holds a suggestion: it goes into its field while nobody has typed there. */
export function suggestInto(node) {
  const field = node && document.getElementById(node.dataset.into);
  if (!field || field.value) return;
  field.value = node.dataset.suggests;
  if (document.activeElement === field) field.select();
}
