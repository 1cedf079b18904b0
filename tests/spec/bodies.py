"""Adapters for the areas bmr, tdee, age, body, trend, units and schedule."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

from fitadmin.rules import body, energy, schedule, units
from fitadmin.rules.body import Sex
from fitadmin.rules.trend import TrendMode, smoothing_after, trend, trend_on
from fitadmin.rules.units import Shown, Unit, shown
from tests.spec.cases import Answer, Inputs

SEXES = {"m": Sex.MALE, "f": Sex.FEMALE}


def bmr(inputs: Inputs) -> Answer:
    weight, height = inputs.get("weight_kg"), inputs.get("height_cm")
    if "weight_lb" in inputs:
        weight = units.convert(inputs["weight_lb"], Unit.LB, Unit.KG)
        height = units.convert(inputs["height_in"], Unit.IN, Unit.CM)
    fat = inputs.get("body_fat_pct")
    answer: Answer = {
        "bmr_kcal": energy.bmr_kcal(
            energy.BmrFormula(inputs["formula"]),
            weight_kg=weight,
            height_cm=height,
            age_years=inputs.get("age_years"),
            sex=SEXES.get(inputs.get("sex", "")),
            body_fat_pct=fat,
        )
    }
    if fat is not None:
        answer["lbm_kg"] = body.lean_mass_kg(weight, fat)
    return answer


def tdee(inputs: Inputs) -> Answer:
    kcal = energy.tdee_kcal(inputs["bmr_kcal"], energy.Activity(inputs["activity"]))
    return {"tdee_kcal": kcal, "display_kcal": shown(kcal, Shown.KCAL)}


def age(inputs: Inputs) -> Answer:
    born_on = date.fromisoformat(inputs["birthdate"])
    return {"age": [body.age_years(born_on, date.fromisoformat(on)) for on in inputs["on"]]}


def bodies(inputs: Inputs) -> Answer:
    if "neck_cm" in inputs:
        measures = {name: inputs[name] for name in inputs if name.endswith("_cm")}
        return {"body_fat_pct": body.navy_body_fat_pct(SEXES[inputs["sex"]], **measures)}
    if "hip_cm" in inputs:
        return {"whr": body.waist_to_hip(inputs["waist_cm"], inputs["hip_cm"])}
    if "bmi" in inputs:
        return {"class_": [body.bmi_class(index) for index in inputs["bmi"]]}
    index = body.bmi(inputs["weight_kg"], inputs["height_cm"])
    class_ = body.bmi_class(index, inputs.get("age_years"))
    return {"bmi": index, "display": shown(index, Shown.BMI), "class_": class_}


def trends(inputs: Inputs) -> Answer:
    if "mean_intake_kcal" in inputs:
        kcal = energy.tdee_from_balance_kcal(
            inputs["mean_intake_kcal"],
            inputs["trend_change_kg"],
            inputs["days"],
            inputs["kcal_per_kg"],
        )
        return {"tdee_kcal": kcal}
    if "weight_lb" in inputs:
        kg = units.convert(inputs["weight_lb"], Unit.LB, Unit.KG)
        pounds = shown(units.convert(kg, Unit.KG, Unit.LB), Shown.LB)
        return {"kg": kg, "kg_display": shown(kg, Shown.KG), "lb_display": pounds}
    if "prev_trend" in inputs:
        pencil = [(date(2026, 1, 1), inputs["prev_trend"]), (date(2026, 1, 2), inputs["weight"])]
        last = trend(pencil, smoothing=inputs["alpha"])[-1].trend
        return {"unrounded": last, "trend": units.rounded_to_step(last, inputs["step_rounding"])}
    if "insert" in inputs:
        before = _weighed(inputs["weights"])
        after = _weighed({**inputs["insert"], **inputs["weights"]})
        return {"before_d3": trend(before)[-1].trend, "after": [p.trend for p in trend(after)]}
    if isinstance(inputs["weights"], list):
        measured = [(date.fromisoformat(on), kg) for on, kg in inputs["weights"]]
        return {"trend": [point.trend for point in trend(measured)]}
    return _gap(inputs)


def _weighed(weights: Inputs) -> list[tuple[date, Decimal | int]]:
    return [
        (date(2026, 1, int(on[1:])) if on.startswith("d") else date.fromisoformat(on), kg)
        for on, kg in weights.items()
    ]


def _gap(inputs: Inputs) -> Answer:
    measured = _weighed(inputs["weights"])
    mode = TrendMode(inputs.get("mode", "per_weigh_in"))
    points = trend(measured, mode=mode)
    days = [point.on for point in points]
    carried = [*days, date(2026, 3, 3)]
    return {
        "alpha": smoothing_after((days[-1] - days[0]).days),
        "trend": points[-1].trend,
        "trend_on": {on.isoformat(): trend_on(points, on) for on in carried},
    }


def measures(inputs: Inputs) -> Answer:
    if "cm" in inputs:
        return {"ft_in": [units.ft_in_from_cm(cm) for cm in inputs["cm"]]}
    if "st" in inputs:
        return {"kg": units.kg_from_st_lb(inputs["st"], inputs["lb"])}
    if "km" in inputs:
        found = units.pace(inputs["km"], inputs["seconds"])
        return {
            "pace_s_per_km": found.s_per_km,
            "pace_s_per_mile": found.s_per_mi,
            "kmh": found.km_per_h,
        }
    if "oz" in inputs:
        return {"g": units.convert(inputs["oz"], Unit.OZ, Unit.G)}
    return {"kg": units.parse_decimal(inputs["text"], inputs["locale"])}


def schedules(inputs: Inputs) -> Answer:
    if "utc" in inputs:
        instant = datetime.fromisoformat(inputs["utc"]).astimezone(UTC)
        return {"local_date": schedule.local_date_of(instant, inputs["tz"]).isoformat()}
    at = time.fromisoformat(inputs["local"])
    days = inputs.get("dates", [inputs.get("date")])
    fired = [schedule.utc_of(date.fromisoformat(on), at, inputs["tz"]) for on in days]
    texts = [instant.strftime("%Y-%m-%dT%H:%M:%SZ") for instant in fired]
    return {"utc": texts if "dates" in inputs else texts[0], "fires": len(fired)}
