"""The same search among texts that lie in memory, as the words of a menu do."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from fitadmin.models.searching.folding import VALUE_END, search_line
from fitadmin.models.searching.needles import values

Rank = Callable[[Iterable[str]], int | None]


def ranks(text: str) -> Rank:
    """A function from the names of something to how likely *text* means it: 0 where that is its
    first name, then 1 to 4 as rows are put in order; None where it is not found.

    >>> rank = ranks("gerat")
    >>> rank(["Geräte"]), rank(["Training", "Geräte"]), rank(["Übungen"])
    (2, 3, None)
    """
    given = values(text)
    needles = [pattern[1:-1] for pattern in given["search_patterns"]]
    exact, begin, whole = (given[f"search_{name}"] for name in ("exact", "begin", "whole"))

    def rank(names: Iterable[str]) -> int | None:
        line = _line(VALUE_END.join(names))
        if not all(needle in line for needle in needles):
            return None
        if begin not in line:
            return 3 if whole in line else 4
        if exact in line:
            return 0 if line.startswith(exact) else 1
        return 2 if line.startswith(begin) else 3

    return rank


_line = lru_cache(maxsize=4096)(search_line)
