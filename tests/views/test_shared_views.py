"""Views that are shared with a role: who sees them, and who changes them."""

import pytest

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM, Unchangeable
from tests.factories import make, person
from tests.views.test_saved_views import LIST, kept, role, views
from tests.world import World


def test_who_has_the_role_sees_it_and_nobody_else(gym: World, browse):
    view, reader = kept(gym, name="For coaches"), browse(gym.user("manager"))
    answer = reader.post(f"/savedviewview/share/{view.id}", data={"role": role("Trainer")})
    assert answer.status_code == 302
    sees = {
        who: "For coaches" in browse(gym.user(who)).get(f"{LIST}?view=none").text
        for who in ("manager", "admin", "own", "other", "desk", "nutri", "client")
    }
    assert [who for who, does in sees.items() if does] == ["manager", "admin", "own", "other"]
    assert browse(gym.user("own")).get(f"{LIST}?view={view.id}").status_code == 302
    assert browse(gym.user("desk")).get(f"{LIST}?view={view.id}").status_code == 200


def test_rows_stay_hidden_from_who_opens_it(gym: World, browse):
    hidden = make(ClientProfile, first_name="Hidden", last_name="Quux")
    view = kept(
        gym, page="WorkoutSessionView", query=f"_flt_0_client={hidden.id}",
        shared_with_id=role("Trainer"),
    )  # fmt: skip
    page = browse(gym.user("own")).get(
        f"/workoutsessionview/list/?view={view.id}", follow_redirects=True
    )
    assert "not in sight" in page.text
    assert "Quux" not in page.text


def test_who_has_the_role_by_a_group_sees_it_too(gym: World, browse):
    sm = gym.app.appbuilder.sm
    kept(gym, name="For coaches", shared_with_id=role("Trainer"))
    with acting_as(SYSTEM):
        reader = person("Front desk")
        sm.add_group("Floor", "Floor", "", roles=[sm.find_role("Trainer")], users=[reader])
        db.session.commit()
    assert "For coaches" in browse(reader).get(f"{LIST}?view=none").text


def test_it_is_the_owner_s_and_the_managers_to_change(gym: World, browse):
    view = kept(gym, who="admin", shared_with_id=role("Trainer"))
    address = f"/savedviewview/change/{view.id}"
    browse(gym.user("own")).post(address, data={"name": "Mine now"})
    assert views(id=view.id)[0].name != "Mine now"
    browse(gym.user("manager")).post(address, data={"name": "Better"})
    assert views(id=view.id)[0].name == "Better"
    browse(gym.user("manager")).post(address, data={"is_default": "1"})
    assert views(id=view.id)[0].is_default is False


@pytest.mark.parametrize("who", ["client", "own", "desk"])
def test_who_may_not_share_cannot_by_any_door(gym: World, browse, call, who):
    view = kept(gym, who=who)
    data = {"role": role("Trainer")}
    answer = browse(gym.user(who)).post(f"/savedviewview/share/{view.id}", data=data)
    assert answer.status_code in {302, 403}
    body = {"shared_with": role("Trainer")}
    assert call(gym.user(who)).put(f"/saved-views/{view.id}", json=body).status_code >= 400
    trainers, found = role("Trainer"), views(id=view.id)[0]
    with acting_as(gym.viewer(who)):
        found.shared_with_id = trainers
        with pytest.raises(Unchangeable, match="may not share"):
            db.session.flush()
    db.session.rollback()
    assert "Shared with" not in browse(gym.user(who)).get(f"{LIST}?q=a&view={view.id}").text


@pytest.mark.parametrize("given", ["x", "-1", "1 or 1=1"])
def test_a_role_that_is_none_is_refused(gym: World, browse, given):
    view, reader = kept(gym), browse(gym.user("manager"))
    answer = reader.post(f"/savedviewview/share/{view.id}", data={"role": given})
    assert answer.status_code == 400
    reader.post(f"/savedviewview/share/{view.id}", data={"role": "999999"})
    assert views(id=view.id)[0].shared_with_id is None


def test_sharing_ends_with_nobody(gym: World, browse):
    view = kept(gym, shared_with_id=role("Trainer"))
    browse(gym.user("manager")).post(f"/savedviewview/share/{view.id}", data={"role": ""})
    assert views(id=view.id)[0].shared_with_id is None
