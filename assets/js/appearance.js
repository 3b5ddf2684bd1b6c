// The reader's choice of light or dark, before the first paint; the reactive pages keep it under the same name.
(() => {
  let mode = "system";
  try {
    mode = localStorage.getItem("theme") || "system";
  } catch {
    // Storage may be closed to us: then the device decides.
  }
  if (mode === "light" || mode === "dark") document.documentElement.classList.add(mode);
})();

// A form is sent once: a second press while the first is on its way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent === "true") {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "true";
  event.submitter?.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});
