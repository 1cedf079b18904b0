// Menus are <details>: they close by Escape, by a click elsewhere, and when another opens.
function close(menu, { andFocus = false } = {}) {
  menu.open = false;
  if (andFocus) {
    menu.querySelector("summary").focus();
  }
}

function walk(event) {
  const menu = event.target.closest("details.menu[open]");
  if (!menu || !["ArrowDown", "ArrowUp"].includes(event.key)) {
    return;
  }
  if (event.target.matches("input, select, textarea")) {
    return;
  }
  event.preventDefault();
  const stops = [...menu.querySelectorAll("summary, .pop a, .pop button")];
  const step = event.key === "ArrowDown" ? 1 : -1;
  stops.at((stops.indexOf(event.target) + step) % stops.length).focus();
}

export function start(root) {
  root.addEventListener("click", (event) => {
    for (const menu of root.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) {
        close(menu);
      }
    }
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = event.target.closest("details.menu[open]");
      if (menu) {
        close(menu, { andFocus: true });
      }
    }
    walk(event);
  });
}
