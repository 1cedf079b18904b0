// The form for a new row in a dialog, without leaving the page that asks for it.
import { enhance } from "./pickers.js";
import { toast } from "./toasts.js";

function fill(dialog, html) {
  const fragment = new DOMParser().parseFromString(html, "text/html").body;
  for (const each of fragment.querySelectorAll("[data-new]")) {
    delete each.dataset.new; // one dialog at a time
  }
  for (const each of fragment.querySelectorAll("[id]")) {
    each.id = `new-${each.id}`;
  }
  for (const label of fragment.querySelectorAll("label[for]")) {
    label.htmlFor = `new-${label.htmlFor}`;
  }
  for (const each of fragment.querySelectorAll("[aria-describedby]")) {
    const ids = each.getAttribute("aria-describedby").split(" ");
    each.setAttribute("aria-describedby", ids.map((id) => `new-${id}`).join(" "));
  }
  dialog.replaceChildren(...fragment.childNodes);
  enhance(dialog);
  dialog.querySelector("[aria-invalid='true'], input:not([type='hidden']), select, textarea")?.focus();
}

async function answerOf(address, options) {
  const answer = await fetch(address, { credentials: "same-origin", ...options });
  const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
  if (!answer.ok) {
    throw new Error(answer.statusText);
  }
  return isJson ? { row: await answer.json() } : { html: await answer.text() };
}

// What was made, {value, text}; null where somebody thought better of it.
export async function make(address) {
  const dialog = document.getElementById("in-place");
  let made = null;
  try {
    fill(dialog, (await answerOf(address)).html);
  } catch (error) {
    toast(error.message, { kind: "danger" });
    return null;
  }
  const send = async (event) => {
    event.preventDefault();
    event.stopPropagation();
    try {
      const body = new FormData(event.target, event.submitter);
      const { row, html } = await answerOf(event.target.action, { body, method: "POST" });
      if (row) {
        made = row;
        dialog.close();
      } else {
        fill(dialog, html);
      }
    } catch (error) {
      toast(error.message, { kind: "danger" });
    }
  };
  const close = (event) => event.target.closest("[data-closes-dialog]") && dialog.close();
  dialog.addEventListener("submit", send);
  dialog.addEventListener("click", close);
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  dialog.removeEventListener("submit", send);
  dialog.removeEventListener("click", close);
  dialog.replaceChildren();
  return made;
}
