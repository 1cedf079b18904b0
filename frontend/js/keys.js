// Single keys, where nobody is typing: / searches the list, n is new, ? tells the keys.
function isTyping(target) {
  return target.closest("input, select, textarea, [contenteditable], dialog") !== null;
}

export function start(root) {
  root.addEventListener("keydown", (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1;
    if (!isPlain || isTyping(event.target) || root.querySelector("dialog[open]")) {
      return;
    }
    const target =
      event.key === "?"
        ? root.getElementById("keys")
        : root.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) {
      return;
    }
    event.preventDefault();
    if (target instanceof HTMLDialogElement) {
      target.showModal();
    } else if (target.matches("input")) {
      target.focus();
      target.select();
    } else {
      target.click();
    }
  });
}
