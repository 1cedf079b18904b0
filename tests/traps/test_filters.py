"""Questions to lists: what is not understood is refused, never passed over."""

from urllib.parse import quote

import pytest
from sqlalchemy import inspect

from tests.traps.doors import (
    SQLITE,
    TELLTALE,
    Complaints,
    asked,
    model_of,
    numbers_of,
    pages,
    path_of,
    reader_of,
    resources,
    texts_of,
    times_of,
)
from tests.world import World

HIDDEN = ("created_by", "created_by_id", "owner", "owner_id", "deleted_at", "custom", "user",
          "user_id", "reviewed_by", "recipient", "metadata", "__class__", "nonsense")  # fmt: skip


def hidden(api) -> list[str]:
    """What the table has of HIDDEN, and a name that it has not."""
    return [*[name for name in HIDDEN if hasattr(model_of(api), name)][:3], "nonsense"]


def every_refusal(gym: World, call, questions) -> list[str]:
    """What is wrong with the answers to `questions(api)`, which all deserve a 400."""
    wrong, admin = Complaints(), call(gym.user("admin"))
    for api in resources():
        for question in questions(api):
            answer = admin.get(path_of(api) + asked(question))
            wrong.refused((api.resource_name, question), answer, 400)
    return wrong


@SQLITE
def test_an_unknown_column_or_operator_does_not_find_everything(gym, call):
    def questions(api):
        yield from ({"filters": [{"col": c, "opr": "eq", "value": 1}]} for c in hidden(api)
                    if c not in api.search_columns)  # fmt: skip
        for column in api.search_columns[:2]:
            yield {"filters": [{"col": column, "opr": "nonsense", "value": 1}]}
            yield {"filters": [{"col": column, "opr": "", "value": 1}]}

    assert every_refusal(gym, call, questions) == []


@SQLITE
def test_a_filter_without_its_parts_does_not_find_everything(gym, call):
    def questions(api):
        column = api.search_columns[0]
        yield {"filters": [{"col": column, "opr": "eq"}]}
        yield {"filters": [{"col": column}]}
        yield {"filters": [{}]}
        yield {"filters": [1]}
        yield {"filters": {"col": column}}

    assert every_refusal(gym, call, questions) == []


@SQLITE
def test_a_column_that_is_not_given_out_is_not_given_out(gym, call):
    def questions(api):
        relations = list(inspect(model_of(api)).relationships.keys())
        for name in (*hidden(api), "client.email", "user.password", *relations):
            known = {*api.list_columns, *api.list_select_columns}
            if name not in known:
                yield {"columns": [name]}
                yield {"select_columns": [name]}
            if name not in api.order_columns:
                yield {"order_column": name, "order_direction": "asc"}

    def some(api):
        return list(questions(api))[:: 1 if api.resource_name in {"clients", "goals"} else 7]

    assert every_refusal(gym, call, some) == []


def test_a_value_that_cannot_be_one_finds_nothing_and_breaks_nothing(gym, call):
    def questions(api):
        for kind, values in (
            (numbers_of, ["x", 2**63, [], None]),
            (times_of, ["2026-03-01T10:00:00", "yesterday", "9999-12-31T23:59:59Z", 5]),
        ):
            for column in [c for c in kind(api) if c in api.search_columns][:1]:
                yield from ({"filters": [{"col": column, "opr": "eq", "value": v}]} for v in values)

    assert every_refusal(gym, call, questions) == []


LIMITS = [
    "(" * 3000,
    "!(" * 2000,
    "(a:" * 1500,
    "[" * 3500,
    '{"a":' * 1000,
    "(page:99999999999999999999)",
    "(order_column:id,order_direction:sideways)",
]


@SQLITE
@pytest.mark.parametrize("question", LIMITS, ids=lambda q: q[:12])
def test_a_question_without_end_or_sense_is_no_fault(gym, call, question):
    wrong, admin = Complaints(), call(gym.user("admin"))
    for api in resources():
        answer = admin.get(f"{path_of(api)}?q={quote(question)}")
        wrong.refused(api.resource_name, answer, 400, 414)
        if api.resource_name == "clients":
            answer = admin.get(f"{path_of(api)}related/location?q={quote(question)}")
            wrong.refused("related", answer, 400, 414)
    assert wrong == []


@pytest.mark.parametrize("text", ["\ud800", "%_'\\💪" * 50])
def test_odd_text_in_a_filter_breaks_nothing(gym, call, text):
    """A lone surrogate is written as bytes that are no UTF-8."""
    wrong, admin = Complaints(), call(gym.user("admin"))
    written = quote(text.encode("utf-8", "surrogatepass"))
    for api in resources():
        for column in [c for c in texts_of(api) if c in api.search_columns][:1]:
            question = f'{{"filters":[{{"col":"{column}","opr":"eq","value":"@"}}]}}'
            address = f"{path_of(api)}?q={quote(question).replace('%40', written)}"
            answer = admin.get(address)
            if answer.status_code != 200:
                wrong.refused(api.resource_name, answer, 400)
    assert wrong == []


ODD = (
    "_flt_0_nonsense=1&_flt_99_name=x&_flt_0_created_by=1&_flt_0_=&_flt_x_name=1&_flt_0_user=1"
    "&_flt_0_client=x&_oc_X=password&_od_X=asc&_flt_0_name=%ED%A0%80"
)


@SQLITE
def test_odd_filters_of_a_page_break_nothing(gym, browse):
    wrong = Complaints()
    for view in pages():
        answer = browse(reader_of(view, gym)).get(f"{view.route_base}/list/?{ODD}")
        wrong.unless(answer.status_code in {200, 400}, (view.route_base, answer.status_code))
        wrong.unless(not TELLTALE.search(answer.text), (view.route_base, "tells too much"))
    assert wrong == []
