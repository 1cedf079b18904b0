"""Lifting: what comes of a prescription on a given day, and what the rules then ask for next."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from functools import cache
from random import Random
from typing import NamedTuple

from fitadmin.rules.strength import load_for_percent_kg
from fitadmin.rules.training import DoneSet, Prescription, Progression, next_target
from fitadmin.rules.units import rounded_to_step
from fitadmin.services.demo.cast import Habit, Persona
from fitadmin.services.demo.prescriptions import POUNDS, STRENGTH, WOMENS_SHARE, Item
from fitadmin.services.demo.rows import in_kg, number

LB_PER_KG = 1 / 0.45359237
EMPTY_BAR = {"kg": 20, "lb": 45}
GAIN = {
    Habit.PROGRESSING: 0.45,
    Habit.STALLING: 0.03,
    Habit.VANISHING: 0.15,
    Habit.UNSTEADY: 0.1,
    Habit.RETURNING: 0.2,
}
"""How much stronger somebody gets in the end."""

LIFETIME = 70
"""Sessions after which two thirds of it are gained."""


class Effort(NamedTuple):
    """One set as done; the load in the client's own unit."""

    kind: str
    reps: int | None = None
    load: Decimal | None = None
    seconds: int | None = None
    metres: Decimal | None = None
    energy_kcal: Decimal | None = None
    rpe: Decimal | None = None


@dataclass(slots=True)
class Athlete:
    """A body that gets stronger, and the loads it is asked to lift."""

    persona: Persona
    dice: Random
    sessions: int = 0
    gained: float = 1.0
    form: float = 1.0
    loads: dict[str, Decimal] = field(default_factory=dict)
    misses: dict[str, int] = field(default_factory=dict)
    maxima: dict[str, Decimal] = field(default_factory=dict)

    def arrive(self) -> None:
        """A new day: some are better than others, and training counts."""
        self.sessions += 1
        share = 1 - math.exp(-self.sessions / LIFETIME)
        self.gained = 1 + GAIN[self.persona.habit] * share
        self.form = self.gained * self.dice.gauss(1, 0.02)

    def target(self, item: Item) -> Decimal | None:
        """The load asked for, in the client's unit; None where none is."""
        if not item.is_loaded:
            return None
        if item.percent is not None:
            share = Decimal(item.percent)
            return load_for_percent_kg(
                self.training_max(item.exercise), share, step_kg=self._step(item.exercise)
            )
        if item.exercise not in self.loads:
            top = (item.reps or (8, 8))[1]
            usual = self._strength(item.exercise) / (1 + top / 30)
            self.loads[item.exercise] = self._loadable(item, usual * 0.88)
        return self.loads[item.exercise]

    def training_max(self, exercise: str) -> Decimal:
        """What percentages are taken of: nine tenths of the best, set anew by set_anew()."""
        if exercise not in self.maxima:
            step = self._step(exercise)
            best = number(self._strength(exercise) * self.gained * 0.9)
            self.maxima[exercise] = rounded_to_step(best, step, down=True)
        return self.maxima[exercise]

    def set_anew(self, exercise: str) -> Decimal:
        """A new training max, by what the athlete can do now."""
        self.maxima.pop(exercise, None)
        return self.training_max(exercise)

    def perform(self, item: Item, most: int) -> list[Effort]:
        """Do the sets of *item*, at most so many of them, and move its load on."""
        load = self.target(item)
        if load is None:
            return list(self._without_load(item))[:most]
        done = [self._set(item, load, n) for n in range(min(item.sets, most - item.warm_ups))]
        if done and item.percent is None:
            self._progress(item, load, done)
        return [*self._warm_ups(item, load), *done][:most]

    def _warm_ups(self, item: Item, load: Decimal) -> Iterator[Effort]:
        for n in range(item.warm_ups):
            share = 0.5 + 0.25 * n if item.warm_ups > 1 else 0.6
            yield Effort("warm_up", 8 - 3 * n, self._loadable(item, float(load) * share))

    def _set(self, item: Item, load: Decimal, before: int) -> Effort:
        low, high = item.reps or (8, 8)
        strength = self._strength(item.exercise) * self.form
        possible = 30 * (strength / float(load) - 1) - 0.55 * before + self.dice.gauss(0, 0.4)
        able = max(int(possible), 1)
        if item.kind == "amrap":
            reps = min(able, high + 8)
        else:
            reserve = 1 if self.dice.random() < 0.35 else 0
            reps = min(high, max(able - reserve, min(able, low)))
        return Effort(item.kind, reps, load, rpe=_rpe(possible - reps))

    def _progress(self, item: Item, load: Decimal, done: list[Effort]) -> None:
        low, high = item.reps or (8, 8)
        plan = Prescription(
            rule=Progression(item.rule),
            sets=item.sets,
            reps_min=low,
            reps_max=high,
            load_kg=load,  # the rule is the same in either unit
            step_kg=self._step(item.exercise),
        )
        sets = [DoneSet(one.reps or 0) for one in done]
        target = next_target(plan, sets, self.misses.get(item.exercise, 0))
        if target.load_kg is not None:
            self.loads[item.exercise] = target.load_kg
        self.misses[item.exercise] = target.fail_streak

    def _without_load(self, item: Item) -> Iterator[Effort]:
        for n in range(item.sets):
            rpe = _rpe(self.dice.uniform(0.5, 4))
            if item.reps is not None:
                able = item.reps[0] + (item.reps[1] - item.reps[0]) * (self.form - 0.8) * 2.5 - n
                reps = max(round(able + self.dice.gauss(0, 1)), 3)
                yield Effort("working", min(reps, item.reps[1]), rpe=rpe)
            elif item.metres is not None:
                pace_s = 380 - 60 * self.persona.level * self.form + self.dice.gauss(0, 10)
                seconds = round(pace_s * item.metres / 1000)
                yield Effort("working", seconds=seconds, metres=Decimal(item.metres), rpe=rpe)
            elif item.kcal is not None:
                kcal = round(item.kcal * self.dice.uniform(0.85, 1.2))
                yield Effort("working", seconds=kcal * 8, energy_kcal=Decimal(kcal), rpe=rpe)
            else:
                held = round(
                    (item.seconds or 30) * self.form * self.dice.uniform(0.8, 1.15) - 3 * n
                )
                yield Effort("working", seconds=max(held, 10), rpe=rpe)

    def _strength(self, exercise: str) -> float:
        """The heaviest single lift before any training, in the client's unit."""
        persona = self.persona
        share = STRENGTH[exercise][0] * (1.0 if persona.is_male else WOMENS_SHARE)
        lean_kg = min(persona.weight_kg, 24 * (float(persona.height_cm) / 100) ** 2)
        kg = share * lean_kg * persona.level
        return kg * LB_PER_KG if persona.unit == "lb" else kg

    def _step(self, exercise: str) -> Decimal:
        return _steps(exercise, self.persona.unit)

    def _loadable(self, item: Item, load: float) -> Decimal:
        step = self._step(item.exercise)
        least = EMPTY_BAR[self.persona.unit] if "barbell" in item.exercise else step
        return max(rounded_to_step(number(load), step, down=True), Decimal(least))


@cache
def _steps(exercise: str, unit: str) -> Decimal:
    step = STRENGTH[exercise][1]
    return Decimal(POUNDS[step] if unit == "lb" else step)


def _rpe(reserve: float) -> Decimal:
    """Felt effort, in halves: what was left in the tank, taken from ten."""
    return number(min(max(round((10 - reserve) * 2) / 2, 5.5), 10.0))


@cache
def prescribed_kg(load: Decimal, unit: str) -> Decimal:
    """A target as a prescription keeps it, never heavier than the plates that are meant."""
    return in_kg(load, unit).quantize(Decimal("0.001"), rounding=ROUND_DOWN)
