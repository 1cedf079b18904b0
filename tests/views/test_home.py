"""The first page: which home is whose, that it names nobody else's clients, and what it costs."""

import re

import pytest
from sqlalchemy import func, select

from fitadmin.access import acting_as, forget_everybody
from fitadmin.extensions import db
from fitadmin.models.diary import MealUpload
from fitadmin.models.exercises import Exercise
from fitadmin.models.foods import Food
from fitadmin.models.gym import GymSettings, JobRun
from fitadmin.models.people import ClientProfile, Coaching, TrainerProfile
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import WorkoutSession
from tests.factories import make, person
from tests.statements import counted
from tests.world import LONG_AGO, TODAY

HEADS = {
    "admin": "The gym",
    "manager": "The gym",
    "desk": "Front desk",
    "own": "My clients",
    "cover": "My clients",
    "nutri": "My clients",
    "other": "My clients",
    "former": "My clients",
    "client": "My training",
    "stranger": "My training",
}


def page(browse, user, path="/"):
    answer = browse(user).get(path)
    assert answer.status_code == 200
    return answer.text


def heading(text):
    return re.search(r"<h1[^>]*>([^<]+)</h1>", text)[1].strip()


@pytest.fixture
def world(gym):
    """Beside Carla, whom a few coach, Fiona, whom only `other` does; both need somebody."""
    gym.fiona = make(ClientProfile, first_name="Fiona", last_name="Foreign")
    with acting_as(SYSTEM):
        other = db.session.scalars(
            select(TrainerProfile).where(TrainerProfile.user_id == gym.user("other").id)
        ).one()
    make(Coaching, client=gym.fiona, trainer=other, started_on=LONG_AGO)
    for client in (gym.fiona, gym.row(ClientProfile)):
        make(MealUpload, client=client)
        make(WorkoutSession, client=client, due_on=TODAY)
    return gym


def test_a_stranger_is_sent_to_sign_in(gym, browse):
    answers = [browse().post(path) for path in ("/first-steps", "/starter-library")]
    for answer in (browse().get("/"), *answers):
        assert answer.status_code == 302
        assert answer.location.endswith("/login/")


@pytest.mark.parametrize("who", HEADS)
def test_everybody_has_a_home_of_their_own(gym, browse, who):
    assert heading(page(browse, gym.user(who))) == HEADS[who]


@pytest.mark.parametrize("who", HEADS)
def test_no_home_names_a_client_out_of_sight(world, browse, who):
    user = world.user(who)
    text = "".join(
        page(browse, user, f"/?home={home}&all=1") for home in ("gym", "coaching", "desk", "own")
    )
    sees = {"Carla Client": {"desk", "own", "cover", "nutri"},
            "Fiona Foreign": {"desk", "other"}}  # fmt: skip
    for name, those in sees.items():
        if who not in {"admin", "manager"}:
            assert (name in text) is (who in those)


def test_a_manager_who_coaches_has_two_homes_and_their_own_clients_in_one(world, browse):
    user = world.user("manager")
    coach = make(TrainerProfile, user=user)
    make(Coaching, client=world.fiona, trainer=coach, started_on=LONG_AGO)
    db.session.commit()
    forget_everybody()
    text = page(browse, user)
    assert heading(text) == "The gym"
    assert "/?home=coaching" in text
    text = page(browse, user, "/?home=coaching")
    assert heading(text) == "My clients"
    assert "Fiona Foreign" in text
    assert "Carla Client" not in text


def test_a_home_that_is_not_theirs_is_not_opened(gym, browse):
    assert heading(page(browse, gym.user("own"), "/?home=gym")) == "My clients"
    assert heading(page(browse, gym.user("client"), "/?home=nonsense")) == "My training"


def test_who_is_nobody_yet_is_welcomed(gym, browse):
    text = page(browse, person())
    assert heading(text) == "Welcome"
    assert "Nothing is open to you yet." in text
    text = page(browse, person("Trainer"))  # without a trainer profile
    assert heading(text) == "Welcome"
    assert "/exercises/list/" in text or "/exerciseview/list/" in text


def test_each_need_has_its_reason_and_one_button(world, browse):
    text = page(browse, world.user("own"))
    assert "2 meal photos wait for you" in text
    assert text.count("Review: Carla Client") == 1
    address = re.search(r'href="([^"]+)" aria-label="Review: Carla Client"', text)[1]
    found = page(browse, world.user("own"), address.replace("&amp;", "&"))
    assert "Lunch" in found


def test_every_link_of_a_home_opens_for_its_reader(world, browse):
    for who in ("manager", "desk", "own", "nutri", "client"):
        browser = browse(world.user(who))
        main = browser.get("/").text.split("<main", 1)[1]
        links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]+)"', main)}
        statuses = {link: browser.get(link).status_code for link in links if "static" not in link}
        assert {link: status for link, status in statuses.items() if status != 200} == {}
        assert statuses


def test_what_people_wrote_is_shown_as_text(world, browse):
    make(ClientProfile, first_name="<b>Bold", last_name="&co")
    assert "<b>Bold" not in page(browse, world.user("desk"))


def test_a_failed_job_is_named_without_its_error(world, browse):
    with acting_as(SYSTEM):
        job = db.session.scalars(select(JobRun)).one()
        job.state, job.error = "failed", "Traceback: secret"
        db.session.flush()
    text = page(browse, world.user("manager"))
    assert job.name in text
    assert "secret" not in text
    assert "/jobrunview/" not in text.split("<main", 1)[1]  # which only admins open


def test_an_empty_gym_says_what_to_do_first(app, browse):
    text = page(browse, person("Manager"))
    assert "First steps" in text
    assert "0 of 8 done" in text
    for words in ("Nobody coaches here yet", "Nobody trains here yet", "All went well"):
        assert words in text
    text = page(browse, person("Front desk"))
    assert "0 of 1 done" in text
    assert "Nobody trains here yet" in text
    assert "Hide for good" not in text


def test_the_first_steps_are_hidden_for_good(app, browse):
    browser = browse(person("Manager"))
    assert browser.post("/first-steps").status_code == 302
    assert "First steps" not in browser.get("/").text
    assert "First steps" not in page(browse, person("Admin"))
    with acting_as(SYSTEM):
        assert db.session.scalars(select(GymSettings)).one().custom == {"is_checklist_hidden": True}


def test_the_starter_library_is_taken_in_by_a_button_and_once(app, browse):
    browser, counts = browse(person("Manager")), []
    for _ in range(2):
        assert browser.post("/starter-library").status_code == 302
        with acting_as(SYSTEM):
            models = (Exercise, Food)
            counts.append([db.session.scalar(select(func.count(m.id))) for m in models])
    assert counts[0] == counts[1]
    assert min(counts[0]) > 100
    text = browser.get("/").text
    assert "The starter library is in." in text
    assert "1 of 8 done" in text


@pytest.mark.parametrize("who", ["desk", "own", "client"])
def test_who_may_not_take_files_in_gets_no_library(gym, browse, who):
    assert browse(gym.user(who)).post("/starter-library").status_code == 403


@pytest.mark.parametrize("who", ["desk", "own", "client"])
def test_who_may_not_change_the_settings_cannot_hide_them(gym, browse, who):
    assert browse(gym.user(who)).post("/first-steps").status_code == 403


def test_a_trainer_without_clients_is_told_how_to_begin(app, browse):
    user = person("Trainer")
    make(TrainerProfile, user=user)
    text = page(browse, user)
    assert "You coach nobody yet" in text
    assert "First steps" not in text


@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize("who", ["manager", "own", "nutri", "client", "desk"])
def test_a_home_costs_a_dozen_statements_at_any_size(gym, browse, who, backend, monkeypatch):
    for name in ("memory.POLL_S", "memory.KEEP_S", "identity.KEEP_S"):
        monkeypatch.setattr(f"fitadmin.access.{name}", 3600.0)  # or the clock would add some
    browser, costs = browse(gym.user(who)), []
    coach = gym.row(Coaching).trainer_id
    for more in (10, 50):
        for number in range(more):
            client = make(ClientProfile, first_name=f"Client{number}", joined_on=TODAY)
            make(Coaching, client=client, trainer_id=coach, started_on=LONG_AGO)
            make(MealUpload, client=client)
            make(WorkoutSession, client=client, due_on=TODAY)
        db.session.commit()
        browser.get("/users/userinfo/")
        with counted() as sent:
            assert browser.get("/").status_code == 200
        costs.append(len(sent))
    assert costs[0] == costs[1] <= 12
