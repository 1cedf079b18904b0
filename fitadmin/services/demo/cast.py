"""The cast: who trains in the demo gym, why, how faithfully, and how they eat."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from random import Random

from fitadmin.services.demo.names import CULTURES, FIRST, LAST
from fitadmin.services.demo.rows import number
from fitadmin.services.demo.wish import TRAINERS, Wish

ACCOUNTS = 20
"""So many clients can sign in; the others' coach or desk writes for them."""


class Habit(StrEnum):
    """How somebody trains."""

    PROGRESSING = "progressing"
    STALLING = "stalling"
    VANISHING = "vanishing"
    UNSTEADY = "unsteady"
    RETURNING = "returning"


class Eating(StrEnum):
    """How somebody eats, and whether they write it down."""

    WELL = "well"
    SO_SO = "so_so"
    BADLY = "badly"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Persona:
    """One client. *trains_until* is the first day without training; None dates: never trained.

    *trainer* counts from 0; *unit* is what they read loads and weights in.
    """

    index: int
    first_name: str
    last_name: str
    sex: str
    born_on: date
    height_cm: Decimal
    weight_kg: float
    status: str
    habit: Habit
    eating: Eating
    aim: str
    trainer: int
    has_nutritionist: bool
    level: float
    weekdays: str
    hour: float
    unit: str
    joined_on: date | None
    trains_from: date | None
    trains_until: date | None

    @property
    def trains(self) -> bool:
        """Whether there is any training to tell of."""
        return self.trains_from is not None

    @property
    def has_account(self) -> bool:
        """Whether they can sign in."""
        return self.index <= ACCOUNTS

    @property
    def is_male(self) -> bool:
        """For strength and weight; whoever does not state it is somewhere."""
        return self.sex == "male" or (self.sex == "not_stated" and self.index % 2 == 0)

    @property
    def weekly_kg(self) -> float:
        """How the weight moves in a week."""
        wanted = {"lose": -0.45, "gain": 0.22}.get(self.aim, 0.0)
        kept = {Eating.WELL: 1.0, Eating.SO_SO: 0.45, Eating.BADLY: -0.25, Eating.UNTOLD: 0.5}
        return wanted * kept[self.eating] + (0.06 if self.eating is Eating.BADLY else 0)


Part = tuple[str, Habit, Eating, str]

OPENING: tuple[Part, ...] = (
    ("active", Habit.PROGRESSING, Eating.WELL, "lose"),
    ("active", Habit.STALLING, Eating.SO_SO, "gain"),
    ("active", Habit.VANISHING, Eating.BADLY, "lose"),
    ("active", Habit.UNSTEADY, Eating.SO_SO, "keep"),
    ("active", Habit.PROGRESSING, Eating.WELL, "gain"),
    ("vacation", Habit.PROGRESSING, Eating.SO_SO, "lose"),
    ("active", Habit.RETURNING, Eating.WELL, "endure"),
    ("paused", Habit.STALLING, Eating.UNTOLD, "keep"),
    ("former", Habit.VANISHING, Eating.BADLY, "lose"),
    ("lead", Habit.PROGRESSING, Eating.UNTOLD, "lose"),
    ("active", Habit.PROGRESSING, Eating.BADLY, "lose"),
    ("active", Habit.STALLING, Eating.WELL, "lose"),
)
"""The first clients are the same in every gym, so that a tour finds each kind of person."""

OTHERS: tuple[tuple[int, Part], ...] = (
    (22, ("active", Habit.PROGRESSING, Eating.WELL, "lose")),
    (14, ("active", Habit.PROGRESSING, Eating.UNTOLD, "gain")),
    (12, ("active", Habit.STALLING, Eating.SO_SO, "gain")),
    (10, ("active", Habit.UNSTEADY, Eating.BADLY, "lose")),
    (9, ("active", Habit.RETURNING, Eating.SO_SO, "keep")),
    (9, ("active", Habit.VANISHING, Eating.UNTOLD, "lose")),
    (8, ("active", Habit.PROGRESSING, Eating.SO_SO, "endure")),
    (5, ("paused", Habit.UNSTEADY, Eating.UNTOLD, "keep")),
    (4, ("vacation", Habit.PROGRESSING, Eating.WELL, "gain")),
    (4, ("former", Habit.VANISHING, Eating.UNTOLD, "lose")),
    (3, ("lead", Habit.PROGRESSING, Eating.UNTOLD, "keep")),
)

WEEKDAYS = {2: ("14", "25", "26"), 3: ("135", "246", "136"), 4: ("1245", "1346")}


def personas(wish: Wish) -> Iterator[Persona]:
    """Everybody, one after another."""
    weights = [weight for weight, _ in OTHERS]
    for index in range(1, wish.clients + 1):
        dice = wish.chance("client", index)
        anybody = dice.choices(OTHERS, weights)[0][1]
        part = OPENING[index - 1] if index <= len(OPENING) else anybody
        yield _persona(wish, index, part, dice)


def _persona(wish: Wish, index: int, part: Part, dice: Random) -> Persona:
    status, habit, eating, aim = part
    sex = "not_stated" if index % 29 == 14 else dice.choice(("female", "male"))
    shape = sex if sex != "not_stated" else dice.choice(("female", "male"))
    culture = dice.choice(CULTURES)
    height = dice.gauss(178, 7) if shape == "male" else dice.gauss(165, 6.5)
    bmi = {"lose": dice.uniform(26, 34), "gain": dice.uniform(19.5, 24)}.get(aim)
    joined_on, trains_from, trains_until = _dates(wish, index, status, dice)
    return Persona(
        index=index,
        first_name=dice.choice(FIRST[culture][shape]),
        last_name=dice.choice(LAST[culture]),
        sex=sex,
        born_on=wish.today - timedelta(days=dice.randint(19 * 366, 68 * 365)),
        height_cm=number(height),
        weight_kg=(bmi or dice.uniform(21, 27)) * (height / 100) ** 2,
        status=status,
        habit=habit,
        eating=eating,
        aim=aim,
        trainer=(index - 1) % TRAINERS,
        has_nutritionist=eating is not Eating.UNTOLD and (index <= 2 or dice.random() < 0.6),
        level=dice.uniform(0.6, 1.15),
        weekdays=dice.choice(WEEKDAYS[dice.choices((2, 3, 4), (3, 5, 2))[0]]),
        hour=dice.choice((6.5, 7.0, 9.0, 12.0, 17.0, 17.5, 18.0, 18.5, 19.0)),
        unit="lb" if index % 8 == 5 else "kg",
        joined_on=joined_on,
        trains_from=trains_from,
        trains_until=trains_until,
    )


def _dates(
    wish: Wish, index: int, status: str, dice: Random
) -> tuple[date | None, date | None, date | None]:
    """Joined, trains from, trains until: not everybody was there from the beginning."""
    if status == "lead":
        return None, None, None
    late = 0 if index <= len(OPENING) or wish.sets is not None else dice.random() - 0.5
    starts_on = wish.since + timedelta(days=round(max(late, 0) * 1.6 * wish.days))
    joined_on = starts_on - timedelta(days=dice.randint(1, 9))
    if late <= 0 and dice.random() < 0.4:
        joined_on -= timedelta(days=dice.randint(20, 700))
    span = (wish.today - starts_on).days
    ends_before = {"paused": dice.uniform(0.1, 0.3), "former": dice.uniform(0.2, 0.45)}
    idle = round(span * ends_before.get(status, 0))
    return joined_on, starts_on, wish.today - timedelta(days=idle)
