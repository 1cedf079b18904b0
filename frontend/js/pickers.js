// <select class="picker" data-source> asks its source while one types. The library is loaded
// by pages that have one.
import { get } from "./http.js";
import { make } from "./in_place.js";

const PAGE = 20;

function options(select) {
  const label = select.labels?.[0]?.firstChild.textContent.trim() || select.getAttribute("aria-label");
  const plugins = ["virtual_scroll"];
  if (select.multiple) {
    plugins.push("remove_button");
  } else if (!select.required) {
    plugins.push("clear_button");
  }
  return {
    plugins,
    valueField: "value",
    labelField: "text",
    searchField: [],
    maxOptions: null,
    placeholder: select.dataset.placeholder,
    hidePlaceholder: true,
    preload: "focus",
    shouldLoad: () => true,
    firstUrl: (query) => page(select, query, 0),
    load(query, done) {
      const address = this.getUrl(query);
      const asked = Number(new URL(address).searchParams.get("page"));
      get(address)
        .then((answer) => {
          if ((asked + 1) * PAGE < answer.count) {
            this.setNextUrl(query, page(select, query, asked + 1));
          }
          done(answer.result);
        })
        .catch(() => done());
    },
    render: {
      no_results: () => line("no-results", select.dataset.nothing),
      loading_more: () => line("loading-more-results", "…"),
      no_more_results: () => null,
    },
    onInitialize() {
      this.control_input.setAttribute("aria-label", label);
      for (const name of ["aria-describedby", "aria-invalid"]) {
        if (select.hasAttribute(name)) {
          this.control_input.setAttribute(name, select.getAttribute(name));
        }
      }
    },
  };
}

function line(kind, words) {
  const element = document.createElement("div");
  element.className = kind;
  element.textContent = words ?? "";
  return element;
}

function page(select, query, number) {
  const address = new URL(select.dataset.source, location.href);
  address.searchParams.set("q", query);
  address.searchParams.set("page", number);
  return address.href;
}

function offerNew(select, box) {
  if (!select.dataset.new) {
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = select.dataset.newLabel;
  const label = box.control_input.getAttribute("aria-label");
  button.setAttribute("aria-label", `${select.dataset.newLabel}: ${label}`);
  const row = document.createElement("div");
  row.className = "picker-and-new";
  box.wrapper.replaceWith(row);
  row.append(box.wrapper, button);
  button.addEventListener("click", async () => {
    const made = await make(select.dataset.new);
    if (made) {
      box.addOption(made);
      box.addItem(made.value);
    }
    box.focus();
  });
}

export async function enhance(root) {
  const selects = [...root.querySelectorAll("select.picker:not(.tomselected)")];
  if (selects.length > 0) {
    const { default: TomSelect } = await import("./picker-box.js");
    for (const select of selects) {
      const isInUse = select === document.activeElement;
      const box = new TomSelect(select, options(select));
      offerNew(select, box);
      if (isInUse) {
        box.focus();
      }
    }
  }
}

export function start(root) {
  return enhance(root);
}
