"""Saved views by API: what is added, and what no list could be asked."""

import pytest
from sqlalchemy import func, select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.gym import SavedView
from fitadmin.models.scope import SYSTEM
from tests.world import World

PAGE = "ClientProfileView"


def test_a_view_is_added_and_read(gym: World, call):
    program = call(gym.user("desk"))
    body = {"page": PAGE, "name": "Annas", "query": "q=anna"}
    added = program.post("/saved-views/", json=body)
    assert added.status_code == 201
    told = program.get(f"/saved-views/{added.json['id']}").json["result"]
    assert (told["query"], told["shared_with"]) == ("q=anna", None)


@pytest.mark.parametrize(
    "body",
    [{"query": "next=//evil.com"}, {"query": "page_FoodView=3"}, {"query": "q=%00"},
     {"page": "//evil.com"}, {"page": "a" * 81}, {"name": " "}, {"name": "a" * 61},
     {"query": "q=" + "a" * 2000}, {"owner_id": 1}, {"shared_with_id": 1}],
)  # fmt: skip
def test_what_no_list_can_be_asked_is_refused(gym: World, call, body):
    whole = {"page": PAGE, "name": "Annas", "query": "q=anna", **body}
    assert call(gym.user("desk")).post("/saved-views/", json=whole).status_code == 422
    with acting_as(SYSTEM):
        assert db.session.scalar(select(func.count(SavedView.id))) == 1
