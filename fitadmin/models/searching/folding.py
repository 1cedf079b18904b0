"""Texts as they are searched: without case, accents and punctuation.

PostgreSQL folds by functions of its own, made in the migrations; a test holds the two together.
"""

import re
import unicodedata

VALUE_END = "\x1f"
"""Stands between the values of a row that are handed over as one text."""

_UPPER = "".join(map(chr, (*range(0x391, 0x3AA), *range(0x410, 0x430), *range(0x400, 0x410))))
_LETTERS = {
    **{upper: upper.lower() for upper in _UPPER if upper.lower() != upper},
    **dict(zip("ØøŁłĐđĦħŦŧıς", "oollddhhttiσ", strict=True)),
    "ẞ": "ss",
    "ß": "ss",
    "Æ": "ae",
    "æ": "ae",
    "Œ": "oe",
    "œ": "oe",
    "Þ": "th",
    "þ": "th",
    **{chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)},
}
_FOLDED = str.maketrans(_LETTERS)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue"})
_MARKS = re.compile("[\u0300-\u036f\ufe00-\ufe0f]+")
_BREAKS = re.compile(
    r"[\x00-\x1e\x20-/:-@\[-`\x7b-\xbf\xd7\xf7\u1680\u2000-\u206f\u3000-\u303f\ud800-\udfff]+"
)
_ENDS = re.compile(f" *{VALUE_END}[ {VALUE_END}]*")


def sayable(text: str) -> str:
    """*text* without what no database takes: NUL, and halves of letters (lone surrogates)."""
    return text.replace("\x00", " ").encode(errors="ignore").decode()


def fold(text: str) -> str:
    """The words of *text* in small plain letters, two spaces between them.

    >>> fold("  Übungs-Bank (schräg), 100 %")
    'ubungs  bank  schrag  100'
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_FOLDED)
    return _BREAKS.sub("  ", plain).strip(" ")


def search_line(text: str | None) -> str:
    """The values of a row as one line to search in; German names also as typed without umlauts.

    >>> search_line("Käse\\x1fGouda, jung")
    '!  kase  !  gouda  jung  !  kaese  !  gouda  jung  !'
    """
    values = text or ""
    german = unicodedata.normalize("NFC", values)
    spelled = german.translate(_GERMAN)
    if spelled != german:
        values += VALUE_END + spelled
    return f"!  {_ENDS.sub('  !  ', fold(values)).strip(' !')}  !"
