"""Who may do what: roles and their permissions, as one table."""

from fitadmin.models.scope import SEE_ALL, SEE_PEOPLE, SHARE

READ, WRITE, DELETE = "read", "write", "delete"
OPEN_ACCOUNT, TAKE_ON, END, RESTORE = "open_account", "take_on", "end", "restore"
TAKE_IN = "take_in"
"""Verbs of their own: an account for a profile, a new client, a coaching, the trash, a file."""
SEE_AS = "see_as"
"""The verb of an admin who looks at the gym as a role."""
MENU = "menu_access"
ENTRY, CATEGORY = "menu:", "category:"
"""What the words of menu entries and of the menu's categories begin with (menu.py)."""
GYM = "Gym"
"""The word that the grants see_all and see_people belong to."""
WIDER: tuple[tuple[str, str], ...] = ((SEE_ALL, GYM), (SEE_PEOPLE, GYM), (SHARE, "SavedView"))
"""Grants, each with its word, that models ask the viewer for."""

VIEW_METHODS = {
    "list": READ, "show": READ, "related": READ, "export": READ, "download": READ,
    "named": READ,
    "add": WRITE, "new": WRITE, "edit": WRITE, "bulk_edit": WRITE,
    "delete": DELETE, "bulk_delete": DELETE, "undo": DELETE,
}  # fmt: skip
API_METHODS = {
    "get_list": READ, "get": READ, "info": READ, "related": READ,
    "post": WRITE, "put": WRITE, "delete": DELETE, "restore": DELETE,
}  # fmt: skip

Words = tuple[str, ...]
Grants = tuple[tuple[str, str], ...]

PEOPLE: Words = ("ClientProfile", "Coaching", "TrainerProfile", "Location")
HEALTH: Words = ("ClientHealth", "ClientNote")
PLANS: Words = ("WorkoutPlan", "PlanDay", "WorkoutExercise", "PlanAssignment", "TrainingMax")
SESSIONS: Words = ("WorkoutSession", "ExerciseCompletion", "CompletedSet")
EXERCISES: Words = ("Exercise", "ExerciseName")
ANATOMY: Words = ("Muscle", "Equipment")
FOODS: Words = (
    "Food", "FoodName", "FoodPortion", "FoodNutrient", "Recipe", "RecipeIngredient",
)  # fmt: skip
MEALS: Words = ("NutritionTarget", "MealPlan", "MealEntry", "MealComponent", "MealOption")
DIARY: Words = ("NutritionEntry", "MealUpload")
PROGRESS: Words = ("ProgressEntry", "ProgressPhoto", "Goal")
OWN: Words = ("NotificationPreference", "SavedView")
TOLD: Words = ("Notification", "NotificationDelivery")
IMPORTS: Words = ("ImportBatch", "ImportChange")

EVERYBODYS: Grants = (
    ("User", "can_userinfo"),
    ("ResetMyPasswordView", "can_this_form_get"),
    ("ResetMyPasswordView", "can_this_form_post"),
    ("OpenApi", "can_get"),
)
"""Whoever has a role has these, as (word, permission); one's own account needs no grant at all."""
ADMINS_ONLY = frozenset({"User", "Role", "Group"})
"""Words that no role made on screen is given: who changes roles could give themselves all."""

COACHES: Grants = (("ClientProfile", TAKE_ON), ("Coaching", END))

CATEGORIES: Words = ("Coaching", "Training", "Nutrition", "Gym")
"""Menus that the built-in roles find something in; System is for admins."""


def _any(words: Words) -> str:
    return f"({'|'.join(words)})$"


def _may(
    *,
    read: Words = (),
    write: Words = (),
    edit: Words = (),
    grants: Words = (),
    verbs: Grants = (),
    staff: bool = True,
) -> list[list[str]]:
    """Grants in Flask-AppBuilder's form, anchored because it matches prefixes.

    *write* includes deleting; *edit* does not. Whoever may read a word finds it in the menu.
    """
    readable = (*read, *write, *edit, *OWN, *TOLD)
    entries = (*readable, *(f"{word}:{verb}" for word, verb in verbs))
    table = [
        [_any(readable), f"can_{READ}$"],
        [_any((*write, *edit, *OWN)), f"can_{WRITE}$"],
        [_any((*write, *OWN)), f"can_{DELETE}$"],
        [_any(tuple(f"{ENTRY}{entry}" for entry in entries)), f"{MENU}$"],
        [_any(tuple(f"{CATEGORY}{name}" for name in CATEGORIES)), f"{MENU}$"],
        *([f"{word}$", f"{permission}$"] for word, permission in EVERYBODYS),
        *([f"{word}$", f"can_{verb}$"] for word, verb in verbs),
    ]
    if grants:
        table.append([f"{GYM}$", _any(tuple(f"can_{grant}" for grant in grants))])
    if staff:
        table.append(["SwaggerView$", "can_show$"])
    return table


ROLES: dict[str, list[list[str]]] = {
    "Manager": _may(
        read=(*IMPORTS, "StoredFile"),
        write=(
            *PEOPLE, *HEALTH, "Consent", *PLANS, *SESSIONS, *EXERCISES, *ANATOMY, *FOODS, *MEALS,
            *DIARY, *PROGRESS, "Metric",
        ),
        edit=("GymSettings",),
        grants=(SEE_ALL,),
        verbs=(
            ("ClientProfile", OPEN_ACCOUNT), ("TrainerProfile", OPEN_ACCOUNT), ("Coaching", END),
            ("Trash", RESTORE), ("SavedView", SHARE), ("ImportBatch", TAKE_IN),
        ),
    ),
    "Front desk": _may(
        read=("Coaching", "TrainerProfile", "Location"),
        edit=("ClientProfile",),
        grants=(SEE_PEOPLE,),
    ),
    "Trainer": _may(
        read=(*PEOPLE, "Consent", *ANATOMY, "Metric", "StoredFile"),
        write=(*HEALTH, *PLANS, *SESSIONS, *EXERCISES, *FOODS, *MEALS, *DIARY, *PROGRESS),
        verbs=COACHES,
    ),
    "Nutritionist": _may(
        read=(
            *PEOPLE, "Consent", *PLANS, *SESSIONS, *EXERCISES, *ANATOMY, "Metric", "StoredFile",
        ),
        write=(*HEALTH, *FOODS, *MEALS, *DIARY, *PROGRESS),
        verbs=COACHES,
    ),
    "Client": _may(
        read=(
            "Coaching", "TrainerProfile", "Location", *HEALTH, *PLANS, *EXERCISES, *ANATOMY,
            *FOODS, *MEALS, "Metric", "StoredFile",
        ),
        write=(*SESSIONS, *DIARY, *PROGRESS, "Consent"),
        edit=("ClientProfile",),
        staff=False,
    ),
}  # fmt: skip
"""Goes into FAB_ROLES: roles live in git, not in the database. Admin has every permission."""
