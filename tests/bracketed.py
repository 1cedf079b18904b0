"""What of a page stands outside of brackets: words that have not gone through gettext.

A page is asked for in a language whose every message is in [brackets] (web/pseudo.py). Data is
marked as such by `translate="no"`; numbers, signs and symbols of units need no translation.
"""

import re
from html.parser import HTMLParser

SPOKEN = {"title", "aria-label", "placeholder", "alt", "data-label", "data-confirm", "summary"}
SILENT = {"script", "style", "svg", "textarea"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr"}  # fmt: skip
UNITS = {"kg", "lb", "g", "mg", "ug", "iu", "oz", "ml", "cm", "in", "%", "bpm", "mmHg", "kcal",
         "kj", "kJ", "s", "min", "m", "km"}  # fmt: skip
NAMES = {"fitadmin"}
_BRACKETS = re.compile(r"\[[^\[\]]*\]")


def bare(text: str) -> str:
    """What is left of *text* outside of brackets, if it has a word in it."""
    while (shorter := _BRACKETS.sub("", text)) != text:
        text = shorter
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word not in UNITS | NAMES]
    return text.strip() if words else ""


class Words(HTMLParser):
    """Collects what escapes: `Words(page).escaped`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.escaped: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        for name in sorted(SPOKEN & given.keys()):
            if found := bare(given[name] or ""):
                self.escaped.append(f"{tag} {name}: {found}")
        is_data = given.get("translate") == "no" or tag in SILENT
        if tag not in VOID:
            self._open.append((tag, is_data or self._is_data()))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not self._is_data() and (found := bare(data)):
            self.escaped.append(found)

    def _is_data(self) -> bool:
        return bool(self._open) and self._open[-1][1]
