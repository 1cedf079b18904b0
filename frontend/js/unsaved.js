// Warns before what was typed into a form with data-guarded is lost.
export function start(root) {
  const form = root.querySelector("form[data-guarded]");
  if (!form) {
    return;
  }
  const said = () => new URLSearchParams(new FormData(form)).toString();
  let before = null;
  let isSent = false;
  requestAnimationFrame(() => {
    before = form.dataset.guarded === "changed" ? "" : said();
  });
  form.addEventListener("submit", () => {
    isSent = true;
  });
  addEventListener("pageshow", () => {
    isSent = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!isSent && before !== null && said() !== before) {
      event.preventDefault();
    }
  });
}
