"""Every generated resource: it is there, it reads, and one row goes round."""

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

import pytest
from sqlalchemy import event, inspect, select

from fitadmin.access import acting_as
from fitadmin.api.base import DomainApi
from fitadmin.extensions import db
from fitadmin.menu import APIS
from fitadmin.models.accounts import User
from fitadmin.models.diary import NutritionEntry
from fitadmin.models.exercises import Exercise
from fitadmin.models.foods import Food, Recipe
from fitadmin.models.gym import AuditEvent, ImportBatch, ImportChange, JobRun, SavedView
from fitadmin.models.meals import MealComponent, MealEntry, MealPlan
from fitadmin.models.notifications import Notification, NotificationDelivery, NotificationPreference
from fitadmin.models.people import ClientProfile, TrainerProfile
from fitadmin.models.progress import Metric
from fitadmin.models.scope import SYSTEM, scoped_models, with_trash
from fitadmin.models.sessions import CompletedSet, ExerciseCompletion, WorkoutSession
from fitadmin.models.workouts import PlanDay, WorkoutPlan
from tests.factories import make, person
from tests.world import PLAIN, World

PROMISED = [
    "trainers", "clients", "coachings", "exercises", "workout-plans", "plan-days",
    "workout-exercises", "workout-sessions", "exercise-completions", "notifications", "foods",
    "recipes", "meal-plans", "meal-entries", "meal-components", "nutrition-entries",
    "meal-uploads", "progress-entries", "metrics", "files", "locations", "client-health",
    "consents", "client-notes", "muscles", "equipment", "plan-assignments", "completed-sets",
    "food-portions", "recipe-ingredients", "nutrition-targets", "meal-options", "goals",
    "progress-photos", "job-runs", "audit-events",
]  # fmt: skip
FURTHER = [
    "exercise-names", "food-names", "food-nutrients", "training-maxes",
    "notification-preferences", "notification-deliveries", "import-batches", "import-changes",
    "gym-settings",
    "saved-views",
]  # fmt: skip
RESOURCES = [api for api in APIS if issubclass(api, DomainApi)]
PERSONAL = {Notification, NotificationDelivery, NotificationPreference, SavedView}
READ_ONLY = {Notification, NotificationDelivery, AuditEvent, JobRun, ImportBatch, ImportChange}
OURS = {"id", "created_by_id", "owner", "owner_id", "version", "deleted_at", "custom", "client_id"}
DERIVED = {
    "value", "prescribed", "slug", "inputs", "one_rep_max_kg", "source_id", "licence",
    "attribution", "reviewed_at", "reviewed_by_id", "copied_from_id", "energy_estimated_kcal",
}  # fmt: skip


class Row(NamedTuple):
    """The least that a new row takes, where {"client": Model} stands for that model's row."""

    path: str
    body: dict[str, Any]
    change: dict[str, Any]


ROWS = [
    Row("clients", {"first_name": "New", "last_name": "One"}, {"status": "paused"}),
    Row("trainers", {"first_name": "New", "last_name": "Coach"}, {"kind": "nutritionist"}),
    Row(
        "coachings",
        {"trainer": TrainerProfile, "client": ClientProfile, "started_on": "2027-01-04"},
        {"role": "cover"},
    ),
    Row("locations", {"name": "Annexe"}, {"phone": "030 1"}),
    Row("client-notes", {"client": ClientProfile, "text": "Shoulder"}, {"is_shared": True}),
    Row(
        "consents",
        {"client": ClientProfile, "purpose": "meal_photos", "text_version": "2"},
        {"withdrawn_at": "2026-05-01T08:00:00+00:00"},
    ),
    Row("exercises", {"name": "Front squat"}, {"level": "expert"}),
    Row("exercise-names", {"exercise": Exercise, "name": "FS"}, {"is_alias": True}),
    Row("muscles", {"name": "soleus"}, {"is_front": False}),
    Row("equipment", {"name": "sled"}, {"name": "sledge"}),
    Row("workout-plans", {"name": "Base"}, {"weeks": 8}),
    Row("plan-days", {"plan": WorkoutPlan, "name": "Pull"}, {"week": 2}),
    Row("workout-exercises", {"day": PlanDay, "exercise": Exercise}, {"sets": 5}),
    Row(
        "plan-assignments",
        {"client": ClientProfile, "plan": WorkoutPlan, "starts_on": "2026-06-01"},
        {"weekdays": "24"},
    ),
    Row(
        "training-maxes",
        {"client": ClientProfile, "exercise": Exercise, "load_kg": "110",
         "set_on": "2026-06-01"},
        {"load_kg": "112.5"},
    ),
    Row("workout-sessions", {"client": ClientProfile, "due_on": "2026-06-01"}, {"mood": 4}),
    Row(
        "exercise-completions", {"session": WorkoutSession, "exercise": Exercise}, {"note": "Easy"}
    ),
    Row("completed-sets", {"completion": ExerciseCompletion, "reps": 5, "load": "80"}, {"reps": 6}),
    Row("foods", {"name": "Skyr"}, {"protein_g": "11"}),
    Row("food-names", {"food": Food, "name": "Haferflocken"}, {"language": "de"}),
    Row("food-portions", {"food": Food, "name": "bowl", "grams": "60"}, {"grams": "65"}),
    Row("food-nutrients", {"food": Food, "nutrient": "zinc", "amount": "3"}, {"unit": "ug"}),
    Row("recipes", {"name": "Stew"}, {"servings": "4"}),
    Row("recipe-ingredients", {"recipe": Recipe, "food": Food, "amount": "50"}, {"unit": "kg"}),
    Row(
        "nutrition-targets",
        {"client": ClientProfile, "starts_on": "2026-06-01", "energy_kcal": "2200"},
        {"protein_g": "150"},
    ),
    Row("meal-plans", {"name": "Cut"}, {"days": 7}),
    Row("meal-entries", {"plan": MealPlan, "name": "Dinner"}, {"at": "19:00:00"}),
    Row("meal-components", {"entry": MealEntry, "name": "Protein"}, {"match": "protein"}),
    Row(
        "meal-options",
        {"component": MealComponent, "food": Food, "grams": "80"},
        {"is_chosen": True},
    ),
    Row("nutrition-entries", {"client": ClientProfile, "name": "Soup"}, {"energy_kcal": "200"}),
    Row("meal-uploads", {"client": ClientProfile}, {"verdict": "good"}),
    Row("saved-views", {"page": "FoodView", "name": "Lean"}, {"query": "q=oats"}),
    Row("metrics", {"name": "Resting pulse", "unit": "bpm"}, {"direction": "down"}),
    Row(
        "progress-entries",
        {"client": ClientProfile, "metric": Metric, "entered": "79", "unit": "kg"},
        {"entered": "78"},
    ),
    Row(
        "goals",
        {"client": ClientProfile, "metric": Metric, "start_value": "80", "target_value": "70",
         "starts_on": "2026-06-01"},
        {"due_on": "2026-12-01"},
    ),
]  # fmt: skip


def filled(body: dict[str, Any], gym: World) -> dict[str, Any]:
    return {k: gym.row(v).id if isinstance(v, type) else v for k, v in body.items()}


def model_at(path: str) -> type:
    (found,) = [api.datamodel.obj for api in RESOURCES if api.resource_name == path]
    return found


def same(told: Any, sent: Any) -> bool:
    """Whether it is the same value, in however many decimals."""
    try:
        return Decimal(str(told)) == Decimal(str(sent))
    except InvalidOperation:
        return bool(told == sent)


def name_of(api: Any) -> str:
    return api.__name__


def test_every_promised_path_is_there_and_every_table_has_one():
    assert sorted(api.resource_name for api in RESOURCES) == sorted(PROMISED + FURTHER)
    assert {api.datamodel.obj for api in RESOURCES} == set(scoped_models()) - PLAIN


def test_openapi_tells_of_each(gym: World, call):
    spec = call(gym.user("manager")).get("/_openapi").json
    for api in RESOURCES:
        paths = [f"/api/v1/{api.resource_name}{rest}" for rest in ("/", "/{pk}", "/_info")]
        assert {*paths} <= {*spec["paths"]}
        may_post = api.datamodel.obj not in READ_ONLY and "post" not in api.exclude_route_methods
        assert ("post" in spec["paths"][paths[0]]) == may_post
    assert "/health/ready" in spec["paths"]


@pytest.mark.parametrize("api", RESOURCES, ids=name_of)
class TestDeclaration:
    def test_nothing_that_is_ours_or_derived_is_taken_in(self, api):
        taken = {*api.add_columns, *api.edit_columns}
        assert not taken & (OURS | DERIVED)
        assert "uid" not in api.edit_columns
        assert "client" not in api.edit_columns

    def test_a_row_can_be_sent_once_from_offline(self, api):
        model = api.datamodel.obj
        if hasattr(model, "uid") and "post" not in api.exclude_route_methods:
            assert "uid" in api.add_columns
            assert {"uid", "version", "created_at", "updated_at"} <= {*api.show_columns}
            assert {"version", "updated_at"} <= {*api.list_columns}

    def test_no_column_leads_to_accounts_or_out_of_the_table(self, api):
        relations = inspect(api.datamodel.obj).relationships
        for name in {*api.list_columns, *api.show_columns, *api.add_columns, *api.edit_columns,
                     *api.search_columns}:  # fmt: skip
            root = name.partition(".")[0]
            assert hasattr(api.datamodel.obj, root), name
            assert root not in relations or relations[root].mapper.class_ is not User, name

    def test_of_related_rows_only_named_columns_are_given(self, api):
        relations = inspect(api.datamodel.obj).relationships
        assert not {*api.list_columns, *api.show_columns} & {*relations.keys()}

    def test_it_is_ordered_by_columns_of_its_own(self, api):
        assert {*api.order_columns} <= {*inspect(api.datamodel.obj).columns.keys()}


@pytest.mark.parametrize("api", RESOURCES, ids=name_of)
def test_it_reads(api, gym: World, call):
    model = api.datamodel.obj
    program = call(gym.user("client" if model in PERSONAL else "admin"))
    row = gym.row(model)
    listed = program.get(f"/{api.resource_name}/")
    assert listed.status_code == 200
    assert row.id in listed.json["ids"]
    one = program.get(f"/{api.resource_name}/{row.id}")
    assert one.status_code == 200
    assert one.json["result"]["id"] == row.id
    assert program.get(f"/{api.resource_name}/_info").status_code == 200
    assert program.get(f"/{api.resource_name}/{row.id + 5000}").status_code == 404
    assert program.get(f"/{api.resource_name}/{2**63}").status_code == 404
    assert program.get(f"/{api.resource_name}/{10**40}").status_code == 404


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.path)
def test_a_row_goes_round(row: Row, gym: World, call):
    """The least is enough to add it; it is read, changed, and put into the trash."""
    program, model = call(gym.user("manager")), model_at(row.path)
    added = program.post(f"/{row.path}/", json=filled(row.body, gym))
    assert added.status_code == 201, added.json
    address = f"/{row.path}/{added.json['id']}"
    shown = program.get(address).json["result"]
    for name, value in row.body.items():
        if not isinstance(value, type) and not isinstance(value, str):
            assert shown[name] == value
    changed = program.put(address, json=row.change)
    assert changed.status_code == 200, changed.json
    now = program.get(address).json["result"]
    for name, value in row.change.items():
        assert same(now[name], value), name
    assert program.delete(address).status_code == 200
    assert program.get(address).status_code == 404
    with acting_as(SYSTEM):
        kept = db.session.scalars(
            with_trash(select(model).where(model.id == added.json["id"]))
        ).one_or_none()
    assert (kept is not None) == hasattr(model, "deleted_at")
    assert kept is None or kept.deleted_at is not None


@pytest.mark.parametrize(
    "api",
    [a for a in RESOURCES if a.datamodel.obj in {WorkoutSession, CompletedSet, NutritionEntry}],
    ids=name_of,
)
def test_a_page_of_ten_costs_no_more_statements_than_a_page_of_one(api, app, session, call):
    program, sent = call(person("Admin")), []

    def note(_connection, _cursor, statement, *_more):
        sent.append(statement)

    def cost() -> int:
        sent.clear()
        assert program.get(f"/{api.resource_name}/").status_code == 200
        return len(sent)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        make(api.datamodel.obj)
        session.commit()
        cost()
        one = cost()
        for _ in range(9):
            make(api.datamodel.obj)
        session.commit()
        assert cost() <= one
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_a_set_says_what_follows_from_it(gym: World, call):
    done = gym.row(ExerciseCompletion)
    program = call(gym.user("client"))
    body = {"completion": done.id, "reps": 5, "load": "220.5", "load_unit": "lb",
            "completed_at": "2026-03-02T18:00:00+01:00"}  # fmt: skip
    ident = program.post("/completed-sets/", json=body).json["id"]
    one = program.get(f"/completed-sets/{ident}").json["result"]
    assert float(one["load_kg"]) == pytest.approx(100.017117, abs=1e-6)
    assert float(one["one_rep_max_kg"]) == pytest.approx(100.017117 * (1 + 5 / 30), abs=1e-4)
    assert one["client"]["first_name"] == "Carla"
    when = datetime.fromisoformat(one["completed_at"])
    assert when == datetime(2026, 3, 2, 17, tzinfo=UTC)
