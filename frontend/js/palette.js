// Ctrl-K: asks the server for records and actions while one types, and opens what is chosen.
import { get } from "./http.js";

const WAIT_MS = 120;
const OPENED = "opened";
const REMEMBERED = 20;

function opened() {
  const said = localStorage.getItem(OPENED) ?? "";
  return said ? said.split(",") : [];
}

function remember(root) {
  const record = root.querySelector("[data-record]")?.dataset.record;
  if (record) {
    const others = opened().filter((each) => each !== record);
    localStorage.setItem(OPENED, [record, ...others].slice(0, REMEMBERED).join(","));
  }
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function icon(name, sprite) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

// The letters that were typed are marked, as nodes of text: a name is never markup.
function marked(text, words) {
  const line = element("span", { className: "found-title", translate: false });
  let rest = text;
  while (rest) {
    const low = rest.toLocaleLowerCase();
    const places = words.map((word) => [low.indexOf(word), word]).filter(([place]) => place >= 0);
    const [place, word] = places.sort(([a], [b]) => a - b)[0] ?? [-1, ""];
    if (place < 0 || low.length !== rest.length) {
      break;
    }
    line.append(rest.slice(0, place), element("mark", {}, rest.slice(place, place + word.length)));
    rest = rest.slice(place + word.length);
  }
  line.append(rest);
  return line;
}

class Palette {
  constructor(dialog) {
    this.dialog = dialog;
    this.input = dialog.querySelector("input");
    this.list = dialog.querySelector("[role='listbox']");
    this.told = dialog.querySelector("[role='status']");
    this.input.addEventListener("input", () => this.askSoon());
    dialog.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role='option']");
      if (option) {
        this.open(option, event.ctrlKey || event.metaKey);
      }
    });
  }

  show() {
    if (!this.dialog.open) {
      this.dialog.showModal();
      this.input.value = "";
      this.ask();
    }
    this.input.focus();
  }

  askSoon() {
    this.isBehind = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT_MS);
  }

  async ask() {
    this.asking?.abort();
    this.asking = new AbortController();
    const address = new URL(this.dialog.dataset.source, location.href);
    address.searchParams.set("q", this.input.value);
    address.searchParams.set("recent", opened().join(","));
    try {
      this.fill(await get(address.href, { signal: this.asking.signal }));
    } catch (error) {
      if (error.name !== "AbortError") {
        this.told.textContent = error.message;
      }
    }
  }

  fill({ groups, told, hint }) {
    const words = this.input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let number = 0;
    const shown = groups.map((group, place) => {
      const title = element("li", { className: "found-group", id: `group-${place}` }, group.title);
      title.setAttribute("role", "presentation");
      const rows = group.rows.map((row) => this.option(row, words, number++));
      const list = element("ul", {}, ...rows);
      list.setAttribute("role", "group");
      list.setAttribute("aria-labelledby", title.id);
      return [title, list];
    });
    this.list.replaceChildren(...shown.flat());
    this.told.textContent = hint ? `${told}. ${hint}` : told;
    this.choose(this.options()[0]);
    this.isBehind = false;
    if (this.isAwaited && this.options().length > 0) {
      this.open(this.options()[0], false);
    }
    this.isAwaited = false;
  }

  option(row, words, number) {
    const about = element("small", { className: "muted" }, row.about ?? "");
    const option = element("li", { className: "found", id: `found-${number}` });
    option.append(icon(row.icon, this.dialog.dataset.icons), marked(row.title, words), about);
    option.setAttribute("role", "option");
    option.dataset.address = row.address;
    return option;
  }

  options() {
    return [...this.list.querySelectorAll("[role='option']")];
  }

  choose(option) {
    for (const each of this.options()) {
      each.setAttribute("aria-selected", each === option);
    }
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
    option?.scrollIntoView({ block: "nearest" });
  }

  press(event) {
    const options = this.options();
    const now = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
    const moves = {
      ArrowDown: now + 1,
      ArrowUp: now - 1 + options.length,
      End: options.length - 1,
      Home: 0,
    };
    if (event.key in moves && options.length > 0) {
      event.preventDefault();
      this.choose(options[moves[event.key] % options.length]);
    } else if (event.key === "Enter" && this.isBehind) {
      event.preventDefault();
      this.isAwaited = true; // who types faster than the answer means what is found
    } else if (event.key === "Enter" && options[now]) {
      event.preventDefault();
      this.open(options[now], event.ctrlKey || event.metaKey);
    }
  }

  open(option, isBeside) {
    this.dialog.close();
    if (isBeside) {
      window.open(option.dataset.address, "_blank", "noopener");
    } else {
      location.assign(option.dataset.address);
    }
  }
}

export function start(root) {
  remember(root);
  const dialog = root.getElementById("palette");
  if (!dialog) {
    return;
  }
  const palette = new Palette(dialog);
  root.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      palette.show();
    }
  });
  root.addEventListener("click", (event) => {
    if (event.target.closest("[data-opens='palette']")) {
      palette.show();
    }
  });
}
