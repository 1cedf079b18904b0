// "Add filter" puts the chosen column's operator and value into the search form of the list.
import { enhance } from "./pickers.js";

function add(form, column) {
  const template = form.querySelector(`template[data-filter="${CSS.escape(column)}"]`);
  const box = template.content.firstElementChild.cloneNode(true);
  const operator = box.querySelector("[data-operator]");
  const value = box.querySelector("[data-value] :is(input, select, textarea)");
  const name = () => {
    value.name = `_flt_${operator.value}_${column}`;
  };
  value.removeAttribute("id");
  value.removeAttribute("required");
  value.setAttribute("aria-label", box.dataset.valueLabel);
  operator.addEventListener("change", name);
  box.querySelector("[data-removes]").addEventListener("click", () => {
    box.remove();
    show(form);
  });
  name();
  form.querySelector("[data-new-filters]").append(box);
  enhance(box);
  show(form);
  operator.focus();
}

function show(form) {
  form.querySelector("[data-applies]").hidden = !form.querySelector(".new-filter");
}

export function start(root) {
  for (const form of root.querySelectorAll("form[data-filters]")) {
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-add-filter]");
      if (button) {
        button.closest("details").open = false;
        add(form, button.dataset.addFilter);
      }
    });
  }
}
