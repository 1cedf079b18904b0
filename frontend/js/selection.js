// Rows of a list are chosen by boxes that belong to the form of the bar below it.
function shown(form) {
  return [...form.elements].filter((each) => each.matches(".select-row"));
}

function tell(form, all) {
  const rows = shown(form);
  const chosen = rows.filter((row) => row.checked);
  const isWholePage = rows.length > 0 && chosen.length === rows.length;
  all.checked = isWholePage;
  all.indeterminate = chosen.length > 0 && !isWholePage;
  for (const row of rows) {
    row.closest("tr").classList.toggle("is-chosen", row.checked);
  }
  const label = form.querySelector("[data-all]");
  if (label) {
    label.hidden = !isWholePage;
    label.control.checked &&= isWholePage;
  }
  const isAll = label?.control.checked;
  form.querySelector("output").textContent = isAll ? form.elements.found.value : chosen.length;
}

function watch(form, all) {
  let last = null;
  const table = all.closest("table");
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const row of shown(form)) {
      row.checked = all.checked;
    }
    tell(form, all);
  });
  table.addEventListener("click", (event) => {
    const row = event.target.closest(".select-row");
    if (!row) {
      return;
    }
    if (event.shiftKey && last) {
      const rows = shown(form);
      const [from, to] = [rows.indexOf(last), rows.indexOf(row)].sort((a, b) => a - b);
      for (const between of rows.slice(from, to + 1)) {
        between.checked = row.checked;
      }
    }
    last = row;
    tell(form, all);
  });
  form.addEventListener("change", () => tell(form, all));
  form.addEventListener("reset", () => setTimeout(() => tell(form, all)));
  addEventListener("pageshow", () => tell(form, all));
  tell(form, all);
}

// In a form with data-ticks: what somebody fills in is to be changed.
function tick(event) {
  const box = event.target.closest(".bulk-field")?.querySelector("[name='change']");
  if (box && event.target !== box) {
    box.checked = true;
  }
}

export function start(root) {
  for (const form of root.querySelectorAll("form[data-selection]")) {
    const row = shown(form)[0];
    const all = row?.closest("table").querySelector(".select-all");
    if (all) {
      watch(form, all);
    }
  }
  const ticked = root.querySelector("form[data-ticks]");
  ticked?.addEventListener("input", tick);
  ticked?.addEventListener("change", tick); // of a picker
}
