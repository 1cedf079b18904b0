// Runs before the page is painted, so that nobody in the dark is blinded.
const KEY = "theme";
const root = document.documentElement;

function apply(theme) {
  if (theme === "dark" || theme === "light") {
    root.dataset.theme = theme;
  } else {
    delete root.dataset.theme;
  }
}

function isDark() {
  return root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
}

apply(localStorage.getItem(KEY));

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-switches='theme']")) {
    const theme = isDark() ? "light" : "dark";
    localStorage.setItem(KEY, theme);
    apply(theme);
    dispatchEvent(new Event("themechange"));
  }
});

addEventListener("storage", (event) => {
  if (event.key === KEY) {
    apply(event.newValue);
  }
});
