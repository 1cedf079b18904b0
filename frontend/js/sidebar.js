// On a phone the menu slides in over the page.
export function start(root) {
  const side = root.getElementById("side");
  const scrim = root.querySelector(".scrim");
  const button = root.querySelector("[data-switches='side']");
  if (!side || !button) {
    return;
  }
  const show = (isOpen) => {
    side.classList.toggle("is-open", isOpen);
    scrim.hidden = !isOpen;
    button.setAttribute("aria-expanded", isOpen);
    (isOpen ? side.querySelector("a") : button).focus();
  };
  button.addEventListener("click", () => show(!side.classList.contains("is-open")));
  scrim.addEventListener("click", () => show(false));
  side.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && side.classList.contains("is-open")) {
      show(false);
    }
  });
  side.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}
