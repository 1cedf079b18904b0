// The matrix of a role: the heads of columns, rows and categories tick or untick all of theirs, and
// whoever may write or delete something may read it. The server does the latter by itself.
function boxesOf(button) {
  const matrix = button.closest("[data-matrix]");
  const within = {
    column: () => matrix.querySelectorAll(`input[data-verb="${button.dataset.value}"]`),
    group: () => button.closest("tbody").querySelectorAll("input"),
    row: () => button.closest("tr").querySelectorAll("input"),
  };
  return [...within[button.dataset.toggles]()];
}

function readWith(box) {
  const reading = box.closest("tr").querySelector('input[data-verb="read"]');
  if (!reading || reading === box) {
    return;
  }
  if (box.checked) {
    reading.checked = true;
  }
}

function unreadWith(box) {
  if (box.dataset.verb === "read" && !box.checked) {
    for (const each of box.closest("tr").querySelectorAll("input")) {
      each.checked = false;
    }
  }
}

function settle(box) {
  readWith(box);
  unreadWith(box);
}

export function start(root) {
  for (const button of root.querySelectorAll("[data-toggles='column'], [data-toggles='group'], [data-toggles='row']")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const boxes = boxesOf(button);
      const isOn = boxes.some((box) => !box.checked);
      for (const box of boxes) {
        box.checked = isOn;
      }
      boxes.forEach(settle);
    });
  }
  for (const matrix of root.querySelectorAll("[data-matrix]")) {
    matrix.addEventListener("change", (event) => settle(event.target));
  }
}

start(document);
