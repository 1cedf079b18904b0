"""Bodies of programs and forms: what may not be said is refused, and nothing of it stays."""

import pytest

from tests.access.test_pages import typed
from tests.traps.doors import (
    SQLITE,
    Complaints,
    bodies,
    changes,
    contents,
    counts,
    model_of,
    numbers_of,
    pages,
    path_of,
    reader_of,
    relations_of,
    send,
    texts_of,
    times_of,
)

OURS = ("id", "version", "created_at", "updated_at", "deleted_at", "created_by", "created_by_id",
        "owner", "owner_id", "custom", "client_id", "user", "user_id", "reviewed_by_id",
        "is_active", "active", "role", "roles", "nonsense", "__class__", "metadata")  # fmt: skip
DEEP = {"arrays": "[" * 20_000, "objects": '{"a":' * 10_000, "closed": "[" * 990 + "]" * 990}


@SQLITE
def test_no_field_of_ours_is_taken_from_a_body(gym, call):
    """Owner, audit, version and active columns, keys of relations, and names nobody knows."""
    wrong, before = Complaints(), contents()
    for api, address, _body in changes(gym):
        program = call(reader_of(api, gym))
        for name in OURS:
            there = hasattr(model_of(api), name) or name == "nonsense"
            if there and name not in api.edit_columns:
                answer = program.put(address, json={name: 1})
                wrong.refused((address, name), answer, 422)
                wrong.unless(name in (answer.json.get("errors") or ()), (address, name, "unnamed"))
    assert wrong == []
    assert contents() == before


@SQLITE
def test_no_field_of_ours_is_taken_with_a_new_row(gym, call):
    program, wrong = call(gym.user("admin")), Complaints()
    for api, body in bodies(gym):
        before = counts()
        for name in ("owner", "created_by_id", "deleted_at", "version", "id", "nonsense"):
            if name not in api.add_columns:
                answer = program.post(path_of(api), json=body | {name: 1})
                wrong.refused((path_of(api), name), answer, 422)
        wrong.unless(counts() == before, f"{api.resource_name} made rows")
    assert wrong == []


@SQLITE
def test_no_form_takes_a_field_that_it_does_not_show(gym, browse):
    sent = {name: ["1"] for name in OURS} | {"created_by_id": ["99"]}
    filled = [(view, typed(view, gym.row(model_of(view)))) for view in pages(taking="edit")]
    before, wrong = contents(), Complaints()
    for view, values in filled:
        ident = gym.row(model_of(view)).id
        hidden = {k: v for k, v in sent.items() if k not in {*view.edit_columns}}
        data = {k: v for k, v in values.items() if k in view.edit_columns} | hidden
        answer = browse(reader_of(view, gym)).post(f"{view.route_base}/edit/{ident}", data=data)
        wrong.unless(answer.status_code in {200, 302, 403}, (view.route_base, answer.status_code))
    assert wrong == []
    after = contents()
    assert [t for t in before if "99" in str(after[t]) and "99" not in str(before[t])] == []
    assert {t: len(rows) for t, rows in before.items() if t != "audit_event"} == {
        t: len(rows) for t, rows in after.items() if t != "audit_event"
    }


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, "9" * 30, True, {}])
def test_a_number_beyond_reason_is_no_fault(gym, call, number):
    wrong, before = Complaints(), counts()
    for api, address, _body in changes(gym):
        names = [n for n in numbers_of(api) if n in api.edit_columns and n not in relations_of(api)]
        for name in names[:1]:
            answer = send(call(reader_of(api, gym)), "put", address, {name: number})
            wrong.refused((address, name), answer, 400, 422)
    assert wrong == []
    assert counts() == before


@SQLITE
@pytest.mark.parametrize("moment", ["2026-03-02T18:00:00", "2026-03-02", "now", 1772474400, True])
def test_a_time_without_a_zone_is_not_guessed(gym, call, moment):
    wrong, tried, before = Complaints(), 0, contents()
    for api, address, _body in changes(gym):
        for name in [n for n in times_of(api) if n in api.edit_columns]:
            answer = send(call(reader_of(api, gym)), "put", address, {name: moment})
            wrong.refused((address, name), answer, 422)
            tried += 1
    assert wrong == []
    assert tried > 5
    assert contents() == before


def test_half_a_character_is_no_fault(gym, call):
    """A lone surrogate, which JSON can write and no database can hold."""
    wrong, before = Complaints(), counts()
    for api, address, _body in changes(gym):
        for name in [n for n in texts_of(api) if n in api.edit_columns][:1]:
            for text in ("\\ud800", "\\udc00\\ud800"):
                answer = send(
                    call(reader_of(api, gym)), "put", address, f'{{"{name}": "{text}"}}'
                )  # fmt: skip
                wrong.refused((address, name), answer, 400, 422)
    assert wrong == []
    assert counts() == before


@SQLITE
@pytest.mark.parametrize("name", DEEP)
def test_a_body_without_end_is_no_fault(gym, call, name):
    wrong, before = Complaints(), counts()
    for api, address, _body in changes(gym):
        program = call(reader_of(api, gym))
        wrong.refused((address, name), send(program, "put", address, DEEP[name]), 400)
        field = next(iter(api.edit_columns))
        nested = f'{{"{field}": {DEEP[name]}}}'
        wrong.refused((address, field), send(program, "put", address, nested), 400, 422)
    assert wrong == []
    assert counts() == before


@SQLITE
@pytest.mark.parametrize("body", ["", "[]", "null", '{"a": NaN}', b"\xff\xfe"], ids=repr)
def test_a_body_that_is_no_object_changes_nothing(gym, call, body):
    wrong, before = Complaints(), contents()
    for api, address, _body in changes(gym):
        program = call(reader_of(api, gym))
        wrong.refused((address, "put"), send(program, "put", address, body), 400, 422)
        if "post" not in api.exclude_route_methods:
            wrong.refused(path_of(api), send(program, "post", path_of(api), body), 400, 422)
    assert wrong == []
    assert contents() == before


def test_a_text_longer_than_its_column_is_no_fault(gym, call):
    wrong, before = Complaints(), counts() | {"audit_event": 0}
    for api, address, _body in changes(gym):
        for name in [n for n in texts_of(api) if n in api.edit_columns][:2]:
            answer = send(call(reader_of(api, gym)), "put", address, {name: "x" * 100_000})
            if answer.status_code != 200:  # a text without a limit
                wrong.refused((address, name), answer, 400, 413, 422)
    assert wrong == []
    assert counts() | {"audit_event": 0} == before
