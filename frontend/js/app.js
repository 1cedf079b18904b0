// What every page of a signed-in person or stranger has. Each module does one thing.
import { start as confirmations } from "./dialogs.js";
import { start as filters } from "./filters.js";
import { start as folds } from "./folds.js";
import { start as keys } from "./keys.js";
import { start as longOpen } from "./long_open.js";
import { start as menus } from "./menus.js";
import { start as palette } from "./palette.js";
import { start as pickers } from "./pickers.js";
import { start as selection } from "./selection.js";
import { start as sidebar } from "./sidebar.js";
import { start as tables } from "./tables.js";
import { start as toasts } from "./toasts.js";
import { start as unsaved } from "./unsaved.js";

const EVERYTHING = [
  toasts, menus, sidebar, folds, confirmations, tables, selection, filters, pickers, longOpen,
  unsaved, palette, keys,
];
await Promise.all(EVERYTHING.map((start) => start(document)));
document.documentElement.dataset.ready = "1";
