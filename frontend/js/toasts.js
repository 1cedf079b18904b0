// What is told in passing. It stays as long as somebody reads it, or wants to undo it.
const SHOWN_MS = 6000;
const UNDO_MS = 15000;

function shelf() {
  return document.getElementById("toasts");
}

function leaveLater(element, after) {
  let timer = setTimeout(() => element.remove(), after);
  for (const begins of ["mouseenter", "focusin"]) {
    element.addEventListener(begins, () => clearTimeout(timer));
  }
  for (const ends of ["mouseleave", "focusout"]) {
    element.addEventListener(ends, () => {
      clearTimeout(timer);
      timer = setTimeout(() => element.remove(), after);
    });
  }
}

function watch(element) {
  element.querySelector("[data-closes]")?.addEventListener("click", () => element.remove());
  if (!element.classList.contains("is-danger")) {
    leaveLater(element, element.querySelector("form") ? UNDO_MS : SHOWN_MS);
  }
}

export function toast(text, { kind = "info", undo = null } = {}) {
  const element = document.getElementById("a-toast").content.firstElementChild.cloneNode(true);
  element.classList.add(`is-${kind}`);
  element.querySelector("[data-text]").textContent = text;
  const form = element.querySelector("form");
  if (undo) {
    form.action = undo.url;
    form.querySelector("button").textContent = undo.label;
  } else {
    form.remove();
  }
  shelf().append(element);
  watch(element);
}

export function start(root) {
  root.querySelectorAll("#toasts > .toast").forEach(watch);
}
