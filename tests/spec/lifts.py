"""Adapters for the areas one_rm, rpe, volume, progression, plates, pr and adherence."""

from datetime import date, timedelta
from decimal import Decimal

from fitadmin.rules import strength, training
from fitadmin.rules.strength import Formula
from fitadmin.rules.training import CompletedSet, DoneSet, Lift, MuscleWork, Progression, SetKind
from fitadmin.rules.units import Unit, convert
from tests.spec.cases import Answer, Inputs

SET_KINDS = {"warmup": SetKind.WARM_UP, "normal": SetKind.WORKING}


def one_rm(inputs: Inputs) -> Answer:
    weight, reps = inputs["weight_kg"], inputs["reps"]
    if isinstance(reps, list):
        formula = Formula(inputs["formula"])
        return {"e1rm": [strength.one_rep_max(weight, one, formula) for one in reps]}
    chosen = Formula(inputs.get("formula", "epley"))
    estimates = {
        str(formula): strength.one_rep_max(weight, reps, formula, rir=inputs.get("rir", 0))
        for formula in Formula
    }
    answer: Answer = {name: found.kg for name, found in estimates.items() if found}
    found = estimates[chosen]
    earlier = Lift(date(2026, 1, 1), 1, 1)
    return {
        **answer,
        "e1rm": found and found.kg,
        "reliable": found and found.is_reliable,
        "pr": training.is_record(Lift(date(2026, 1, 2), weight, reps), [earlier], formula=chosen),
    }


def rpe(inputs: Inputs) -> Answer:
    if "cells" in inputs:
        return {"pct": [strength.percent_of_max(reps, at) for at, reps in inputs["cells"]]}
    if isinstance(inputs["rpe"], list):
        return {"rir": [strength.rir_from_rpe(one) for one in inputs["rpe"]]}
    reps, at = inputs["reps"], inputs["rpe"]
    if "weight_lb" in inputs:
        load = convert(inputs["weight_lb"], Unit.LB, Unit.KG)
        found = strength.one_rep_max_from_rpe_kg(load, reps, at)
        return {"e1rm_lb": found and convert(found, Unit.KG, Unit.LB)}
    best = inputs["one_rm_kg"]
    return {
        "load_kg": strength.load_for_rpe_kg(best, reps, at),
        "rounded_2_5_kg": strength.load_for_rpe_kg(best, reps, at, step_kg=Decimal("2.5")),
    }


def volume(inputs: Inputs) -> Answer:
    if "body_weight_kg" in inputs:
        one = CompletedSet(reps=inputs["reps"], load_kg=inputs["external_kg"])
        found = training.volume_load(
            [one] * inputs["sets"],
            bodyweight_kg=inputs["body_weight_kg"],
            bodyweight_factor=inputs.get("bodyweight_factor", 1),
        )
    elif "exercise" in inputs["sets"][0]:
        work = [
            MuscleWork(one["n"], tuple(one["primary"]), tuple(one["secondary"]))
            for one in inputs["sets"]
        ]
        return dict(training.weekly_sets(work))
    else:
        found = training.volume_load(_set(one) for one in inputs["sets"])
    names = ("volume_kg", "external_volume_kg", "working_sets", "reps", "time_s")
    return {name: getattr(found, name) for name in names}


def _set(one: Inputs) -> CompletedSet:
    return CompletedSet(
        kind=SET_KINDS[one.get("type", "normal")],
        reps=one.get("reps"),
        load_kg=one.get("kg"),
        seconds=one.get("seconds"),
        is_done=one.get("done", True),
    )


def progression(inputs: Inputs) -> Answer:
    if "results" in inputs:
        streak = training.fail_streak(result == "pass" for result in inputs["results"])
        return {"fail_streak": streak.count, "deload": streak.deload}
    if "before" in inputs:
        return {
            "next_before": _next(inputs, inputs["before"], 5).load_kg,
            "next_after": _next(inputs, inputs["after_fix"], 5).load_kg,
        }
    if "fail_streak_after" in inputs:
        found = _next(inputs, [4], 5, inputs["fail_streak_after"] - 1)
    else:
        reps = inputs.get("reps") or inputs["sets"]
        found = _next(inputs, reps, inputs.get("target", 0))
    low, high = found.reps_low, found.reps_high
    return {
        "next_kg": found.load_kg,
        "raw_kg": found.raw_kg,
        "fail_streak": found.fail_streak,
        "target_reps": low if low == high else f"{low}-{high}",
    }


def _next(inputs: Inputs, reps: list[int], target: int, before: int = 0) -> training.NextTarget:
    low, high = inputs.get("range", (target, target))
    plan = training.Prescription(
        rule=Progression(inputs["rule"]),
        sets=inputs.get("sets_planned", len(reps)),
        reps_min=low,
        reps_max=high,
        load_kg=inputs["load_kg"],
        step_kg=inputs.get("increment_kg", inputs.get("step_kg")),
        deload_pct=inputs.get("deload_pct", 10),
    )
    return training.next_target(plan, [DoneSet(one) for one in reps], before)


def plates(inputs: Inputs) -> Answer:
    available = inputs.get("plates", strength.plates.PLATES_KG)
    found = strength.plates_per_side(inputs["target_kg"], inputs["bar_kg"], available)
    return {
        "per_side": found.per_side_kg,
        "loadable_kg": found.loadable_kg,
        "remainder_kg": found.remainder_kg,
    }


def pr(inputs: Inputs) -> Answer:
    if "delete" in inputs:
        left = [kg for kg in inputs["best"] if kg != inputs["delete"]]
        best = training.best_lift(Lift(date(2026, 1, 1), kg, 1) for kg in left)
        return {"best": best and best.load_kg}
    told = [*inputs["sets"], *([inputs["insert"]] if "insert" in inputs else [])]
    lifts = [_lift(one, position) for position, one in enumerate(told)]
    records = training.personal_records(lifts)
    days = [lift.performed_on.isoformat() for lift in records]
    return {"pr_dates": days, "pr": bool(records)}


def _lift(one: Inputs, position: int) -> Lift:
    on = date.fromisoformat(one.get("date", "2026-01-01"))
    if "date" not in one:
        on += timedelta(days=position)
    load = one["kg"] if "kg" in one else convert(one["lb"], Unit.LB, Unit.KG)
    return Lift(on, load, one["reps"])


def adherence(inputs: Inputs) -> Answer:
    if "components" in inputs:
        pct = training.component_adherence_pct(
            planned=inputs["components"],
            as_planned=inputs["eaten_as_planned"],
            swapped=inputs["eaten_allowed_option"],
        )
        return {"pct": pct}
    if "logged" in inputs:
        days = training.energy_adherence(
            inputs["target"], inputs["logged"], inputs["days"], inputs["band_pct"]
        )
        return {name: getattr(days, name) for name in days.__slots__}
    if "on_target" in inputs:
        sets = training.set_adherence(
            planned=inputs["planned"], on_target=inputs["on_target"], below=inputs["below"]
        )
        return {"done_pct": sets.done_pct, "on_target_pct": sets.on_target_pct}
    found = training.session_adherence(
        due=inputs["due"],
        done=inputs.get("completed", inputs.get("completed_planned")),
        excused=inputs.get("excused", 0),
        extra=inputs.get("extra", 0),
    )
    return {"pct": found.pct, "extra": found.extra}
