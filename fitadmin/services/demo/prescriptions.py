"""What a plan is made of: days, and lines that say what to lift and how it grows."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

STRENGTH: dict[str, tuple[float, str]] = {
    "barbell-back-squat": (1.35, "2.5"),
    "barbell-front-squat": (1.1, "2.5"),
    "goblet-squat": (0.55, "2"),
    "leg-press": (2.6, "5"),
    "hack-squat": (1.6, "5"),
    "leg-extension": (0.85, "2.5"),
    "lying-leg-curl": (0.7, "2.5"),
    "conventional-deadlift": (1.65, "2.5"),
    "romanian-deadlift": (1.25, "2.5"),
    "barbell-hip-thrust": (1.6, "5"),
    "standing-calf-raise": (1.4, "5"),
    "dumbbell-lunge": (0.3, "1"),
    "bulgarian-split-squat": (0.28, "1"),
    "barbell-bench-press": (1.0, "2.5"),
    "incline-dumbbell-press": (0.36, "1"),
    "machine-chest-press": (0.95, "2.5"),
    "standing-overhead-press": (0.65, "2.5"),
    "seated-dumbbell-shoulder-press": (0.29, "1"),
    "dumbbell-lateral-raise": (0.14, "1"),
    "barbell-row": (0.95, "2.5"),
    "one-arm-dumbbell-row": (0.45, "1"),
    "seated-cable-row": (0.95, "2.5"),
    "lat-pulldown": (0.95, "2.5"),
    "face-pull": (0.4, "2.5"),
    "dumbbell-biceps-curl": (0.2, "1"),
    "ez-bar-curl": (0.45, "2.5"),
    "triceps-pushdown": (0.45, "2.5"),
    "skull-crusher": (0.42, "2.5"),
    "cable-crunch": (0.7, "2.5"),
    "kettlebell-swing": (0.4, "2"),
}
"""The heaviest single lift of a trained man as a share of his weight (per hand where there are
two), and the step of its loads in kg."""

WOMENS_SHARE = 0.68
POUNDS = {"1": "2.5", "2": "5", "2.5": "5", "5": "10"}
"""What the same step is where plates and dumbbells are in lb."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a day: what WorkoutExercise needs, and how it is warmed up for."""

    exercise: str
    sets: int
    reps: tuple[int, int] | None = None
    rule: str = "double"
    warm_ups: int = 0
    rest_s: tuple[int, int] = (90, 120)
    percent: str | None = None
    seconds: int | None = None
    metres: int | None = None
    kcal: int | None = None
    kind: str = "working"
    group: str | None = None
    rpe: str | None = None
    tempo: str | None = None
    note: str | None = None

    @property
    def is_loaded(self) -> bool:
        """Whether it is done with a load that can grow."""
        return self.exercise in STRENGTH

    @property
    def step_kg(self) -> Decimal | None:
        """By how much the load grows."""
        return Decimal(STRENGTH[self.exercise][1]) if self.is_loaded else None

    @property
    def total_sets(self) -> int:
        """Warm-ups and what counts."""
        return self.sets + self.warm_ups

    def columns(self, position: int) -> dict[str, Any]:
        """The values of its WorkoutExercise, as the database gives them back."""
        low, high = self.reps or (None, None)
        grows = self.rule if self.is_loaded else "none"
        return {
            "position": position,
            "superset_group": self.group,
            "set_kind": self.kind,
            "sets": self.sets,
            "reps_min": low,
            "reps_max": high,
            "seconds": self.seconds,
            "load_kg": None,
            "percent_of_max": _exact(self.percent, "0.01"),
            "rpe": _exact(self.rpe, "0.1"),
            "rir": None,
            "tempo": self.tempo,
            "rest_min_s": self.rest_s[0],
            "rest_max_s": self.rest_s[1],
            "progression": grows,
            "step_kg": _exact(self.step_kg, "0.001") if grows in {"linear", "double"} else None,
            "deload_percent": Decimal("10.00") if grows == "linear" else None,
            "note": self.note,
        }


def _exact(value: Decimal | str | None, places: str) -> Decimal | None:
    return None if value is None else Decimal(value).quantize(Decimal(places))


@dataclass(frozen=True, slots=True)
class Day:
    """One training day."""

    name: str
    items: tuple[Item, ...]
    week: int = 1


@dataclass(frozen=True, slots=True)
class Programme:
    """A template: days in the order in which they are trained."""

    name: str
    goal: str
    weeks: int
    days: tuple[Day, ...]
    aims: frozenset[str] = field(default_factory=frozenset)
    owner: int | None = None
