"""What a dry run or an import says about the rows of a file."""

import csv
import io
import re
from typing import Any, NamedTuple

from flask import Response, abort, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later

from fitadmin.models.gym import ImportUpload
from fitadmin.services.gym.rows import OUTCOMES
from fitadmin.services.gym.uploads import waiting
from fitadmin.views.base.files.csv import BYTE_ORDER_MARK, cell
from fitadmin.views.columns.words import shown
from fitadmin.views.gym.mapping import label_of, labels_of
from fitadmin.views.gym.reasons import translated

ON_PAGE = 50
WORDS = {
    "created": _later("New"),
    "updated": _later("Changed"),
    "unchanged": _later("Unchanged"),
    "kept": _later("Kept as it is here"),
    "superseded": _later("Superseded"),
    "refused": _later("Refused"),
}
KINDS = {"created": "is-good", "updated": "is-accent", "kept": "is-warning", "refused": "is-bad"}
_PLACE = re.compile(r"(line|entry) (\d+)")


class Shown(NamedTuple):
    """One row of the file as the page shows it; a change is (field, before, after)."""

    place: str
    name: str
    outcome: Any
    kind: str
    reason: str
    changes: list[tuple[str, Any, Any]]


def page(view: Any, upload: ImportUpload, state: str) -> str:
    """The counts and the rows, by outcome and page by page."""
    report = waiting(upload).noted("report") or abort(404)
    asked = request.args.get("outcome", "")
    outcome = asked if asked in WORDS else ""
    rows = [row for row in report["rows"] if row[2] == outcome or not outcome]
    number = max(0, request.args.get("page", 0, type=int))
    labels = labels_of(upload.kind)
    on_page = rows[number * ON_PAGE : (number + 1) * ON_PAGE]
    counts = report["counts"]
    return str(
        view.render_template(
            "gym/import_preview.html" if state == "looked" else "gym/import_done.html",
            title=_("Preview") if state == "looked" else _("Imported"),
            upload=upload,
            counts=[(each, WORDS[each], counts[each]) for each in OUTCOMES if counts.get(each)],
            useful=counts.get("created", 0) + counts.get("updated", 0),
            outcome=outcome,
            rows=[_shown(row, labels) for row in on_page],
            page=number,
            is_last=(number + 1) * ON_PAGE >= len(rows),
            hidden=(counts.get(outcome, 0) if outcome else sum(counts.values())) - len(rows),
        )
    )


def refused(upload: ImportUpload) -> Response:
    """A CSV of the refused rows as they stood in the file, with line and reason before them."""
    report = waiting(upload).noted("report") or abort(404)
    told, buffer = report["refused"], io.StringIO()
    writer = csv.writer(buffer)
    header = [_("Where"), _("Why"), *(told["header"] or [_("Name")])]
    for row in (header, *([place_of(p), translated(why), *rest] for p, why, *rest in told["rows"])):
        writer.writerow([cell(value, str) for value in row])
    answer = Response(BYTE_ORDER_MARK + buffer.getvalue(), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename="refused.csv")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def place_of(text: str) -> str:
    """Where a row stood in its file."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return text
    number = found[2]
    return _("line %(n)s", n=number) if found[1] == "line" else _("entry %(n)s", n=number)


def _shown(row: list[Any], labels: Any) -> Shown:
    place, name, outcome, reason, changes = row
    told = [
        (label_of(field, labels), _value(field, a), _value(field, b)) for field, a, b in changes
    ]
    words = "" if told and outcome == "updated" else translated(reason)
    return Shown(place_of(place), name, WORDS[outcome], KINDS.get(outcome, ""), words, told)


def _value(field: str, value: Any) -> Any:
    """A value in words; the number of another row says nothing."""
    return None if field.endswith("_id") and isinstance(value, int) else shown(value)
