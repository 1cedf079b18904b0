"""The floor: the same rows by bare Flask, SQLAlchemy Core and orjson, with a token and no rights.

Nothing is cached and nothing is authorised; each answer is the statement and the columns that
fitadmin's answer has. So the ratio to it is what all of fitadmin costs.
"""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import orjson
from flask import Blueprint, Flask, Response, request
from flask_jwt_extended import JWTManager, verify_jwt_in_request
from sqlalchemy import Engine, Select, create_engine, func, insert, select

import config
from fitadmin.models import foods, meals, people, progress, sessions

FOOD, PORTION = foods.Food.__table__.c, foods.FoodPortion.__table__.c
FOOD_NAME, FURTHER = foods.FoodName.__table__.c, foods.FoodNutrient.__table__.c
CLIENT, TRAINER = people.ClientProfile.__table__.c, people.TrainerProfile.__table__.c
COACHING = people.Coaching.__table__.c
SET, ENTRY = sessions.CompletedSet.__table__.c, progress.ProgressEntry.__table__.c
METRIC = progress.Metric.__table__.c
MEAL, PART, OPTION = (
    m.__table__.c for m in (meals.MealEntry, meals.MealComponent, meals.MealOption)
)

CHANGED = ("version", "updated_at")
RECORD = ("uid", "version", "created_at", "updated_at")
FACTS = ("name", "brand", "gtin", "category", "basis", *foods.NUTRIENTS, "carbs_counted")
ORIGIN = ("source", "source_id", "licence", "attribution")
SET_FACTS = (
    "position", "kind", "reps", "load", "load_unit", "seconds", "metres", "energy_kcal", "rpe",
    "completed_at", "load_kg",
)  # fmt: skip
routes = Blueprint("floor", __name__)
engine: Engine


def create_app(settings: config.Base | None = None) -> Flask:
    """The floor on the database and with the token secret that fitadmin's settings name."""
    global engine  # noqa: PLW0603  a script in the shape of a script
    settings = settings or config.current()
    engine = create_engine(settings.SQLALCHEMY_DATABASE_URI, pool_size=settings.WEB_THREADS)
    app = Flask(__name__)
    app.config["JWT_SECRET_KEY"] = settings.JWT_SECRET_KEY
    app.register_blueprint(routes)
    JWTManager(app)
    return app


def _rows(statement: Select[Any]) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(statement).mappings()]


def _answer(status: int = 200, **body: Any) -> Response:
    return Response(orjson.dumps(body, default=str), status, mimetype="application/json")


def _listed(rows: list[dict[str, Any]], **more: Any) -> Response:
    return _answer(**more, ids=[row["id"] for row in rows], result=rows)


def _paged(statement: Select[Any]) -> Select[Any]:
    size = request.args.get("page_size", 20, int)
    return statement.limit(size).offset(size * request.args.get("page", 0, int))


def _count(statement: Select[Any]) -> int:
    with engine.connect() as connection:
        return connection.execute(statement).scalar_one()  # type: ignore[no-any-return]


def _nested(row: dict[str, Any], *names: str) -> dict[str, Any]:
    """`client_id`, `client_name` -> `client: {id, name}`, null where there is none."""
    for name in names:
        keys = [key for key in row if key.startswith(f"{name}__")]
        inner = {key.partition("__")[2]: row.pop(key) for key in keys}
        row[name] = inner if inner["id"] is not None else None
    return row


def _of(prefix: str, table: Any, *names: str) -> list[Any]:
    return [table[name].label(f"{prefix}__{name}") for name in names]


@routes.get("/foods")
def list_foods() -> Response:
    verify_jwt_in_request()
    rule = FOOD.deleted_at.is_(None)
    if above := request.args.get("above"):
        rule &= FOOD.energy_kcal > Decimal(above)
    count = _count(select(func.count()).where(rule))
    return _listed(_foods(rule), count=count)


def _foods(rule: Any) -> list[dict[str, Any]]:
    columns = (FOOD[name] for name in ("id", *FACTS, "source", *CHANGED))
    rows = _rows(_paged(select(*columns).where(rule).order_by(FOOD.id)))
    for row in rows:
        row["energy_estimated_kcal"] = _estimated(row)
    return rows


def _estimated(row: dict[str, Any]) -> Decimal | None:
    if row["energy_kcal"] is not None:
        return None
    amounts = [row[name] or Decimal(0) for name in ("protein_g", "carbs_g", "fat_g", "alcohol_g")]
    return sum((a * k for a, k in zip(amounts, (4, 4, 9, 7), strict=True)), Decimal(0))


@routes.get("/foods/search")
def search_foods() -> Response:
    verify_jwt_in_request()
    rule = FOOD.name.ilike(f"%{request.args['text']}%") & FOOD.deleted_at.is_(None)
    return _listed(_foods(rule))


@routes.get("/foods/<int:pk>")
def food(pk: int) -> Response:
    verify_jwt_in_request()
    columns = (FOOD[name] for name in ("id", *FACTS, *ORIGIN, *RECORD))
    row = _rows(select(*columns).where(FOOD.id == pk, FOOD.deleted_at.is_(None)))[0]
    row["energy_estimated_kcal"] = _estimated(row)
    parts = {
        "portions": (PORTION, ("id", "name", "grams")),
        "names": (FOOD_NAME, ("language", "name", "is_alias")),
        "further": (FURTHER, ("nutrient", "amount", "unit")),
    }
    for name, (table, shown) in parts.items():
        row[name] = _rows(select(*(table[each] for each in shown)).where(table.food_id == pk))
    return _answer(id=pk, result=row)


@routes.get("/sets/<int:pk>")
def one_set(pk: int) -> Response:
    verify_jwt_in_request()
    rows = _rows(_set_rows(*RECORD).where(SET.id == pk, SET.deleted_at.is_(None)))
    return _answer(id=pk, result=_as_set(rows[0]))


def _set_rows(*more: str) -> Select[Any]:
    of_client = _of("client", CLIENT, "id", "first_name", "last_name")
    columns = (SET[name] for name in ("id", *SET_FACTS, *more))
    statement = select(*columns, SET.completion_id.label("completion__id"), *of_client)
    return statement.where(CLIENT.id == SET.client_id)


def _as_set(row: dict[str, Any]) -> dict[str, Any]:
    load, reps = row["load_kg"], row["reps"]
    known = load is not None and reps and reps <= 12
    row["one_rep_max_kg"] = load * (30 + reps) / 30 if known else None
    return _nested(row, "client", "completion")


@routes.get("/sets")
def list_sets() -> Response:
    """A client's rows of a kind since a moment, the newest first."""
    verify_jwt_in_request()
    rule = (SET.client_id == request.args.get("client", 0, int)) & SET.deleted_at.is_(None)
    since = datetime.fromisoformat(request.args["since"])
    rule &= (SET.kind == request.args["kind"]) & (SET.completed_at > since)
    count = _count(select(func.count()).where(rule))
    statement = _set_rows(*CHANGED).where(rule).order_by(SET.completed_at.desc())
    return _listed([_as_set(row) for row in _rows(_paged(statement))], count=count)


@routes.get("/coachings")
def list_coachings() -> Response:
    verify_jwt_in_request()
    columns = (COACHING[name] for name in ("id", "role", "started_on", "ended_on", *CHANGED))
    names = ("id", "first_name", "last_name")
    people_ = [*_of("trainer", TRAINER, *names), *_of("client", CLIENT, *names)]
    statement = select(*columns, *people_).where(
        COACHING.trainer_id == TRAINER.id,
        COACHING.client_id == CLIENT.id,
        COACHING.started_on > date.fromisoformat(request.args["since"]),
        COACHING.deleted_at.is_(None),
    )
    rows = _rows(_paged(statement.order_by(COACHING.id)))
    return _listed([_nested(row, "trainer", "client") for row in rows])


@routes.get("/clients/<int:pk>/progress")
def course(pk: int) -> Response:
    """Every day's weight with its smoothed trend."""
    verify_jwt_in_request()
    first, last = (date.fromisoformat(request.args[name]) for name in ("from", "to"))
    statement = select(ENTRY.measured_at, ENTRY.value).where(
        ENTRY.client_id == pk,
        ENTRY.metric_id == METRIC.id,
        METRIC.slug == "weight",
        ENTRY.measured_at >= datetime.combine(first, time(), UTC),
        ENTRY.measured_at <= datetime.combine(last, time(23, 59), UTC),
        ENTRY.deleted_at.is_(None),
    )
    points: list[dict[str, Any]] = []
    step, trend = Decimal("0.1"), None
    for row in _rows(statement.order_by(ENTRY.measured_at)):
        value = row["value"]
        trend = value if trend is None else trend + step * (value - trend)
        points.append({"on": row["measured_at"].date(), "value": value, "trend": trend})
    return _answer(metric="weight", unit="kg", points=points)


@routes.get("/meal-plans/<int:pk>/totals")
def totals(pk: int) -> Response:
    """The nutrients of each day by its chosen options."""
    verify_jwt_in_request()
    share = OPTION.grams / 100
    sums = [func.sum(FOOD[name] * share).label(name) for name in foods.NUTRIENTS]
    missing = [func.count().filter(FOOD[n].is_(None)).label(f"no_{n}") for n in foods.NUTRIENTS]
    statement = (
        select(MEAL.day, *sums, *missing)
        .where(
            MEAL.plan_id == pk,
            PART.entry_id == MEAL.id,
            OPTION.component_id == PART.id,
            OPTION.food_id == FOOD.id,
            OPTION.is_chosen,
        )
        .group_by(MEAL.day)
        .order_by(MEAL.day)
    )
    return _answer(days=[_day(row) for row in _rows(statement)])


def _day(row: dict[str, Any]) -> dict[str, Any]:
    def total(name: str) -> dict[str, Any]:
        missing = row[f"no_{name}"]
        return {"at_least": row[name], "is_complete": not missing, "missing": missing}

    return {"day": row["day"], "nutrients": {name: total(name) for name in foods.NUTRIENTS}}


@routes.post("/sets")
def add_set() -> Response:
    verify_jwt_in_request()
    body = orjson.loads(request.get_data())
    moment = datetime.now(UTC)
    values = {
        **{name: body[name] for name in ("client_id", "completion_id", "position", "kind", "reps")},
        **{name: Decimal(body["load"]) for name in ("load", "load_kg")},
        "completed_at": datetime.fromisoformat(body["completed_at"]),
        "created_at": moment,
        "updated_at": moment,
    }
    statement = insert(sessions.CompletedSet.__table__).values(**values).returning(SET.id)
    with engine.begin() as connection:
        pk = connection.execute(statement).scalar_one()
    return _answer(201, id=pk, result=body)
