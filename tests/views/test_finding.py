"""Ctrl-K: who finds which records and actions, in which order, and at what cost."""

import sys

import pytest

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.columns import now
from fitadmin.models.exercises import Exercise
from fitadmin.models.foods import Food
from fitadmin.models.meals import MealPlan
from fitadmin.models.people import ClientProfile, TrainerProfile
from fitadmin.models.scope import SYSTEM
from fitadmin.models.workouts import WorkoutPlan
from fitadmin.web.limits import Meter
from tests.factories import make
from tests.finding import ask, titles
from tests.statements import counted
from tests.world import World

TABLES = 7


def add(model, **values):
    with acting_as(SYSTEM):
        row = make(model, **values)
        db.session.commit()
        return row.id


class TestRecords:
    def test_a_client_is_found_by_name_number_and_phone_and_told_by_number_and_status(
        self, gym: World, browse
    ):
        pk = add(ClientProfile, first_name="Zoë", last_name="Quill", number="Q-77", phone="0699 12")
        browser = browse(gym.user("manager"))
        for text in ("zoe", "ZOË Q", "quill zo", "q-77", "0699 12", "quill 0699"):
            (row,) = next(
                g["rows"] for g in ask(browser, text)["groups"] if g["title"] == "Clients"
            )
            assert row == {
                "title": "Zoë Quill",
                "about": "Q-77 · Active",
                "address": f"/clientprofileview/show/{pk}",
                "icon": "users",
            }, text

    def test_each_kind_tells_its_rows_apart(self, gym: World, browse):
        carla = gym.row(ClientProfile)
        add(Food, name="Quark", brand="Alm")
        add(WorkoutPlan, name="Quark strength", client=carla)
        add(MealPlan, name="Quark days")
        add(Exercise, name="Quark press", slug="quark-press")
        add(TrainerProfile, first_name="Tim", last_name="Quark", specialities="Running")
        found = ask(browse(gym.user("admin")), "quark")
        told = {row["title"]: row["about"] for group in found["groups"] for row in group["rows"]}
        assert told == {
            "Quark": "Alm",
            "Quark strength": "Carla Client",
            "Quark days": "Template",
            "Quark press": "Strength",
            "Tim Quark": "Trainer · Running",
        }
        assert found["told"] == "5 found"

    def test_every_address_opens(self, gym: World, browse):
        for who in ("admin", "own", "client"):
            browser = browse(gym.user(who))
            for text in ("a", "e", "carla", "new", "export"):
                for group in ask(browser, text)["groups"]:
                    for row in [*group["rows"], *([group["more"]] if group["more"] else [])]:
                        if (who, row["address"]) != ("admin", "/take-on-client/"):  # coaches nobody
                            assert browser.get(row["address"]).status_code == 200, row

    @pytest.mark.parametrize(
        ("who", "sees"),
        [("manager", True), ("desk", True), ("own", True), ("cover", True), ("client", True),
         ("other", False), ("former", False), ("stranger", False)],
    )  # fmt: skip
    def test_clients_are_found_by_who_sees_them(self, gym: World, browse, who, sees):
        assert ("Carla Client" in titles(ask(browse(gym.user(who)), "carla"))) is sees

    def test_a_client_may_open_clients_and_yet_finds_no_other(self, gym: World, browse):
        for who in ("client", "stranger"):
            answer = browse(gym.user(who)).get("/find?q=client")
            other = "Sten Stranger" if who == "client" else "Carla Client"
            assert other not in answer.text

    def test_a_trainer_finds_own_clients_and_plans_only(self, gym: World, browse):
        plan = gym.row(WorkoutPlan).name
        assert plan in titles(ask(browse(gym.user("own")), plan), "Workout plans")
        assert titles(ask(browse(gym.user("other")), plan), "Workout plans") == []
        assert "Sten Stranger" not in titles(ask(browse(gym.user("own")), "sten"))
        assert "Sten Stranger" in titles(ask(browse(gym.user("manager")), "sten"))

    def test_the_front_desk_finds_people_and_nothing_they_train_or_eat(self, gym: World, browse):
        browser = browse(gym.user("desk"))
        for model in (WorkoutPlan, MealPlan, Exercise, Food):
            assert ask(browser, gym.row(model).name)["groups"] == [], model
        assert ask(browser, "carla")["groups"][0]["title"] == "Clients"

    def test_what_lies_in_the_trash_is_not_found_nor_what_hangs_on_it(self, gym: World, browse):
        carla, food, plan = (gym.row(model) for model in (ClientProfile, Food, WorkoutPlan))
        plan_name, food_name = plan.name, food.name
        browser = browse(gym.user("admin"))
        assert plan_name in titles(ask(browser, plan_name))
        with acting_as(SYSTEM):
            carla.deleted_at = food.deleted_at = now()
            db.session.commit()
        assert titles(ask(browser, "carla client")) == []
        assert food_name not in titles(ask(browser, food_name))
        assert plan_name not in titles(ask(browser, plan_name))
        keys = f"ClientProfileView-{carla.id},WorkoutPlanView-{plan.id}"
        assert titles(ask(browser, recent=keys), "Opened lately") == []

    def test_a_private_food_is_its_owners(self, gym: World, browse):
        owner = gym.viewer("own").trainer_id
        add(Food, name="Secret shake", owner_id=owner)
        assert titles(ask(browse(gym.user("own")), "secret")) == ["Secret shake"]
        assert titles(ask(browse(gym.user("other")), "secret")) == []


class TestOrder:
    def test_the_exact_number_first_then_names_that_begin_so(self, gym: World, browse):
        add(ClientProfile, first_name="Bert", last_name="One", number="K12")
        add(ClientProfile, first_name="Anna", last_name="Two", number="K123")
        add(ClientProfile, first_name="K12ara", last_name="Three", number="9")
        found = titles(ask(browse(gym.user("manager")), "k12"), "Clients")
        assert found == ["Bert One", "K12ara Three", "Anna Two"]

    def test_the_exact_number_is_not_lost_among_many(self, gym: World, browse, monkeypatch):
        module = sys.modules["fitadmin.models.reading.foremost"]
        monkeypatch.setattr(module, "JUDGED", 3)
        module._likeliest.cache_clear()
        for number in range(30):
            add(
                ClientProfile, first_name=f"Ida{number:02}", last_name="K12", number=f"{number}-K12"
            )
        add(ClientProfile, first_name="Bert", last_name="One", number="K12")
        add(ClientProfile, first_name="K12", last_name="Zulu", number="K12-9")
        try:
            found = titles(ask(browse(gym.user("manager")), "k12"), "Clients")
        finally:
            module._likeliest.cache_clear()
        assert found[:2] == ["Bert One", "K12 Zulu"]

    def test_the_kind_that_is_meant_stands_first(self, gym: World, browse):
        add(ClientProfile, first_name="Ada", last_name="Squatting", email="x@squats.example")
        add(Exercise, name="Squat", slug="the-squat")
        groups = ask(browse(gym.user("manager")), "squat")["groups"]
        assert [group["title"] for group in groups] == ["Exercises", "Clients"]

    def test_five_of_a_kind_and_the_way_to_the_rest(self, gym: World, browse):
        for number in range(6):
            add(ClientProfile, first_name=f"Many{number}", last_name="Folk")
        browser = browse(gym.user("manager"))
        (group,) = ask(browser, "many folk")["groups"]
        assert titles({"groups": [group]}) == [f"Many{number} Folk" for number in range(5)]
        assert group["more"]["address"] == "/clientprofileview/list/?q=many+folk"
        (group,) = ask(browser, "many5 folk")["groups"]
        assert group["more"] is None


class TestRecent:
    def test_the_browser_keeps_ids_and_is_told_names_that_are_in_sight(self, gym: World, browse):
        carla, food = gym.row(ClientProfile), gym.row(Food)
        keys = f"FoodView-{food.id},ClientProfileView-{carla.id},FoodView-{food.id}"
        group = ask(browse(gym.user("own")), recent=keys)["groups"][0]
        assert group["title"] == "Opened lately"
        assert titles({"groups": [group]}) == [food.name, "Carla Client"]
        assert group["rows"][1]["about"].startswith("Client · ")
        for who in ("other", "former"):
            found = ask(browse(gym.user(who)), recent=keys)["groups"][0]
            assert titles({"groups": [found]}) == [food.name]
        assert "Carla" not in browse(gym.user("stranger")).get(f"/find?recent={keys}").text

    @pytest.mark.parametrize(
        "keys", ["x", "-", "FoodView-", "FoodView-0", "FoodView--1", "FoodView-²", "9" * 3000,
                 "FoodView-99999999999999999999", "UserDBModelView-1", "FoodView-1'--", ",,,"],
    )  # fmt: skip
    def test_nonsense_among_them_is_passed_over(self, gym: World, browse, keys):
        found = ask(browse(gym.user("admin")), recent=keys)
        assert "Opened lately" not in [group["title"] for group in found["groups"]]


class TestQuestions:
    @pytest.mark.parametrize(
        "text", ["%", "_", "%%%", "\\", "'", '"', "💪", "💪🏽 👩‍👩‍👧", "\ud800", "\u202e", "!",
                 "* OR *", "!\x1f!", "{{7*7}}", "<script>", "́", "ß" * 200],
    )  # fmt: skip
    def test_nonsense_finds_nothing_and_says_what_to_look_for(self, gym: World, browse, text):
        asked = text.encode("utf-8", "surrogatepass")
        answer = browse(gym.user("manager")).get("/find", query_string={"q": asked})
        assert answer.status_code == 200
        assert answer.json["groups"] == []
        assert answer.json["told"] == "Nothing was found"
        assert "Clients, Trainers, Workout plans" in answer.json["hint"]

    def test_a_nul_and_a_question_without_end_are_refused_in_json(self, gym: World, browse):
        browser = browse(gym.user("manager"))
        for text in ("%00", "a" * 201, "a" * 10_000):
            answer = browser.get(f"/find?q={text}")
            assert answer.status_code == 400
            assert answer.json["message"]
        assert browser.get(f"/find?q={'a' * 200}").status_code == 200

    def test_strangers_are_told_to_sign_in(self, gym: World, browse):
        answer = browse().get("/find?q=carla")
        assert (answer.status_code, answer.json["message"]) == (401, "Please sign in.")

    def test_it_is_counted_as_a_call_of_the_api(self, gym: World, browse):
        gym.app.extensions["fitadmin.meter"] = (Meter(), 2)
        try:
            browser = browse(gym.user("manager"))
            answers = [browser.get("/find?q=a") for _ in range(3)]
        finally:
            gym.app.extensions["fitadmin.meter"] = None
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[2].json["message"]

    def test_nothing_is_changed_by_asking(self, gym: World, browse):
        browser = browse(gym.user("manager"))
        assert browser.post("/find?q=a").status_code == 405

    @pytest.mark.parametrize("who", ["admin", "own", "client"])
    def test_one_statement_for_each_table_however_many_rows(
        self, gym: World, browse, who, monkeypatch
    ):
        for name in ("memory.POLL_S", "memory.KEEP_S", "identity.KEEP_S"):
            monkeypatch.setattr(f"fitadmin.access.{name}", 3600.0)
        browser = browse(gym.user(who))
        keys = ",".join(
            f"{model.__name__}View-{gym.row(model).id}"
            for model in (ClientProfile, TrainerProfile, WorkoutPlan, MealPlan, Exercise, Food)
        )
        browser.get("/find?q=a")
        costs = []
        for _ in range(2):
            with counted() as sent:
                ask(browser, "a")
                asked = len(sent)
                ask(browser, recent=keys)
            costs.append((asked, len(sent) - asked))
            with acting_as(SYSTEM):
                for number in range(20):
                    make(Food, name=f"A food {number}")
                    make(WorkoutPlan, name=f"A plan {number}", client=gym.row(ClientProfile))
                db.session.commit()
        assert costs[0] == costs[1]
        assert max(costs[0]) <= TABLES + 2
