// Asks before what cannot be taken back: <form data-confirm="words"> or a button with it.
const dialog = () => document.getElementById("confirm");

export function confirm(words) {
  const asked = dialog();
  asked.querySelector("[data-words]").textContent = words;
  asked.returnValue = "";
  asked.showModal();
  return new Promise((resolve) => {
    asked.addEventListener("close", () => resolve(asked.returnValue === "yes"), { once: true });
  });
}

async function ask(event) {
  const words = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (!words || event.target.dataset.isConfirmed) {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter, target } = event;
  if (await confirm(words)) {
    target.dataset.isConfirmed = "1";
    target.requestSubmit(submitter);
    delete target.dataset.isConfirmed;
  }
}

export function start(root) {
  root.addEventListener("submit", ask, { capture: true });
  root.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const opened = opener && document.getElementById(opener.dataset.opens);
    if (opened instanceof HTMLDialogElement && !opened.open) {
      opened.showModal();
    }
  });
}
