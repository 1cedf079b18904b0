"""The tour of docs/api/tour.md as a table; `python -m tests.tour` writes the page from it.

Addresses and methods come from the description of the API, so that the page cannot differ.
"""

import re
from pathlib import Path
from typing import Any, NamedTuple

import config
from fitadmin import create_app

PAGE = Path(config.__file__).parent / "docs" / "api" / "tour.md"


class Step(NamedTuple):
    """A sentence, the call it speaks of, and the status that the call answers."""

    words: str
    operation: str
    status: int
    pk: str = ""
    given: str = ""
    saved: str = ""
    column: str = ""
    before: str = ""


TITLES = {
    "list_clients": "Reading",
    "add_progress_entries": "Writing",
    "related_progress_entries": "Choosing what a relation refers to",
}
STEPS = (
    Step(
        "Who may be seen by the caller: a trainer's own clients, by name.",
        "list_clients",
        200,
        given="-G --data-urlencode 'q=(columns:!(id,first_name,last_name),"
        "order_column:last_name,order_direction:asc,page:0,page_size:5)'",
        saved="CLIENT=$(field ids 0)",
    ),
    Step(
        "A filter names a column, an operator and a value; `_info` tells which there are.",
        "list_metrics",
        200,
        given="-G --data-urlencode 'q=(filters:!((col:slug,opr:eq,value:waist)),"
        "columns:!(id,name,unit),keys:!(none))'",
        saved="METRIC=$(field ids 0)",
    ),
    Step(
        "Fields, filters, and what the caller may do.",
        "info_progress_entries",
        200,
        given="-G --data-urlencode 'q=(keys:!(filters,permissions))'",
    ),
    Step(
        "One row, with its parts.",
        "get_clients",
        200,
        pk="$CLIENT",
        given="-G --data-urlencode 'q=(columns:!(first_name,location.name))'",
    ),
    Step(
        "Large lists are read on from where the page before ended, without counting.",
        "list_foods",
        200,
        given="-G -d count=0 --data-urlencode 'q=(page_size:1,columns:!(id,name))'",
        saved="NEXT=$(field next)",
    ),
    Step(
        "The next page.",
        "list_foods",
        200,
        given='-G -d count=0 --data-urlencode "after=$NEXT" '
        "--data-urlencode 'q=(page_size:1,columns:!(id,name))'",
    ),
    Step(
        "Words, wherever they stand in a row.",
        "list_foods",
        200,
        given="-G --data-urlencode 'search=oat'",
    ),
    Step(
        "What has changed since the cursor of the answer before, with what was deleted.",
        "list_foods",
        200,
        given="-G -d changed_since=0",
    ),
    Step(
        "A measurement. An exact number may be sent as text or as a number; a time needs its zone.",
        "add_progress_entries",
        201,
        given='-d \'{"client": \'$CLIENT\', "metric": \'$METRIC\', "entered": "84.5", '
        '"unit": "cm", "measured_at": "2026-03-02T06:30:00Z"}\'',
        saved="ENTRY=$(field id)",
    ),
    Step(
        "Sent again under the same name, a request is answered again and not done again.",
        "add_progress_entries",
        201,
        given='-H "Idempotency-Key: $CLIENT-2026-03-03" -d \'{"client": \'$CLIENT\', "metric": '
        '\'$METRIC\', "entered": 84, "unit": "cm"}\'',
    ),
    Step("The row, with its version.", "get_progress_entries", 200, pk="$ENTRY"),
    Step(
        "It is the one that was read, so there is nothing to send.",
        "get_progress_entries",
        304,
        pk="$ENTRY",
        given='-H "If-None-Match: $(header etag)"',
    ),
    Step(
        "A change names the fields that change, the others stay.",
        "change_progress_entries",
        200,
        pk="$ENTRY",
        given='-d \'{"note": "before breakfast"}\'',
    ),
    Step(
        "A change that is based on an older version is refused.",
        "change_progress_entries",
        412,
        pk="$ENTRY",
        given='-H \'If-Match: "1-0"\' -d \'{"note": "after breakfast"}\'',
    ),
    Step(
        "The client's course: a point per measured day, with the trend.",
        "progress_of_client",
        200,
        pk="$CLIENT",
        given="-G -d metric=waist -d from=2026-03-01 -d to=2026-03-31",
    ),
    Step("Into the trash, where the table has one.", "delete_progress_entries", 200, pk="$ENTRY"),
    Step(
        "It is gone; a row that is somebody else's answers alike.",
        "get_progress_entries",
        404,
        pk="$ENTRY",
    ),
    Step(
        "What a picker shows: rows in sight, by name.",
        "related_progress_entries",
        200,
        column="metric",
        given="-G --data-urlencode 'q=(filter:wai,page:0,page_size:20)'",
    ),
    Step(
        "An unknown filter, operator or column is refused, not passed over.",
        "list_clients",
        400,
        given="-G --data-urlencode 'q=(filters:!((col:shoe_size,opr:eq,value:44)))'",
    ),
    Step(
        "So is an unknown field; `errors` says which.",
        "add_progress_entries",
        422,
        given='-d \'{"client": \'$CLIENT\', "colour": "red"}\'',
    ),
    Step(
        "A reference to a row that is missing, or not the caller's to see.",
        "add_progress_entries",
        422,
        given='-d \'{"client": 987654, "metric": \'$METRIC\', "entered": 84, "unit": "cm"}\'',
    ),
    Step(
        "A token that is none.",
        "list_clients",
        401,
        before="TOKEN=nonsense",
    ),
)
HEAD = """# A tour of the API with curl

Needs curl and Python, nothing else. It is run as it stands here by a test, which compares the
statuses. The page is written by `python -m tests.tour`, from the same table.

```sh
GYM=${GYM:-http://127.0.0.1:8080}

api() { # prints the status; the answer is in answer.json, its headers are in headers.txt
  curl -sS -D headers.txt -o answer.json -w '%{http_code}\\n' \\
    -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' "$@"
}
field() { # field ids 0: a part of the answer
  python3 -c 'import json, sys
answer = json.load(open("answer.json"))
for key in sys.argv[1:]:
    answer = answer[int(key) if key.isdigit() else key]
print(answer)' "$@"
}
header() { grep -i "^$1:" headers.txt | sed 's/^[^:]*: //' | tr -d '\\r'; }
```

## Signing in

A trainer of the gym, here `$WHO` with `$PASSWORD`. The token lives for 15 minutes.

```sh
TOKEN=none
api -X POST "$GYM/api/v1/security/login" \\
  -d '{"username": "'"$WHO"'", "password": "'"$PASSWORD"'", "provider": "db"}' # 200
TOKEN=$(field access_token)
```
"""
FIRST_REFUSAL = 400


def page(description: dict[str, Any]) -> str:
    """The page as Markdown."""
    addresses = {
        operation["operationId"]: (method.upper(), path)
        for path, operations in description["paths"].items()
        for method, operation in operations.items()
        if "operationId" in operation
    }
    parts, titled = [HEAD], set()
    for step in STEPS:
        title = "Refusals" if step.status == FIRST_REFUSAL else TITLES.get(step.operation)
        if title and title not in titled:
            titled.add(title)
            parts.append(f"## {title}\n")
        parts.append(_section(step, *addresses[step.operation]))
    return "\n".join(parts)


def _section(step: Step, method: str, path: str) -> str:
    address = path.replace("{pk}", step.pk).replace("{column}", step.column)
    verb = "" if method == "GET" else f"-X {method} "
    given = f" \\\n  {step.given}" if step.given else ""
    call = f'api {verb}"$GYM{address}"{given} # {step.status}'
    lines = filter(None, [step.before, call, step.saved])
    return "\n".join([step.words, "", "```sh", *lines, "```", ""])


def script() -> str:
    """Every command of the page, in order, for a shell."""
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    return "set -eu\n" + "\n".join(blocks)


def statuses() -> list[int]:
    """What the commands print: that of the sign-in, then one each."""
    return [200, *(step.status for step in STEPS)]


def description() -> dict[str, Any]:
    """The description of the API, as an application without a database gives it."""
    app = create_app(config.Testing())
    with app.test_request_context():
        (api,) = (v for v in app.appbuilder.baseviews if type(v).__name__ == "OpenApi")
        told: dict[str, Any] = api.describe()
    return told


if __name__ == "__main__":
    PAGE.write_text(page(description()))
