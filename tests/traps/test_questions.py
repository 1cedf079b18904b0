"""What the base class of the resources itself has to refuse."""

import pytest

from fitadmin.web.questions import LARGEST_JSON
from tests.traps.doors import (
    SQLITE,
    Complaints,
    asked,
    changes,
    contents,
    model_of,
    path_of,
    reader_of,
    resources,
    send,
    texts_of,
)


def refused(gym, call, questions):
    """What is wrong with the answers to `questions(api)`, which all deserve a 400."""
    wrong, admin = Complaints(), call(gym.user("admin"))
    for api in resources():
        for question in questions(api):
            answer = admin.get(path_of(api) + asked(question))
            wrong.refused((api.resource_name, str(question)[:80]), answer, 400)
    return wrong


@SQLITE
def test_a_filter_for_one_value_does_not_take_a_list(gym, call):
    def questions(api):
        for column in [c for c in api.search_columns if c in texts_of(api)][:1]:
            yield {"filters": [{"col": column, "opr": "eq", "value": ["a", "b"]}]}

    assert refused(gym, call, questions) == []


@SQLITE
def test_a_chain_of_filters_has_an_end(gym, call):
    def questions(api):
        one = {"col": api.search_columns[0], "opr": "eq", "value": "1"}
        yield {"filters": [one] * 1500}

    admin = call(gym.user("admin"))
    wrong = Complaints()
    for api in resources():
        for question in questions(api):
            answer = admin.get(path_of(api) + asked(question))
            wrong.refused(api.resource_name, answer, 400, 414)
    assert wrong == []


@SQLITE
@pytest.mark.parametrize("question", [{"nonsense": 1}, {"filter": []}, {"page": 0, "where": "1"}])
def test_an_unknown_key_of_a_question_is_not_passed_over(gym, call, question):
    assert refused(gym, call, lambda _api: [question]) == []


@SQLITE
@pytest.mark.parametrize("address", ["?nonsense=1", "?filters=1", "?q=()&page=2"])
def test_an_unknown_parameter_is_not_passed_over(gym, call, address):
    wrong, admin = Complaints(), call(gym.user("admin"))
    for api in resources():
        wrong.refused(api.resource_name, admin.get(path_of(api) + address), 400)
    assert wrong == []


@pytest.mark.parametrize("question", ["(page:-5)", "(page_size:-2)", "(page:-1,page_size:-1)"])
def test_a_page_before_the_first_is_not_there(gym, call, question):
    assert refused(gym, call, lambda _api: [question]) == []


def test_a_nul_in_a_filter_is_no_fault(gym, call):
    def questions(api):
        for column in [c for c in texts_of(api) if c in api.search_columns][:1]:
            yield {"filters": [{"col": column, "opr": "eq", "value": "a\0b"}]}

    assert refused(gym, call, questions) == []


def test_a_nul_in_a_body_is_no_fault(gym, call):
    wrong, before = Complaints(), contents()
    for api, address, _body in changes(gym):
        for name in [n for n in texts_of(api) if n in api.edit_columns][:1]:
            answer = send(call(reader_of(api, gym)), "put", address, {name: "a\0b"})
            wrong.refused((address, name), answer, 400, 422)
    assert wrong == []
    assert contents() == before


@SQLITE
def test_no_error_has_another_shape(gym, call, browse):
    """The message and the errors, whatever went wrong: 400, 401, 403, 404, 405, 409, 415, 422."""
    admin, nobody, client = call(gym.user("admin")), call(None), call(gym.user("client"))
    wrong = Complaints()
    for api in resources():
        path, ident = path_of(api), gym.row(model_of(api)).id
        answers = [
            nobody.get(path),
            nobody.get(f"{path}{ident}"),
            client.delete(f"{path}{ident + 5000}"),
            admin.get(f"{path}{ident + 5000}"),
            admin.get(f"{path}{2**70}"),
            admin.put(f"{path}{ident + 5000}", json={}),
            admin.post(f"{path}{ident}", json={}),
            admin.patch(path, json={}),
            admin.get(f"{path}?q=((("),
            admin.get(f"{path}related/nonsense"),
            admin.get(f"{path}?q=(columns:!(nonsense))"),
            send(admin, "put", f"{path}{ident}", "{"),
        ]
        for number, answer in enumerate(answers):
            said = answer.get_json(silent=True) or {}
            shape = isinstance(said.get("message"), str) and isinstance(said.get("errors"), dict)
            wrong.unless(answer.status_code in range(400, 500), (path, number, answer.status_code))
            wrong.unless(shape, (path, number, answer.text[:120]))
    assert wrong == []


@SQLITE
def test_a_body_larger_than_the_limit_is_not_read(gym, call):
    wrong = Complaints()
    for api, address, _body in changes(gym):
        answer = send(call(reader_of(api, gym)), "put", address, {"name": "x" * LARGEST_JSON})
        wrong.refused(address, answer, 413)
    assert wrong == []
