"""Forms as a browser sees them."""

from html.parser import HTMLParser


class Form(HTMLParser):
    """What a browser would send back if nothing were typed: `Form(html).values`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.options: dict[str, dict[str, str]] = {}
        """By field: what may be chosen, by its words."""
        self._within: str | None = None
        self._value = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, self._value = given.get("name") or "", given.get("value") or ""
        if tag == "input" and name:
            if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
                self.values.setdefault(name, []).append(self._value)
        elif tag in {"select", "textarea"}:
            self._within = name
        elif tag == "option" and self._within and "selected" in given:
            self.values.setdefault(self._within, []).append(self._value)

    def handle_data(self, data: str) -> None:
        if self._within and self.lasttag == "textarea":
            self.values.setdefault(self._within, []).append(data.strip())
        elif self._within and self.lasttag == "option" and data.strip():
            self.options.setdefault(self._within, {})[data.strip()] = self._value

    def handle_endtag(self, tag: str) -> None:
        if tag in {"select", "textarea"}:
            self._within = None
