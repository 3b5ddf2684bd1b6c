// A long form, kept in its tab while it is typed: through a reload, and through signing in on another page.
// sessionStorage belongs to one tab of one organization's host and ends with it.

function nameOf(form) {
  const name = form.closest("[data-keep]")?.dataset.keep;
  return name ? `form:${name}` : null;
}

function entriesOf(form) {
  return [...new FormData(form).entries()].filter(([, value]) => typeof value === "string");
}

function store(form) {
  const name = nameOf(form);
  if (!name) return;
  try {
    window.sessionStorage.setItem(name, JSON.stringify(entriesOf(form)));
  } catch {
    // Storage is full or forbidden: the page itself still holds what was typed.
  }
}

/** For `ref` of what holds the form: every keystroke in it is kept. */
export function keepTyping(holder) {
  if (!holder || holder.dataset.keeping) return;
  holder.dataset.keeping = "true";
  const keep = (event) => event.target.form && store(event.target.form);
  holder.addEventListener("input", keep);
  holder.addEventListener("change", keep);
}

/** The fields of the form that this element is, or is in. */
export function formNow(element) {
  const form = element?.form ?? element?.closest?.("form") ?? null;
  if (!form) return [];
  store(form);
  return entriesOf(form);
}

/** What the tab kept of the form on this page, or null. */
export function keptForm() {
  const name = document.querySelector("[data-keep]")?.dataset.keep;
  try {
    return name ? JSON.parse(window.sessionStorage.getItem(`form:${name}`) ?? "null") : null;
  } catch {
    return null;
  }
}

/** For `ref` of an element that names a form: the form was sent, or nothing of it may be kept. */
export function forgetNamed(node) {
  if (!node?.dataset.forget) return;
  try {
    window.sessionStorage.removeItem(`form:${node.dataset.forget}`);
  } catch {
    // Nothing was kept there.
  }
}
