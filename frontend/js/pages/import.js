// Taking a file in: dropping it, its size before it travels, and how far the work is.
import { get } from "../http.js";

const EVERY_MS = 1000;
const MOST_FAILURES = 10;

function watchSize(form) {
  const input = form.querySelector("input[type=file]");
  const tooLarge = form.querySelector("#too-large");
  const check = () => {
    const isTooLarge = [...input.files].some((file) => file.size > Number(form.dataset.most));
    tooLarge.hidden = !isTooLarge;
    input.setAttribute("aria-invalid", isTooLarge);
    return isTooLarge;
  };
  input.addEventListener("change", check);
  form.addEventListener("submit", (event) => {
    if (check()) {
      event.preventDefault();
      input.focus();
    }
  });
}

function takeDrops(zone) {
  const input = zone.querySelector("input[type=file]");
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("is-over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("is-over");
    if (event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}

function show(box, state) {
  box.querySelector("[data-words]").textContent = state.words;
  const bar = box.querySelector("progress");
  if (state.most > 0) {
    bar.max = state.most;
    bar.value = state.done;
  } else {
    bar.removeAttribute("value");
  }
}

async function watch(box, failures = 0) {
  let failed = failures;
  try {
    const state = await get(box.dataset.importState);
    if (state.is_over) {
      location.reload();
      return;
    }
    show(box, state);
    document.querySelector("[data-while-queued]")?.toggleAttribute("hidden", !state.is_queued);
    failed = 0;
  } catch {
    failed += 1;
  }
  if (failed < MOST_FAILURES) {
    setTimeout(() => watch(box, failed), EVERY_MS);
  }
}

for (const form of document.querySelectorAll("form[data-import-file]")) {
  watchSize(form);
  form.querySelectorAll("[data-drop]").forEach(takeDrops);
}
for (const box of document.querySelectorAll("[data-import-state]")) {
  setTimeout(() => watch(box), EVERY_MS);
}
