// Ctrl-K: finds records and actions while one types. What is found, and every word, is the server's.
import { get } from "./http.js";
import { mark } from "./marks.js";
import { recent, remember } from "./recent.js";

const WAIT_MS = 120;

class Palette {
  constructor(dialog) {
    this.dialog = dialog;
    this.words = dialog.querySelector("[role=combobox]");
    this.list = dialog.querySelector("[role=listbox]");
    this.nothing = dialog.querySelector("[data-nothing]");
    this.told = dialog.querySelector("[data-told]");
    this.rows = [];
    this.at = -1;
    this.asked = null; // what the list answers
    this.opensFirst = false;
    this.words.addEventListener("input", () => this.askSoon());
    this.words.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("pointermove", (event) => this.point(event));
    dialog.addEventListener("click", (event) => this.click(event));
    dialog.addEventListener("close", () => this.stop());
  }

  open() {
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
    this.words.value = "";
    this.words.focus();
    this.ask();
  }

  toggle() {
    if (this.dialog.open) {
      this.dialog.close();
    } else if (!document.querySelector("dialog[open]")) {
      this.open();
    }
  }

  stop() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.asked = null;
    this.opensFirst = false;
    this.show({ groups: [], told: "", hint: "" });
  }

  askSoon() {
    clearTimeout(this.timer);
    this.opensFirst = false;
    this.timer = setTimeout(() => this.ask(), WAIT_MS);
  }

  async ask() {
    clearTimeout(this.timer);
    this.request?.abort();
    const request = (this.request = new AbortController());
    const text = this.words.value;
    try {
      const answer = await get(this.address(text), { signal: request.signal });
      if (this.request === request && this.dialog.open) {
        this.asked = text;
        this.show(answer);
      }
    } catch (error) {
      if (error.name !== "AbortError" && this.request === request) {
        this.asked = text;
        this.show({ groups: [], told: error.message, hint: error.message });
      }
    }
  }

  address(text) {
    const address = new URL(this.dialog.dataset.source, location.href);
    if (text.trim()) {
      address.searchParams.set("q", text);
    } else {
      address.searchParams.set("recent", recent(this.dialog.dataset.reader).join(","));
    }
    return address.href;
  }

  show({ groups, told, hint }) {
    this.rows = [];
    this.list.replaceChildren(...groups.map((group, number) => this.group(group, number)));
    this.list.hidden = this.rows.length === 0;
    this.list.scrollTop = 0;
    this.words.setAttribute("aria-expanded", this.rows.length > 0);
    this.nothing.textContent = hint;
    this.nothing.hidden = !hint;
    this.told.textContent = told;
    this.choose(this.rows.length > 0 ? 0 : -1);
    if (this.opensFirst) {
      this.opensFirst = false;
      this.follow();
    }
  }

  group({ title, rows, more }, number) {
    const element = this.copy("[data-group]");
    const heading = element.querySelector("p");
    heading.id = `palette-group-${number}`;
    heading.textContent = title;
    element.setAttribute("aria-labelledby", heading.id);
    element.append(...[...rows, ...(more ? [more] : [])].map((row) => this.row(row)));
    return element;
  }

  row({ title, about, address, icon }) {
    const element = this.copy("[data-row]");
    element.id = `palette-row-${this.rows.length}`;
    element.href = address;
    element.querySelector("use").setAttribute("href", `${this.dialog.dataset.icons}#${icon}`);
    mark(element.querySelector("[data-title]"), title, this.asked ?? "");
    mark(element.querySelector("[data-about]"), about, this.asked ?? "");
    this.rows.push(element);
    return element;
  }

  copy(template) {
    return this.dialog.querySelector(`template${template}`).content.firstElementChild.cloneNode(true);
  }

  choose(at) {
    this.rows[this.at]?.setAttribute("aria-selected", "false");
    this.at = at;
    const row = this.rows[at];
    if (row) {
      row.setAttribute("aria-selected", "true");
      row.scrollIntoView({ block: "nearest" });
      this.words.setAttribute("aria-activedescendant", row.id);
    } else {
      this.words.removeAttribute("aria-activedescendant");
    }
  }

  press(event) {
    const last = this.rows.length - 1;
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    const goals = {
      ArrowDown: this.at >= last ? 0 : this.at + 1,
      ArrowUp: this.at <= 0 ? last : this.at - 1,
      End: last,
      Home: 0,
    };
    if (event.isComposing) {
      return;
    }
    if (event.key === "Enter") {
      event.preventDefault();
      this.enter(event.ctrlKey || event.metaKey);
    } else if (isPlain && last >= 0 && event.key in goals) {
      event.preventDefault();
      this.choose(goals[event.key]);
    }
  }

  enter(inNewTab) {
    if (this.asked === this.words.value) {
      this.follow(inNewTab);
    } else {
      this.ask(); // who types and presses Enter at once means what is not there yet
      this.opensFirst = true;
    }
  }

  follow(inNewTab = false) {
    const address = this.rows[this.at]?.href;
    if (!address) {
      return;
    }
    this.dialog.close();
    if (inNewTab) {
      window.open(address, "_blank", "noopener");
    } else {
      location.assign(address);
    }
  }

  point(event) {
    const at = this.rows.indexOf(event.target.closest("[role=option]"));
    if (at >= 0 && at !== this.at) {
      this.choose(at);
    }
  }

  click(event) {
    if (event.target.closest("[data-shuts]") || this.isBeside(event)) {
      this.dialog.close();
    } else if (event.target.closest("[role=option]") && !event.ctrlKey && !event.metaKey) {
      queueMicrotask(() => this.dialog.close()); // for who comes back to this page
    }
  }

  isBeside({ target, clientX, clientY }) {
    const { left, right, top, bottom } = this.dialog.getBoundingClientRect();
    const isInside = clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
    return target === this.dialog && !isInside;
  }
}

export function start(root) {
  const dialog = root.getElementById("palette");
  if (!dialog) {
    return;
  }
  const palette = new Palette(dialog);
  const { here, reader } = dialog.dataset;
  if (here) {
    remember(reader, here);
  }
  root.addEventListener("click", (event) => {
    if (event.target.closest("[data-opens=palette]")) {
      palette.open();
    }
  });
  root.addEventListener("keydown", (event) => {
    const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (isK && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      palette.toggle();
    }
  });
}
