"""Adapters for the areas macros, nutrients, recipes, shopping, components and barcode."""

from collections.abc import Callable
from decimal import Decimal

from fitadmin.rules import energy, nutrition
from fitadmin.rules.nutrition import LabelKind, ShoppingItem, Total, portion, total
from fitadmin.rules.units import Shown, shown
from tests.spec.cases import BY_ID, Answer, Inputs

SHORT = {"kcal": "energy_kcal", "sugar_g": "sugars_g"}


def macros(inputs: Inputs) -> Answer:
    if "pct" in inputs:
        split = {f"{name}_pct": pct for name, pct in inputs["pct"].items()}
        return _fields(energy.macros_by_percent(inputs["kcal"], **split))
    if "protein_g_per_kg" in inputs:
        found = energy.macros_by_g_per_kg(
            inputs["kcal"],
            inputs["weight_kg"],
            protein_g_per_kg=inputs["protein_g_per_kg"],
            fat_g_per_kg=inputs["fat_g_per_kg"],
        )
        return _fields(found)
    grams = {name: amount for name, amount in inputs.items() if name.endswith("_g")}
    if "polyols_g" in inputs:
        return _fields(energy.label_energy(energy.EnergyParts(**grams)))
    shares = energy.macro_shares(**grams)
    return {**_fields(shares), "kcal": getattr(shares, "energy_kcal", None)}


def _fields(found: object) -> Answer:
    return {name: getattr(found, name) for name in getattr(found, "__slots__", ())}


def nutrients(inputs: Inputs) -> Answer:
    for key, answer in NUTRIENT_QUESTIONS.items():
        if key in inputs:
            return answer(inputs)
    grams = {SHORT.get(name, name): amount for name, amount in inputs.items()}
    if "kcal" not in inputs and "fat_g" in inputs:
        return {"kcal": energy.atwater_kcal(**grams)}
    warnings = nutrition.refuse_impossible_food(grams)
    return {
        "computed_kcal": nutrition.macro_energy_kcal(grams),
        "warning": warnings[0].code if warnings else None,
    }


def _portion(inputs: Inputs) -> Answer:
    per_100 = inputs.get("per_100g") or _same_food(inputs["fdc_id"])
    eaten = portion(per_100, inputs["grams"])
    display = {
        name: shown(amount, Shown.KCAL if name == "kcal" else Shown.G)
        for name, amount in eaten.items()
    }
    return {**eaten, "display": display}


def _same_food(fdc_id: int) -> Answer:
    """Return the nutrients that another example gives for this food."""
    told = (case["inputs"] for case in BY_ID.values() if "per_100g" in case["inputs"])
    found: Answer = next(one["per_100g"] for one in told if one["fdc_id"] == fdc_id)
    return found


def _day_total(inputs: Inputs) -> Answer:
    return {"total_display_g": shown(total(inputs["rows_protein_g"]).at_least, Shown.G)}


def _unknown(inputs: Inputs) -> Answer:
    eaten = [portion({"fibre_g": one["fibre_g_100"]}, one["grams"]) for one in inputs["items"]]
    found = nutrition.totals(eaten)["fibre_g"]
    return {
        "fibre_g_min": found.at_least,
        "complete": found.is_complete,
        "missing_items": found.missing_items,
    }


def _fdc(inputs: Inputs) -> Answer:
    amounts = {int(nutrient_id): amount for nutrient_id, amount in inputs["nutrients"].items()}
    found = nutrition.food_energy(amounts)
    return found and {
        "kcal_100g": found.kcal, "energy_source": found.source, "complete": found.is_complete,
    }  # fmt: skip


def _numbers(inputs: Inputs) -> Answer:
    return {"nutrient_id": [nutrition.FDC_ID_OF_NUMBER[n] for n in inputs["nutrient_nbr"]]}


def _labels(inputs: Inputs) -> Answer:
    return {
        "fat_label": [nutrition.label_amount(g) for g in inputs["fat_g"]],
        "salt_label": [nutrition.label_amount(g, LabelKind.SALT) for g in inputs["salt_g"]],
    }


NUTRIENT_QUESTIONS: dict[str, Callable[[Inputs], Answer]] = {
    "grams": _portion,
    "rows_protein_g": _day_total,
    "items": _unknown,
    "nutrients": _fdc,
    "nutrient_nbr": _numbers,
    "salt_g": _labels,
}


def recipes(inputs: Inputs) -> Answer:
    if "servings" in inputs:
        return {"per_serving": nutrition.per_serving({}, inputs["servings"])}
    if "contains" in inputs:
        return {"order": nutrition.recipe_order({a: [b] for a, b in inputs["contains"]})}
    if "cooked_yield_g" in inputs:
        whole = {"kcal": Total(Decimal(inputs["total_kcal"]), 1, 0)}
        per_100 = nutrition.per_100_g(whole, inputs["cooked_yield_g"])["kcal"].value
        eaten = nutrition.amount_in(per_100, inputs["eaten_g"])
        return {"kcal_per_100g": per_100, "kcal": eaten}
    names = {"kcal": "kcal_100g", "protein_g": "p", "fat_g": "f", "carbs_g": "c"}
    found = nutrition.recipe_totals(
        ({name: item[short] for name, short in names.items()}, item["grams"])
        for item in inputs["items"]
    )
    return {name: amount.value for name, amount in found.items()}


def shopping(inputs: Inputs) -> Answer:
    items = [
        ShoppingItem(item["food"], item["qty"], item["unit"], item.get("gram_weight"))
        for item in inputs["items"]
    ]
    lines = [
        {"food": line.food, "qty": line.quantity, "unit": line.unit}
        for line in nutrition.merge_shopping(items)
    ]
    grams = {f"{line['food']}_g": line["qty"] for line in lines if line["unit"] == "g"}
    return {"lines": lines, **grams}


def components(inputs: Inputs) -> Answer:
    if "groups" in inputs:
        found = nutrition.component_range(inputs["groups"])
        return {
            "min_kcal": found.lowest,
            "max_kcal": found.highest,
            "combinations": found.combinations,
        }
    match = nutrition.Match(inputs["match"])
    unit = "kcal" if match is nutrition.Match.ENERGY else "protein"
    has, wanted = inputs[f"from_{unit}_100"], inputs[f"to_{unit}_100"]
    return {"to_g": nutrition.swapped_grams(inputs["from_g"], has, wanted, match)}


def barcode(inputs: Inputs) -> Answer:
    if "csv_cell" in inputs:
        return {"stored": nutrition.normalised_gtin(inputs["csv_cell"])}
    return {"valid": [nutrition.is_valid_gtin(code) for code in inputs["codes"]]}
