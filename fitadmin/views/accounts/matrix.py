"""A role as a matrix: words in rows, verbs in columns, what is given in the cells."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from fitadmin.access import DELETE, END, GYM, OPEN_ACCOUNT, READ, RESTORE, TAKE_IN, TAKE_ON, WRITE
from fitadmin.models.scope import SEE_ALL, SEE_PEOPLE
from fitadmin.views.base.titles import Word, categories, verb_title, words

COLUMNS = (READ, WRITE, DELETE)
"""Verbs that most words have; the rest stand together behind them."""
SWITCHES = {
    SEE_ALL: (
        _("Sees the whole gym"),
        _("Every client and everything about them. Without it one sees one's own clients only."),
    ),
    SEE_PEOPLE: (
        _("Sees all people"),
        _("The names and contact data of every client, and who coaches them; nothing else."),
    ),
}
NAMES = {
    READ: _("%(role)s: read %(word)s"),
    WRITE: _("%(role)s: write %(word)s"),
    DELETE: _("%(role)s: delete %(word)s"),
    OPEN_ACCOUNT: _("%(role)s: open accounts for %(word)s"),
    TAKE_ON: _("%(role)s: take on %(word)s"),
    TAKE_IN: _("%(role)s: import files and undo %(word)s"),
    END: _("%(role)s: end %(word)s"),
    RESTORE: _("%(role)s: restore from %(word)s"),
}
"""How a cell is called by who hears it."""


class Cell(NamedTuple):
    """One permission: what its box sends, its verb, its name, and whether it is given."""

    value: str
    verb: str
    title: Any
    name: str
    is_given: bool


class Line(NamedTuple):
    """A word with its cells: one per column, None where there is no such permission; and more."""

    word: str
    title: Any
    is_part: bool
    cells: list[Cell | None]
    more: list[Cell]


class Group(NamedTuple):
    """The words of one category of the menu."""

    title: Any
    lines: list[Line]


class Switch(NamedTuple):
    """A grant that widens which rows are seen."""

    value: str
    title: Any
    text: Any
    is_given: bool


class Matrix(NamedTuple):
    """What a role may, in the words of the menu."""

    columns: list[tuple[str, Any]]
    groups: list[Group]
    switches: list[Switch]


class Typed(NamedTuple):
    """What the form of a role says."""

    name: str
    grants: frozenset[tuple[str, str]]
    seal: str = ""


class Difference(NamedTuple):
    """Where two people have ticked otherwise."""

    title: str
    theirs: Any
    yours: Any


Gives = Callable[[str, str], bool]


def matrix_of(role: str, grantable: Iterable[tuple[str, str]], gives: Gives) -> Matrix:
    """The matrix of the role called *role*; *gives* says what of *grantable* it gives."""
    verbs: dict[str, list[str]] = {}
    for permission, word in sorted(grantable):
        verbs.setdefault(word, []).append(permission.removeprefix("can_"))
    titles = categories()
    lines: dict[str, list[Line]] = {name: [] for name in titles}
    for each in words().values():
        if each.name in verbs and each.name != GYM:
            lines[each.category].append(_line(role, each, verbs[each.name], gives))
    groups = [Group(titles[name], found) for name, found in lines.items() if found]
    return Matrix([(verb, verb_title(verb)) for verb in COLUMNS], groups, _switches(gives))


def differences(theirs: Typed, yours: Typed) -> list[Difference]:
    """The name and the boxes in which what is saved by now and what was typed differ."""
    found = []
    if theirs.name != yours.name:
        found.append(Difference(gettext("Name"), theirs.name, yours.name))
    known = words()
    for permission, word in sorted(theirs.grants ^ yours.grants):
        verb = verb_title(permission.removeprefix("can_"))
        switch = SWITCHES.get(permission.removeprefix("can_"))
        title = switch[0] if switch else f"{known[word].title if word in known else word}: {verb}"
        pair = (permission, word)
        found.append(
            Difference(str(title), _tick(pair in theirs.grants), _tick(pair in yours.grants))
        )
    return found


def value_of(permission: str, word: str) -> str:
    """What the box of a permission sends."""
    return f"{word}:{permission.removeprefix('can_')}"


def grants_in(values: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The (permission, word) of all boxes that were sent ticked."""
    pairs = (value.rpartition(":") for value in values)
    return frozenset((f"can_{verb}", word) for word, _colon, verb in pairs)


def _tick(is_given: bool) -> Any:
    return _("Yes") if is_given else _("No")


def _line(role: str, word: Word, verbs: list[str], gives: Gives) -> Line:
    cells = {verb: _cell(role, word.name, word.title, verb, gives) for verb in verbs}
    columns = [cells.pop(verb, None) for verb in COLUMNS]
    return Line(word.name, word.title, word.is_part, columns, list(cells.values()))


def _cell(role: str, word: str, title: Any, verb: str, gives: Gives) -> Cell:
    said = verb_title(verb)
    name = NAMES.get(verb)
    told = (
        gettext("%(role)s: %(verb)s, %(word)s", role=role, verb=said, word=title)
        if name is None
        else str(name) % {"role": role, "word": title}
    )
    return Cell(value_of(verb, word), verb, said, told, gives(f"can_{verb}", word))


def _switches(gives: Gives) -> list[Switch]:
    return [
        Switch(value_of(grant, GYM), title, text, gives(f"can_{grant}", GYM))
        for grant, (title, text) in SWITCHES.items()
    ]
