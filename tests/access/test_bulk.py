"""Many rows at once × everybody: whoever may not do it to one row may not do it to many."""

import pytest

from fitadmin.models.reading import is_id
from tests.access.matrix import DELETE, EDIT, READ, RULES, WHO
from tests.access.test_pages import MODEL, rows, view_of

CASES = [(name, who) for name in RULES for who in WHO]


@pytest.mark.parametrize(("model", "who"), CASES)
def test_deleting_many_and_taking_them_back(gym, browse, model, who):
    letter, view, row = RULES[model][who][DELETE], view_of(model), gym.row(MODEL[model])
    address, before, browser = view.route_base, rows(model), browse(gym.user(who))
    assert is_id(str(row.id))
    answer = browser.post(f"{address}/bulk_delete", data={"rowid": row.id})
    assert answer.status_code in ({403, 404, 405} if letter == "-" else {302})
    assert before - rows(model) == (1 if letter == "d" else 0)
    undone = browser.post(f"{address}/undo/{'0' * 32}")
    assert undone.status_code in ({403, 404, 405} if letter == "-" else {302, 404, 405})
    with browser.session_transaction() as cookie:
        offered = cookie.get("undo")
    assert bool(offered) == (letter == "d" and view.datamodel.has_trash)
    if offered:
        assert browser.post(offered).status_code == 302
        assert rows(model) == before


@pytest.mark.parametrize(("model", "who"), CASES)
def test_changing_many(gym, browse, model, who):
    rule, view, row = RULES[model][who], view_of(model), gym.row(MODEL[model])
    version, browser = getattr(row, "version", 0), browse(gym.user(who))
    answer = browser.post(f"{view.route_base}/bulk_edit", data={"rowid": row.id})
    is_there = bool(view.bulk_columns) and "bulk_edit" not in view.exclude_route_methods
    if rule[EDIT] == "-" or not is_there:
        assert answer.status_code in {302, 403, 404, 405}
    else:
        assert answer.status_code == (302 if rule[EDIT] == "." else 200)
        assert ("Not yours to change." in answer.text) == (rule[EDIT] == "!")
    if who in {"other", "former", "stranger"} and rule[READ] != "r":
        assert "Carla" not in answer.text
    if is_there:
        name = view.bulk_columns[0]
        data = {"rowid": row.id, "save": "1", "change": name, name: "something else"}
        browser.post(f"{view.route_base}/bulk_edit", data=data)
        if rule[EDIT] != "e":
            assert getattr(gym.row(MODEL[model]), "version", 0) == version
