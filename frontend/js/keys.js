// Keys of one letter: `/`, `n` and whatever else a page marks with data-key; `?` shows them.
// Who speaks to the computer, or hits keys by chance, switches them off (WCAG 2.1.4).
const OFF = "letters-off";
const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), select, textarea, [contenteditable]";

function isOff() {
  return localStorage.getItem(OFF) === "1";
}

function isMeantForThePage(event) {
  const { target } = event;
  if (event.defaultPrevented || event.isComposing || event.repeat) {
    return false;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) {
    return false;
  }
  return !document.querySelector("dialog[open]") && !target.closest?.(`${TYPING}, [role=combobox], [role=listbox]`);
}

function use(marked) {
  if (marked.matches("input, select, textarea")) {
    marked.focus();
    marked.select?.();
  } else {
    marked.click();
  }
}

function press(event) {
  if (isOff() || !isMeantForThePage(event)) {
    return;
  }
  if (event.key === "?") {
    event.preventDefault();
    document.getElementById("keys")?.showModal();
    return;
  }
  const all = document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`);
  const marked = [...all].find((each) => each.checkVisibility());
  if (marked) {
    event.preventDefault();
    use(marked);
  }
}

export function start(root) {
  const dialog = root.getElementById("keys");
  if (!dialog) {
    return;
  }
  const box = dialog.querySelector("[data-letters]");
  box.checked = !isOff();
  box.addEventListener("change", () => {
    if (box.checked) {
      localStorage.removeItem(OFF);
    } else {
      localStorage.setItem(OFF, "1");
    }
  });
  root.addEventListener("keydown", press);
}
