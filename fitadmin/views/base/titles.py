"""What the words of permissions are called on screen, and under which entry of the menu they stand.

The menu and the pages themselves say it, so a new page is in it without being told.
"""

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from fitadmin.access import DELETE, END, ENTRY, OPEN_ACCOUNT, READ, RESTORE, TAKE_IN, TAKE_ON, WRITE
from fitadmin.extensions import appbuilder
from fitadmin.models.reading import DomainTable

VERBS = {
    READ: _("Read"),
    WRITE: _("Write"),
    DELETE: _("Delete"),
    OPEN_ACCOUNT: _("Open accounts"),
    TAKE_ON: _("Take on"),
    TAKE_IN: _("Import and undo"),
    END: _("End"),
    RESTORE: _("Restore"),
    "show": _("Open"),
    "share": _("Share"),
}
TITLES = {"SwaggerView": _("Description of the API")}


class Word(NamedTuple):
    """A word of permissions: its title and its category; a part has no menu entry of its own."""

    name: str
    title: Any
    category: str
    is_part: bool


def verb_title(verb: str) -> Any:
    """What a verb is called; one that nobody has named yet is its own name."""
    return VERBS.get(verb, verb.replace("_", " ").capitalize())


def categories() -> dict[str, Any]:
    """The titles of the menu's categories, in order."""
    return {item.name: item.label for item in appbuilder.menu.get_list() if item.childs}


def words() -> dict[str, Word]:
    """Every word that a page or resource has, in the menu's order, parts behind their whole."""
    entries = _entries()
    last = list(categories())[-1]
    homes: dict[str, str] = {}
    begins: dict[tuple[str, str], int] = {}
    for view in appbuilder.baseviews:
        if (found := entries.get(view.class_permission_name)) is not None:
            homes.setdefault(_domain_of(view), found[1])
            begins.setdefault((_domain_of(view), found[1]), found[0])
    known: dict[str, tuple[tuple[int, bool, int], Word]] = {}
    for view in appbuilder.baseviews:
        name, domain = view.class_permission_name, _domain_of(view)
        place, category, _label = entries.get(name) or (0, homes.get(domain, last), "")
        key = begins.get((domain, category), len(entries)), name not in entries, place
        word = Word(name, _title(view, entries), category, name not in entries)
        known.setdefault(name, (key, word))
    return {word.name: word for _key, word in sorted(known.values(), key=lambda each: each[0])}


def in_words(permission: str) -> str:
    """`ClientProfile: read`, as the audit log keeps it, in the words of the screen."""
    name, _colon, verb = permission.partition(": ")
    word = words().get(name)
    return permission if word is None else f"{word.title}: {verb_title(verb)}"


def _entries() -> dict[str, tuple[int, str, Any]]:
    """By word: (place in the menu, category, label) of its entry; if it has more, of its list."""
    found: dict[str, tuple[int, str, Any]] = {}
    items = [(top.name, item) for top in appbuilder.menu.get_list() for item in top.childs]
    for place, (category, item) in enumerate(items):
        word, _colon, verb = item.name.removeprefix(ENTRY).partition(":")
        if word not in found or not verb:
            found[word] = place, category, item.label
    return found


def _title(view: Any, entries: dict[str, tuple[int, str, Any]]) -> Any:
    name = view.class_permission_name
    if name in entries:
        return entries[name][2]
    if isinstance(getattr(view, "datamodel", None), DomainTable) and hasattr(view, "list_title"):
        return view.list_title
    return TITLES.get(name, name)


def _domain_of(view: Any) -> str:
    """`people` of fitadmin.views.people.profiles."""
    return ".".join(type(view).__module__.split(".")[:3])
