import { createElement, useRef, useState } from "react";

/** Sends one file as soon as it is chosen; says how far it is, and in the same place what went wrong. */
export function FileDrop({ url, name, controlId, accept, maxBytes, onDone, onRefused }) {
  const [state, setState] = useState({ step: "waiting" });
  const [over, setOver] = useState(false);
  const input = useRef(null);

  const refuse = (sentence) => {
    setState({ step: "refused", sentence });
    onRefused?.(sentence);
  };

  const send = (file) => {
    if (!file || state.step === "sending") return;
    if (maxBytes && file.size > maxBytes) {
      refuse(`${file.name} is larger than ${Math.floor(maxBytes / 1000000)} MB. Please choose a smaller file.`);
      return;
    }
    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) {
        setState({ step: "sending", file: file.name, percent: Math.round((100 * event.loaded) / event.total) });
      }
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        setState({ step: "done", file: file.name });
        onDone?.(request.responseText);
      } else {
        const sentence = request.status < 500 && request.responseText.length < 300 ? request.responseText : "";
        refuse(sentence || `${file.name} could not be taken. Nothing was changed; please try again.`);
      }
    };
    request.onerror = () => refuse(`The connection broke off while sending ${file.name}. Please try again.`);
    const body = new FormData();
    body.append(name, file);
    request.open("POST", url);
    request.send(body);
    setState({ step: "sending", file: file.name, percent: 0 });
  };

  const words = {
    waiting: "Drop the file here, or choose one",
    sending: `Sending ${state.file}: ${state.percent} %`,
    done: `${state.file} is here. Drop another to replace it.`,
    refused: state.sentence,
  }[state.step];

  const bar = createElement(
    "span",
    { className: "bar w-full", "aria-hidden": true },
    createElement("span", { style: { "--part": `${state.percent}%` } }),
  );

  return createElement(
    "div",
    {
      className: "drop",
      "data-over": over,
      onDragOver: (event) => {
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event) => {
        event.preventDefault();
        setOver(false);
        send(event.dataTransfer.files[0]);
      },
    },
    createElement("input", {
      type: "file",
      id: controlId,
      ref: input,
      accept: accept || undefined,
      disabled: state.step === "sending",
      onChange: (event) => {
        send(event.target.files[0]);
        event.target.value = "";
      },
    }),
    createElement(
      "span",
      { role: "status", className: state.step === "refused" ? "error" : "" },
      words,
    ),
    state.step === "sending" ? bar : null,
  );
}
