"""Columns that many resources give in the same way."""

CLIENT = ["client.id", "client.first_name", "client.last_name"]
TRAINER = ["trainer.id", "trainer.first_name", "trainer.last_name"]
EXERCISE = ["exercise.id", "exercise.name"]
FOOD = ["food.id", "food.name"]
RECIPE = ["recipe.id", "recipe.name"]
METRIC = ["metric.id", "metric.name", "metric.unit"]
LOCATION = ["location.id", "location.name"]

CHANGED = ["version", "updated_at"]
"""In lists: enough to know whether a copy of the row is stale."""
RECORD = ["uid", "version", "created_at", "updated_at"]
"""Of one row."""
TIMES = ["created_at", "updated_at"]
"""To order and to search by."""

NUTRIENTS = [
    "energy_kcal", "protein_g", "fat_g", "saturates_g", "carbs_g", "sugars_g", "fibre_g",
    "salt_g", "alcohol_g",
]  # fmt: skip
ORIGIN = ["source", "source_id", "licence", "attribution"]
READ_ONLY = {"post", "put", "delete"}
"""Routes that a resource does not have when people only read it."""
