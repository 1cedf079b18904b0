"""A trainer takes a client on, and lets one go; nobody else's."""

from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.people import ClientProfile, Coaching, TrainerProfile
from fitadmin.models.scope import SYSTEM

NEW = {"first_name": "Nora", "last_name": "Newcomer", "born_on": "1990-05-01", "phone": "1"}


def coachings_of(name):
    with acting_as(SYSTEM):
        found = (
            select(Coaching).join(Coaching.client).where(ClientProfile.first_name == name)
        ).order_by(Coaching.id)
        return db.session.scalars(found).all()


def test_a_trainer_takes_on_a_client_and_sees_them(gym, browse):
    browser = browse(gym.user("other"))
    answer = browser.post("/take-on-client/", data=NEW)
    assert answer.status_code == 302
    assert "Nora" in browser.get("/clientprofileview/list/").text
    (coaching,) = coachings_of("Nora")
    assert coaching.trainer.user.username == "other"
    assert "Nora" not in browse(gym.user("own")).get("/clientprofileview/list/").text


def test_a_missing_name_is_told_and_nothing_is_lost_or_made(gym, browse):
    answer = browse(gym.user("other")).post("/take-on-client/", data={**NEW, "last_name": ""})
    assert answer.status_code == 200
    assert "Nora" in answer.text
    assert coachings_of("Nora") == []


def test_only_who_coaches_takes_on(gym, browse):
    for name in ("manager", "desk", "client", "admin"):
        answer = browse(gym.user(name)).post("/take-on-client/", data=NEW)
        assert answer.status_code == 403, name
    assert coachings_of("Nora") == []


def test_a_trainer_ends_their_own_coaching_and_sees_nothing_from_then_on(gym, browse):
    ours = next(c for c in coachings_of("Carla") if c.trainer.user.username == "own").id
    browser = browse(gym.user("own"))
    assert browser.post(f"/coachingview/action/end/{ours}").status_code == 302
    assert "Carla" not in browser.get("/clientprofileview/list/").text


def test_nobody_ends_the_coaching_of_another(gym, browse):
    ours = next(c for c in coachings_of("Carla") if c.trainer.user.username == "own")
    browse(gym.user("cover")).post(f"/coachingview/action/end/{ours.id}")
    browse(gym.user("client")).post(f"/coachingview/action/end/{ours.id}")
    browse(gym.user("other")).post(f"/coachingview/action/end/{ours.id}")
    db.session.expire_all()
    assert all(c.ended_on is None for c in coachings_of("Carla") if c.id == ours.id)


def test_a_trainer_cannot_attach_themselves_to_a_client_of_others(gym, call):
    with acting_as(SYSTEM):
        me = db.session.scalars(
            select(TrainerProfile).where(TrainerProfile.first_name == "Other")
        ).one().id  # fmt: skip
    body = {"trainer": me, "client": gym.row(ClientProfile).id, "started_on": "2026-01-01"}
    assert call(gym.user("other")).post("/coachings/", json=body).status_code == 403


def test_only_who_coaches_is_led_there(gym, browse):
    """An admin may all, and yet coaches nobody."""
    for who, is_led in (("own", True), ("nutri", True), ("admin", False), ("manager", False)):
        assert (
            "/take-on-client/" in browse(gym.user(who)).get("/exerciseview/list/").text
        ) is is_led
