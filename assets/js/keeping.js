// A long form, kept in its tab while it is typed: through a reload, and through signing in on another page.
// sessionStorage belongs to one tab of one organization's host and ends with it.

function nameOf(form) {
  return form?.dataset?.keep ? `form:${form.dataset.keep}` : null;
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

/** For `ref`: every keystroke in the form is kept. */
export function keepTyping(form) {
  if (!form || form.dataset.keeping) return;
  form.dataset.keeping = "true";
  form.addEventListener("input", () => store(form));
  form.addEventListener("change", () => store(form));
}

/** The fields of the form that this element is, or is in. */
export function formNow(element) {
  const form = element?.form ?? element?.closest?.("form") ?? null;
  if (!form) return [];
  store(form);
  return entriesOf(form);
}

export function keptForm(name) {
  try {
    return JSON.parse(window.sessionStorage.getItem(`form:${name}`) ?? "null");
  } catch {
    return null;
  }
}

export function forgetForm(name) {
  return () => {
    try {
      window.sessionStorage.removeItem(`form:${name}`);
    } catch {
      // Nothing was kept there.
    }
  };
}
