"""Who may do what: roles, their permissions, and who is asking right now."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, current_app, g, has_request_context, jsonify
from flask_appbuilder.security.sqla.manager import SecurityManager as AppBuilderSecurityManager
from flask_babel import gettext

from fitadmin.models.people import relations_of
from fitadmin.models.scope import NOBODY, SEE_ALL, SEE_PEOPLE, SYSTEM, Viewer

READ, WRITE, DELETE = "read", "write", "delete"
OPEN_ACCOUNT, TAKE_ON, END = "open_account", "take_on", "end"
"""Verbs of their own: an account for a profile, a new client of one's own, a coaching."""
MENU = "menu_access"
GYM = "Gym"
"""The word that the grants see_all and see_people belong to."""

VIEW_METHODS = {
    "list": READ, "show": READ, "related": READ, "download": READ,
    "add": WRITE, "edit": WRITE, "delete": DELETE, "bulk_delete": DELETE,
}  # fmt: skip
API_METHODS = {
    "get_list": READ, "get": READ, "info": READ, "related": READ,
    "post": WRITE, "put": WRITE, "delete": DELETE,
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
OWN: Words = ("NotificationPreference",)
TOLD: Words = ("Notification", "NotificationDelivery")
IMPORTS: Words = ("ImportBatch", "ImportChange")

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
    entries = (*readable, *CATEGORIES, *(f"{word}:{verb}" for word, verb in verbs))
    table = [
        [_any(readable), f"can_{READ}$"],
        [_any((*write, *edit, *OWN)), f"can_{WRITE}$"],
        [_any((*write, *OWN)), f"can_{DELETE}$"],
        [_any(tuple(f"menu:{entry}" for entry in entries)), f"{MENU}$"],
        # one's own account
        ["UserDBModelView$", "(can_userinfo|resetmypassword|userinfoedit)$"],
        ["(ResetMyPasswordView|UserInfoEditView)$", "can_this_form_(get|post)$"],
        ["OpenApi$", "can_get$"],
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

_acting: ContextVar[Viewer | None] = ContextVar("acting", default=None)


class SecurityManager(AppBuilderSecurityManager):
    """Flask-AppBuilder's, asked about grants; without its chart that a stranger's host draws."""

    userstatschartview = None

    def create_jwt_manager(self, app: Any) -> Any:
        """A token that is missing, malformed, too old or nobody's is a 401 in our shape."""
        manager = super().create_jwt_manager(app)
        for loader in (manager.unauthorized_loader, manager.invalid_token_loader):
            loader(lambda _reason: _sign_in())
        for loader in (
            manager.expired_token_loader,
            manager.revoked_token_loader,
            manager.user_lookup_error_loader,
        ):
            loader(lambda _header, _claims: _sign_in())
        return manager

    def write_permissions(self) -> None:
        """Make every permission known that a page, resource, menu entry or grant asks for.

        Admin gets them all; roles made on screen choose from them. Flask-AppBuilder's own way
        asks the database for each, and forgets what two pages of one word do not share.
        """
        words = {name: self.add_view_menu(name) for name in {word for _, word in self._asked()}}
        verbs = {name: self.add_permission(name) for name in {verb for verb, _ in self._asked()}}
        there = {
            (p.permission_id, p.view_menu_id): p
            for p in self.session.query(self.permissionview_model)
        }
        admin = self.find_role(self.auth_role_admin)
        held = {p.id for p in admin.permissions}
        for verb, word in sorted(self._asked()):
            key = (verbs[verb].id, words[word].id)
            if key not in there:
                there[key] = self.permissionview_model(permission_id=key[0], view_menu_id=key[1])
            if there[key].id not in held:
                admin.permissions.append(there[key])
        self.session.flush()

    def _asked(self) -> set[tuple[str, str]]:
        """(permission, word) of everything there is."""
        menus = [item for c in self.appbuilder.menu.get_list() for item in (c, *c.childs)]
        return {
            *((verb, v.class_permission_name) for v in self.appbuilder.baseviews
              for verb in v.base_permissions or ()),
            *((MENU, item.name) for item in menus if item.name != "-"),
            *((f"can_{grant}", GYM) for grant in (SEE_ALL, SEE_PEOPLE)),
        }  # fmt: skip

    def grants_of(self, user: Any) -> frozenset[str]:
        """Which of see_all and see_people the roles of *user* give, built-in or made on screen."""
        return frozenset(
            grant
            for grant in (SEE_ALL, SEE_PEOPLE)
            if self._has_view_access(user, f"can_{grant}", GYM)
        )


def _sign_in() -> tuple[Response, int]:
    return jsonify(message=gettext("Please sign in."), errors={}), 401


@contextmanager
def acting_as(viewer: Viewer) -> Iterator[None]:
    """Read and write the database with these eyes; jobs and commands act as SYSTEM."""
    token = _acting.set(viewer)
    try:
        yield
    finally:
        _acting.reset(token)


def current_viewer() -> Viewer:
    """Whoever this request or job acts for; nobody, unless we know better."""
    if (viewer := _acting.get()) is not None:
        return viewer
    if not has_request_context():
        return NOBODY
    with acting_as(SYSTEM):  # looking the user up must not ask who the user is
        user = g.get("user")
        if user is None or not user.is_authenticated or not user.is_active:
            return NOBODY
        known: Viewer | None = g.get("viewer")
        if known is None or known.user_id != user.id:
            known = g.viewer = viewer_of(user)
        return known


def viewer_of(user: Any) -> Viewer:
    """The eyes of an account: its profiles, its grants, and today's date in the gym's zone."""
    sm = current_app.appbuilder.sm  # type: ignore[attr-defined]
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    with acting_as(SYSTEM), session.no_autoflush:
        relations = relations_of(session, user.id)
        zone = relations.timezone or "UTC"
        return Viewer(
            user_id=user.id,
            trainer_id=relations.trainer_id,
            client_id=relations.client_id,
            today=datetime.now(ZoneInfo(zone)).date(),
            timezone=zone,
            grants=sm.grants_of(user),
        )
