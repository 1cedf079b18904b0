// <details data-remembered="name"> stays as this browser left it.
const KEY = "closed";

function closed() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return new Set();
  }
}

export function start(root) {
  const names = closed();
  for (const fold of root.querySelectorAll("details[data-remembered]")) {
    const name = fold.dataset.remembered;
    if (names.has(name) && !fold.querySelector("[aria-current]")) {
      fold.open = false;
    }
    fold.addEventListener("toggle", () => {
      const now = closed();
      now[fold.open ? "delete" : "add"](name);
      localStorage.setItem(KEY, JSON.stringify([...now]));
    });
  }
}
