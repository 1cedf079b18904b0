// A click anywhere in a row opens it, as its name does.
export function start(root) {
  root.addEventListener("click", (event) => {
    const row = event.target.closest(".table.has-cards tbody tr");
    const isOwnThing = event.target.closest("a, button, input, label, form");
    if (row && !isOwnThing && !getSelection().toString()) {
      row.querySelector(".row-name")?.click();
    }
  });
}
