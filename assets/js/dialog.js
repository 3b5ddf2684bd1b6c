import { createElement, useEffect, useId, useRef } from "react";

/** The browser's own modal dialog: it keeps the focus inside, lets nothing else be reached and gives the focus back. */
export function Dialog({ open, onClose, className, children }) {
  const node = useRef(null);
  const id = useId();

  useEffect(() => {
    const dialog = node.current;
    if (open && !dialog.open) {
      nameBy(dialog, "aria-labelledby", "h2", `${id}-title`);
      nameBy(dialog, "aria-describedby", "[data-description]", `${id}-words`);
      dialog.showModal();
    } else if (!open && dialog.open) {
      dialog.close();
    }
  }, [open, id]);

  const leave = (event) => {
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    if (open) onClose();
  };
  const leaveFromOutside = (event) => {
    const { left, right, top, bottom } = event.currentTarget.getBoundingClientRect();
    const inside = left <= event.clientX && event.clientX <= right && top <= event.clientY && event.clientY <= bottom;
    if (!inside) leave(event);
  };

  const handlers = { onCancel: leave, onClose: leave, onMouseDown: leaveFromOutside };
  return createElement("dialog", { ref: node, className, ...handlers }, open ? children : null);
}

function nameBy(dialog, attribute, selector, id) {
  const words = dialog.querySelector(selector);
  if (!words) return;
  words.id ||= id;
  dialog.setAttribute(attribute, words.id);
}
