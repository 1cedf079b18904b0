"""Eating: diaries as people keep them, with what was in the food; and photos of meals."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from fitadmin.models.diary import MealUpload, NutritionEntry
from fitadmin.services.demo.cast import Eating
from fitadmin.services.demo.kitchen import BALANCED, GREEN, QUICK, TREATS, Meal, Option
from fitadmin.services.demo.meals import Larder, Planned, scaled
from fitadmin.services.demo.names import MEAL_NOTES, REPLIES
from fitadmin.services.demo.people import Member
from fitadmin.services.demo.rows import Ink, Row
from fitadmin.services.demo.wish import Wish

DAYS: dict[Eating, tuple[float, float, float]] = {
    Eating.WELL: (0.82, 0.1, 0.08),
    Eating.SO_SO: (0.45, 0.3, 0.25),
    Eating.BADLY: (0.3, 0.35, 0.35),
}
"""How likely a day is complete, partly told, or not told."""

AMOUNTS = {Eating.WELL: (1.0, 0.05), Eating.SO_SO: (1.04, 0.11), Eating.BADLY: (1.15, 0.18)}
"""How much is eaten of what was planned: mean and spread."""

GIVES_UP_AFTER = 45
"""Days after which whoever eats badly stops writing it down."""

SHOWN_DAYS, WAITING_DAYS = 30, 2
"""Photos go back so far; the newest ones wait for an answer."""


@dataclass(slots=True)
class Diary:
    """What one client ate. *reviewed* says which upload an entry was made from."""

    member: Member
    entries: list[Row] = field(default_factory=list)
    uploads: list[Row] = field(default_factory=list)
    entry_of: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """What a client eats from: the larder, their meal plan if any, and how much."""

    larder: Larder
    plan: Planned | None
    factor: float


def eat(ink: Ink, member: Member, table: Table, days: tuple[date, date], wish: Wish) -> Diary:
    """Tell what one client ate in *days* (the last one excluded), without writing it."""
    diary, persona = Diary(member), member.persona
    if persona.eating is Eating.UNTOLD:
        return diary
    dice = wish.chance("diary", persona.index)
    since, until = days
    if persona.eating is Eating.BADLY and persona.status == "active":
        until = min(until, since + timedelta(days=GIVES_UP_AFTER))
    for n in range((until - since).days):
        on = since + timedelta(days=n)
        told = dice.choices(("complete", "partial", "missing"), DAYS[persona.eating])[0]
        if told != "missing":
            diary.entries.extend(_day(ink, member, table, (on, told), dice))
    _show_meals(ink, diary, wish, dice)
    return diary


def _day(
    ink: Ink, member: Member, table: Table, day: tuple[date, str], dice: Random
) -> Iterator[Row]:
    on, told = day
    eating = member.persona.eating
    menu = table.plan.menu if table.plan else (BALANCED, GREEN)[member.persona.index % 5 == 0]
    factor = max(table.factor * dice.gauss(*AMOUNTS[eating]), 0.4)
    for place, meal in enumerate(menu.meals):
        if told == "partial" and dice.random() < 0.5:
            continue
        hour = meal.at.hour + meal.at.minute / 60 + dice.uniform(-0.4, 0.7)
        if eating is not Eating.WELL and meal.name == "Lunch" and dice.random() < 0.2:
            yield _quick(ink, member, meal, (on, hour), dice)
            continue
        yield from _meal(ink, member, table, (meal, place, on, hour, factor), dice)
    treats = {Eating.WELL: 0.08, Eating.SO_SO: 0.35, Eating.BADLY: 0.85}[eating]
    if dice.random() < treats + (0.1 if on.weekday() > 4 else 0):
        name, option, hour = dice.choice(TREATS)
        yield _eaten(ink, member, table.larder, (name, option, 1.0), (on, hour))


def _meal(
    ink: Ink,
    member: Member,
    table: Table,
    what: tuple[Meal, int, date, float, float],
    dice: Random,
) -> Iterator[Row]:
    meal, place, on, hour, factor = what
    for number, part in enumerate(meal.components):
        which = 0 if dice.random() < 0.6 else dice.randrange(len(part.options))
        bite = (meal.name, part.options[which], round(factor * dice.gauss(1, 0.04), 2))
        row = _eaten(ink, member, table.larder, bite, (on, hour))
        if table.plan is not None and table.plan.starts_on and on >= table.plan.starts_on:
            row["option_id"] = table.plan.option_ids[place][number][which]
        yield row


def _eaten(
    ink: Ink,
    member: Member,
    larder: Larder,
    bite: tuple[str, Option, float],
    when: tuple[date, float],
) -> Row:
    meal, (name, usual), factor = bite
    edible, grams, at = larder[name], scaled(usual, factor), ink.at(*when)
    row: Row = {
        "client_id": member.client_id,
        "eaten_at": at,
        "meal": meal,
        "food_id": edible.food_id,
        "recipe_id": edible.recipe_id,
        "option_id": None,
        "grams": grams,
        **edible.inside(grams),
    }
    return ink.dated(row, at, member.writer_id)


def _quick(ink: Ink, member: Member, meal: Meal, when: tuple[date, float], dice: Random) -> Row:
    name, kcal, protein_g = dice.choice(QUICK)
    at = ink.at(*when)
    row: Row = {
        "client_id": member.client_id,
        "eaten_at": at,
        "meal": meal.name,
        "name": name,
        "energy_kcal": Decimal(kcal + dice.randint(-8, 8) * 10),
        "protein_g": Decimal(protein_g),
    }
    return ink.dated(row, at, member.writer_id)


def _show_meals(ink: Ink, diary: Diary, wish: Wish, dice: Random) -> None:
    """Some photos of the last weeks: the newest wait for the coach, the others have an answer."""
    member, until = diary.member, diary.member.persona.trains_until
    if until is None or not (member.user_id or dice.random() < 0.1):
        return
    for ago in sorted(dice.sample(range(1, SHOWN_DAYS), 5), reverse=True):
        on = wish.today - timedelta(days=ago)
        if on >= until or (member.persona.joined_on or until) > on:
            continue
        meal, hour = dice.choice((("Breakfast", 7.8), ("Lunch", 12.6), ("Dinner", 19.4)))
        at = ink.at(on, hour + dice.random() / 2)
        row: Row = {
            "client_id": member.client_id,
            "taken_at": at,
            "meal": meal,
            "note": dice.choice(MEAL_NOTES) if dice.random() < 0.6 else None,
            "verdict": "waiting",
        }
        ink.dated(row, at, member.user_id)
        if ago > WAITING_DAYS:
            _review(ink, diary, row, on, dice)
        diary.uploads.append(row)


def _review(ink: Ink, diary: Diary, upload: Row, on: date, dice: Random) -> None:
    verdict = dice.choices(("good", "adjust", "off_plan"), (5, 3, 1))[0]
    kcal, protein_g = Decimal(dice.randint(30, 95) * 10), Decimal(dice.randint(12, 55))
    at = ink.at(on + timedelta(days=1), dice.uniform(8, 11))
    by = diary.member.nutritionist_user_id or diary.member.coach_user_id
    upload |= {
        "verdict": verdict,
        "estimate_kcal": kcal,
        "estimate_protein_g": protein_g,
        "reply": dice.choice(REPLIES[verdict]),
        "reviewed_at": at,
        "reviewed_by_id": by,
        "updated_at": at,
    }
    if dice.random() < 0.5:
        entry: Row = {
            "client_id": diary.member.client_id,
            "eaten_at": upload["taken_at"],
            "meal": upload["meal"],
            "name": f"{upload['meal']} (from the photo)",
            "energy_kcal": kcal,
            "protein_g": protein_g,
        }
        diary.entry_of[len(diary.uploads)] = len(diary.entries)
        diary.entries.append(ink.dated(entry, at, by))


def write_diaries(ink: Ink, diaries: list[Diary]) -> None:
    """Write entries first, then the photos that some of them were made from."""
    ids = ink.insert(NutritionEntry, (row for diary in diaries for row in diary.entries))
    first = 0
    for diary in diaries:
        for upload, entry in diary.entry_of.items():
            diary.uploads[upload]["entry_id"] = ids[first + entry]
        first += len(diary.entries)
    ink.insert(MealUpload, (row for diary in diaries for row in diary.uploads))
