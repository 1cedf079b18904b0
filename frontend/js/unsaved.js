// Warns before what was typed into a form with data-guarded is lost.
// A form that one has gone back to is the same form: it is saved once.
function keepKey(form) {
  const key = form.elements.form_key;
  if (!key) {
    return;
  }
  if (history.state?.formKey && form.dataset.guarded === "fresh") {
    key.value = history.state.formKey;
  } else {
    history.replaceState({ ...history.state, formKey: key.value }, "");
  }
}

export function start(root) {
  const form = root.querySelector("form[data-guarded]");
  if (!form) {
    return;
  }
  keepKey(form);
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
