// A form that was open for long may have outlived its session. It asks before it is sent, and
// says so where it stands: nothing that was typed is lost on the way to the sign-in page.
const LONG_MS = 5 * 60 * 1000;

async function look() {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return {
    isOut: page.querySelector(".sign-in") !== null,
    token: page.querySelector("form[data-guarded] [name='csrf_token']")?.value,
  };
}

export function start(root) {
  const form = root.querySelector("form[data-guarded]");
  const told = form?.querySelector("[data-signed-out]");
  if (!told) {
    return;
  }
  let lookedAt = Date.now();
  form.addEventListener("submit", async (event) => {
    if (Date.now() - lookedAt < LONG_MS) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const { isOut, token } = await look().catch(() => ({ isOut: true }));
    told.hidden = !isOut;
    if (isOut) {
      told.focus();
      return;
    }
    form.elements.csrf_token.value = token ?? form.elements.csrf_token.value;
    lookedAt = Date.now();
    form.requestSubmit(event.submitter);
  });
}
