"""No button of a list leads to a refusal."""

import pytest

from tests.access.matrix import ADD, DELETE, EDIT, READ, RULES
from tests.access.test_pages import MODEL, view_of

CASES = [
    (model, who)
    for model in RULES
    for who in ("manager", "own", "nutri", "client")
    if RULES[model][who][READ] == "r"
]

ADDED_ELSEWHERE = {"SavedView"}
"""A view is saved on the list that it is of."""


@pytest.mark.parametrize(("model", "who"), CASES)
def test_a_row_has_the_buttons_that_its_reader_may_press(gym, browse, model, who):
    view, row, rule = view_of(model), gym.row(MODEL[model]), RULES[model][who]
    page = browse(gym.user(who)).get(f"{view.route_base}/list/").text
    assert (f"{view.route_base}/edit/{row.id}" in page) is (rule[EDIT] == "e")
    assert (f"{view.route_base}/delete/{row.id}" in page) is (rule[DELETE] == "d")
    if rule[ADD] == "a" and model not in ADDED_ELSEWHERE:
        assert f"{view.route_base}/add" in page


def test_a_client_adds_no_clients(gym, browse):
    for who, may in (("client", False), ("manager", True), ("desk", True)):
        page = browse(gym.user(who)).get("/clientprofileview/list/").text
        assert ("/clientprofileview/add" in page) is may
