"""The main job, played through real HTTP against a started gym.

Import, make people and a coaching, plan, train, eat, weigh, and read what it comes to: with
the real files where they lie beside the project, else with the library that ships with it.
"""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from typing import Any, NamedTuple

import pytest

from tests.databases import BACKENDS, _empty
from tests.forms import Form
from tests.running import ROOT, Running, environment

DATA = ROOT.parent / "shared" / "data"
PASSWORD = "a-long-demo-password"


class Material(NamedTuple):
    """What is imported, what is looked for in it, and what it adds up to (computed by hand)."""

    exercises: str
    foods: str
    squat: str
    oats: str
    milk: str
    banana: str
    plan_kcal: float
    plan_protein_g: float
    banana_kcal: float


REAL = Material(
    str(DATA / "exercises" / "free-exercise-db.json"),
    str(DATA / "foods" / "FoodData_Central_foundation_food_csv_2024-10-31.zip"),
    "Barbell_Squat", "2346396", "746782", "1105314",
    564.0429, 19.7905, 111.55,
)  # fmt: skip
OWN = Material(
    str(ROOT / "fitadmin" / "library" / "exercises.json"),
    str(ROOT / "fitadmin" / "library" / "foods.csv"),
    "barbell-back-squat", "rolled-oats", "milk-whole", "banana",
    562.42, 19.793, 102.35,
)  # fmt: skip


class Door:
    """A person or a program in front of the gym: cookies are kept, redirects are not followed."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.headers: dict[str, str] = {}
        handlers = urllib.request.HTTPCookieProcessor(CookieJar()), _Stay()
        self._opener = urllib.request.build_opener(*handlers)

    def ask(self, verb: str, path: str, body: bytes | None = None, **headers: str) -> Any:
        """(status, text) of the answer."""
        request = urllib.request.Request(self.base + path, body, method=verb)  # noqa: S310
        for name, value in {**self.headers, **headers}.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with self._opener.open(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()

    def send(self, page: str, **typed: Any) -> str:
        """Fill in the form on *page* and send it; it must be accepted."""
        status, html = self.ask("GET", page)
        assert status == 200, (page, status)
        form = Form(html)
        values = {**form.values, **{k: [str(v)] for k, v in typed.items()}}
        missing = [name for name in typed if f'name="{name}"' not in html]
        assert missing == [], (page, missing)
        body = urllib.parse.urlencode(values, doseq=True).encode()
        status, html = self.ask("POST", page, body, Referer=self.base + page)
        assert status == 302, (page, told(html))
        return html

    def call(self, verb: str, path: str, body: Any = None, expect: int | None = None) -> Any:
        """The JSON of the API."""
        data = None if body is None else json.dumps(body).encode()
        status, text = self.ask(verb, f"/api/v1{path}", data, Content_Type="application/json")
        expect = expect or (201 if verb == "POST" else 200)
        assert status == expect, (path, status, text)
        return json.loads(text)

    def find(self, resource: str, **wanted: Any) -> int:
        """The id of the one row with these values."""
        filters = ",".join(
            f"(col:{name},opr:rel_o_m,value:{value})"
            if isinstance(value, int)
            else f"(col:{name},opr:eq,value:'{value}')"
            for name, value in wanted.items()
        )
        ids = self.call("GET", f"/{resource}/?q=(filters:!({urllib.parse.quote(filters)}))")["ids"]
        assert len(ids) == 1, (resource, wanted, ids)
        return int(ids[0])

    def sign_in(self, username: str) -> "Door":
        """By the page, as a person."""
        self.send("/login/", username=username, password=PASSWORD)
        return self

    def with_token(self, username: str) -> "Door":
        """By the API, as an app."""
        signed = {"username": username, "password": PASSWORD, "provider": "db"}
        token = self.call("POST", "/security/login", signed, expect=200)["access_token"]
        self.headers["Authorization"] = f"Bearer {token}"
        return self


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def told(html: str) -> list[str]:
    """The lines of a page that say something is wrong."""
    return [line.strip() for line in html.splitlines() if "alert" in line or "required" in line]


@pytest.fixture(params=BACKENDS)
def gym(request, tmp_path, run_folder):
    """A started gym that holds nobody but the admin, and what to import."""
    settings = {}
    if request.param == "postgresql":
        name = f"main_job_{os.getpid()}"
        settings["FITADMIN_DATABASE_URL"] = _empty("postgresql", name, run_folder)
    with Running(tmp_path, **settings) as running:
        running.wait_until(lambda: "fitadmin is ready" in running.said, "starting")
        running.command = lambda *words: subprocess.run(  # type: ignore[attr-defined]
            [sys.executable, "-m", "flask", "--app", "wsgi", "fitadmin", *words],
            cwd=ROOT,
            env=environment(tmp_path, **settings),
            check=True,
            capture_output=True,
            text=True,
        )
        running.command("create-admin", "--email=a@example.org", f"--password={PASSWORD}",
                        "--first-name=Ada", "--last-name=Admin", "--username=admin")  # fmt: skip
        yield running


def test_a_client_is_coached_from_import_to_results(gym):
    material = REAL if DATA.exists() else OWN
    gym.command("import-exercises", material.exercises)
    gym.command("import-foods", material.foods)

    client = people(gym)
    trainer = Door(gym.port).sign_in("tina")
    squat = trainer.find("exercises", source_id=material.squat)
    foods = [
        trainer.find("foods", source_id=source_id)
        for source_id in (material.oats, material.milk, material.banana)
    ]
    prescription = plan_the_training(trainer, client, squat)
    plan = plan_the_meals(trainer, client, foods)

    app = Door(gym.port).with_token("carla")
    train(app, client, squat, prescription)
    weigh(app, client)
    eaten = app.call("POST", "/nutrition-entries/", {
        "client": client, "food": foods[2], "grams": 115, "eaten_at": "2026-03-04T07:30:00Z",
    })["id"]  # fmt: skip

    read_the_results(trainer, client, plan, eaten, material)
    another_trainer_sees_nothing(gym, client, plan, eaten)


def people(gym: Running) -> int:
    """The admin makes a manager; the manager a client, two trainers, a coaching, accounts."""
    admin = Door(gym.port).sign_in("admin")
    roles = Form(admin.ask("GET", "/users/add?listed=1")[1]).options["roles"]
    admin.send("/users/add", username="max", first_name="Max", last_name="Manager",
               email="max@example.org", roles=roles["Manager"],
               password=PASSWORD, again=PASSWORD)  # fmt: skip
    manager = Door(gym.port).sign_in("max")
    for name in ("Tina", "Otto"):
        manager.send("/trainerprofileview/add", first_name=name, last_name="Coach", kind="trainer")
        trainer = manager.find("trainers", first_name=name)
        manager.send(f"/accounts/trainer/{trainer}", username=name.lower(), password=PASSWORD,
                     again=PASSWORD, email=f"{name}@example.org")  # fmt: skip
    manager.send("/clientprofileview/add", first_name="Carla", last_name="Client")
    client = manager.find("clients", first_name="Carla")
    manager.send(f"/accounts/client/{client}", username="carla", password=PASSWORD,
                 again=PASSWORD, email="carla@example.org")  # fmt: skip
    manager.send("/coachingview/add", trainer=manager.find("trainers", first_name="Tina"),
                 client=client, role="lead", started_on="2026-01-05")  # fmt: skip
    return client


def plan_the_training(trainer: Door, client: int, squat: int) -> int:
    trainer.send("/workoutplanview/add", name="Strength first", client=client, weeks=4)
    plan = trainer.find("workout-plans", name="Strength first")
    trainer.send("/plandayview/add", plan=plan, name="Day A", week=1, position=1)
    day = trainer.find("plan-days", name="Day A")
    trainer.send("/workoutexerciseview/add", day=day, exercise=squat, sets=3, reps_min=5,
                 reps_max=5, load_kg="100", progression="linear", step_kg="2.5")  # fmt: skip
    return trainer.find("workout-exercises", day=day)


def plan_the_meals(trainer: Door, client: int, foods: list[int]) -> int:
    trainer.send("/mealplanview/add", name="Lean start", client=client, days=1)
    plan = trainer.find("meal-plans", name="Lean start")
    trainer.send("/mealentryview/add", plan=plan, name="Breakfast", day=1, position=1)
    entry = trainer.find("meal-entries", name="Breakfast")
    for food, grams, name in zip(foods, (80, 249, 115), ("Grain", "Dairy", "Fruit"), strict=True):
        trainer.send("/mealcomponentview/add", entry=entry, name=name)
        component = trainer.find("meal-components", name=name)
        trainer.send("/mealoptionview/add", component=component, food=food, grams=grams)
    return plan


def train(app: Door, client: int, squat: int, prescription: int) -> None:
    visit = app.call("POST", "/workout-sessions/", {
        "client": client, "due_on": "2026-03-02", "status": "done",
        "started_at": "2026-03-02T18:00:00+01:00", "finished_at": "2026-03-02T19:00:00+01:00",
    })["id"]  # fmt: skip
    done = app.call("POST", "/exercise-completions/", {
        "session": visit, "exercise": squat, "prescription": prescription,
    })["id"]  # fmt: skip
    sets = [("warm_up", 5, "120", "kg"), ("working", 5, "100", "kg"), ("working", 3, "225", "lb")]
    for position, (kind, reps, load, unit) in enumerate(sets, 1):
        app.call("POST", "/completed-sets/", {
            "completion": done, "position": position, "kind": kind, "reps": reps, "load": load,
            "load_unit": unit, "completed_at": "2026-03-02T17:30:00Z",
        })  # fmt: skip


def weigh(app: Door, client: int) -> None:
    weight = app.find("metrics", slug="weight")
    for on, entered in (("01", "80"), ("02", "79"), ("02", "81"), ("05", "78")):
        app.call("POST", "/progress-entries/", {
            "client": client, "metric": weight, "entered": entered, "unit": "kg",
            "measured_at": f"2026-03-{on}T06:00:00Z",
        })  # fmt: skip


def read_the_results(trainer: Door, client: int, plan: int, eaten: int, it: Material) -> None:
    (lift,) = trainer.call("GET", f"/clients/{client}/training")["best_lifts"]
    assert float(lift["one_rep_max_kg"]) == pytest.approx(116.6667, abs=0.001)
    assert (lift["reps"], float(lift["load_kg"])) == (5, 100)

    course = trainer.call("GET", f"/clients/{client}/progress?metric=weight")
    assert [(p["on"], float(p["trend"])) for p in course["points"]] == [
        ("2026-03-01", 80.0), ("2026-03-02", 80.0), ("2026-03-05", 79.8),
    ]  # fmt: skip

    (day,) = trainer.call("GET", f"/meal-plans/{plan}/totals")["days"]
    totals = {name: float(total["at_least"]) for name, total in day["nutrients"].items()}
    assert totals["energy_kcal"] == pytest.approx(it.plan_kcal, abs=0.001)
    assert totals["protein_g"] == pytest.approx(it.plan_protein_g, abs=0.001)
    assert day["nutrients"]["energy_kcal"]["is_complete"]

    entry = trainer.call("GET", f"/nutrition-entries/{eaten}")["result"]
    assert float(entry["energy_kcal"]) == pytest.approx(it.banana_kcal, abs=0.001)
    (done,) = trainer.call("GET", "/exercise-completions/")["ids"]
    assert trainer.call("GET", f"/exercise-completions/{done}")["result"]["prescribed"]["sets"] == 3


def another_trainer_sees_nothing(gym: Running, client: int, plan: int, eaten: int) -> None:
    otto = Door(gym.port).with_token("otto")
    for resource in (
        "clients", "coachings", "workout-plans", "plan-days", "workout-exercises",
        "workout-sessions", "exercise-completions", "completed-sets", "meal-plans",
        "meal-entries", "meal-components", "meal-options", "nutrition-entries",
        "progress-entries",
    ):  # fmt: skip
        assert otto.call("GET", f"/{resource}/")["ids"] == [], resource
    for path in (
        f"/clients/{client}", f"/clients/{client}/training", f"/clients/{client}/progress",
        f"/meal-plans/{plan}", f"/meal-plans/{plan}/totals", f"/nutrition-entries/{eaten}",
    ):  # fmt: skip
        otto.call("GET", path, expect=404)
    page = Door(gym.port).sign_in("otto").ask("GET", "/clientprofileview/list/")
    assert page[0] == 200
    assert "Carla" not in page[1]
