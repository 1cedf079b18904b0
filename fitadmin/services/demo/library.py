"""TEMPORARY until the importers are there."""
import csv, json
from decimal import Decimal
from pathlib import Path
from fitadmin.models.bulk import insert_rows
from fitadmin.models.exercises import Exercise
from fitadmin.models.foods import Food, FoodPortion, NUTRIENTS
L = Path(__file__).parents[2] / "library"
def bring(session):
    rows = [{"name": e["name"], "slug": e["id"], "measured_by": e["measuredBy"], "category": e["category"], "source": "starter", "source_id": e["id"], "instructions": "\n".join(e["instructions"])} for e in json.loads((L / "exercises.json").read_text())]
    insert_rows(session, Exercise, rows)
    with (L / "foods.csv").open() as f:
        rows = list(csv.DictReader(f))
    ids = insert_rows(session, Food, [{"name": r["name"], "category": r["category"], "basis": r["basis"], "source": "starter", "source_id": r["source_id"], **{n: Decimal(r[n]) if r[n] else None for n in NUTRIENTS}} for r in rows])
    insert_rows(session, FoodPortion, [{"food_id": i, "name": p.split("=")[0], "grams": Decimal(p.split("=")[1])} for i, r in zip(ids, rows) for p in r["portions"].split(";") if p])
