// The button that prints its page; without scripts it stays hidden, and the browser's own menu does the same.
for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
