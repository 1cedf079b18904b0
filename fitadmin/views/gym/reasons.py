"""What importers say of files and rows, in the reader's language."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later

REASONS = (
    _later("the file is empty"),
    _later("the table is empty"),
    _later("there is a header but no row"),
    _later("this is no CSV with a header"),
    _later("this is a spreadsheet (Excel or the like): save it as CSV and take that in"),
    _later("the zip is truncated or damaged"),
    _later("this is no list of exercises"),
    _later("no entry has primaryMuscles, so these are no exercises"),
    _later("it is nested too deeply"),
    _later("a number in it has too many digits"),
    _later("this is not UTF-8"),
    _later("the row has too few cells"),
    _later("it was changed here since the import"),
    _later("it was not made by an import"),
    _later("it is in the trash here"),
    _later("back from the trash"),
    _later("nothing tells this row from the others"),
    _later("neither a number nor an e-mail address tells this client from others"),
    _later("several clients here have this e-mail address, and the row has no number"),
    _later("first_name is missing"),
    _later("last_name is missing"),
    _later("name is missing"),
)
"""For the catalogues: importers know no languages. What holds a value of the file stays English."""
_AT = re.compile(r"line (\d+): (.+)", re.DOTALL)


def translated(text: str) -> str:
    """A reason, or several parted by semicolons, as far as the catalogues know it."""
    return "; ".join(_one(each) for each in text.split("; ")) if text else ""


def _one(text: str) -> str:
    if (found := _AT.fullmatch(text)) is not None:
        return _("line %(n)s: %(words)s", n=found[1], words=_one(found[2]))
    return _(text) if text else ""
