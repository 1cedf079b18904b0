"""What is looked for in a line, as values and as SQL of each database.

A needle is a word as it stands in the line; one of less than three letters takes the two spaces
before it along. So every needle has a trigram, and both databases find it by their index of them.
"""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, String, Text, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType

from fitadmin.models.searching.folding import fold

LONGEST_TEXT = 1000
Values = dict[str, Any]
NOTHING = "???"
"""Stands in no line."""


def values(text: str) -> Values:
    """What a symbolic search is run with to look for *text*."""
    needles = _needles(text)
    phrase = fold(text) if needles != [NOTHING] else NOTHING
    value = f"!  {phrase}  !"
    return {
        "search_grams": sorted({gram for needle in needles for gram in _grams(needle)}),
        "search_patterns": [f"%{needle}%" for needle in needles],
        "search_question": " ".join(f'"{needle}"' for needle in needles),
        "search_value_patterns": [f"%{value}%"],
        "search_value_question": f'"{value}"',
        "search_exact": value,
        "search_begin": f"!  {phrase}",
        "search_whole": f"  {phrase}  ",
    }


def _bound(name: str, given: Values | None, kind: Any = String) -> BindParameter[Any]:
    """One of values(): as it is given, or by its name, to be given when the statement runs."""
    key = f"search_{name}"
    if given is None:
        return bindparam(key, type_=kind)
    return bindparam(key, given[key], type_=kind, unique=True)


def _needles(text: str) -> list[str]:
    if len(text) > LONGEST_TEXT:
        return [NOTHING]
    words = dict.fromkeys(fold(word) for word in text.split())
    return [w if len(w) > 2 else f"  {w}" for w in words if w] or [NOTHING]


def _grams(needle: str) -> list[str]:
    """Its trigrams, but those that end in a space, which the index leaves out."""
    grams = (needle[at : at + 3] for at in range(len(needle) - 2))
    return [gram for gram in grams if gram[2] != " "]


class _Holds(FunctionElement[Any]):
    """A line holds every needle. No Boolean: SQLite would be asked for `MATCH ... = 1`."""

    type = NullType()
    inherit_cache = True


def holds(line: ColumnElement[str], given: Values | None, what: str = "") -> ColumnElement[bool]:
    """The line holds every needle of what is looked for; or *what* "value_": all of it as a value
    of its own.
    """
    array = ARRAY(Text)
    grams, patterns = _bound("grams", given, array), _bound(f"{what}patterns", given, array)
    return _Holds(line, grams, patterns, _bound(f"{what}question", given))


@compiles(_Holds, "postgresql")
def _by_own_trigrams(element: _Holds, compiler: Any, **kw: Any) -> str:
    line, grams, patterns, _ = (compiler.process(each, **kw) for each in element.clauses)
    return f"(search_grams({line}) @> {grams} AND {line} LIKE ALL ({patterns}))"


@compiles(_Holds, "sqlite")
def _by_fts5(element: _Holds, compiler: Any, **kw: Any) -> str:
    line, _, _, question = element.clauses
    return f"({compiler.process(line, **kw)} MATCH {compiler.process(question, **kw)})"


class _PositionIn(FunctionElement[int]):
    type = Integer()
    inherit_cache = True


def position_in(line: ColumnElement[str], name: str, given: Values | None) -> ColumnElement[int]:
    """Where *line* holds that one of values(), from 1; 0 where it does not."""
    return _PositionIn(line, _bound(name, given))


@compiles(_PositionIn, "postgresql")
def _strpos(element: _PositionIn, compiler: Any, **kw: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **kw)})"


@compiles(_PositionIn, "sqlite")
def _instr(element: _PositionIn, compiler: Any, **kw: Any) -> str:
    return f"instr({compiler.process(element.clauses, **kw)})"


class _Starts(FunctionElement[Any]):
    type = NullType()
    inherit_cache = True


def starts(line: ColumnElement[str], name: str, given: Values | None) -> ColumnElement[bool]:
    """The line starts with that one of values()."""
    return _Starts(line, _bound(name, given))


@compiles(_Starts, "postgresql")
def _by_order(element: _Starts, compiler: Any, **kw: Any) -> str:
    """A range, which an index serves whatever the text; LIKE would need to know it."""
    line, text = (compiler.process(each, **kw) for each in element.clauses)
    low = f"left({text}, 60)"
    return (
        f"(left({line}, 60) >= {low} AND left({line}, 60) < {low} || chr(1114111)"
        f" AND starts_with({line}, {text}))"
    )


@compiles(_Starts, "sqlite")
def _by_first_token(element: _Starts, compiler: Any, **kw: Any) -> str:
    line, text = (compiler.process(each, **kw) for each in element.clauses)
    return f"""({line} MATCH '^ "' || {text} || '"')"""
