"""Who may do what with which row: one readable table, and how to read it.

The row is Carla's (or, in tables that are not about a client, the gym's). `own`, `cover`
and `nutri` coach Carla now, `former` did, `other` never has; `client` is Carla herself.

Four letters, for reading, adding one like it, editing it, deleting it:
    r a e d  allowed
    -        the role has no such permission
    .        the role has, but the row is out of sight (adding: what it refers to is)
    !        in sight, but not theirs to change
"""

WHO = (
    "admin", "manager", "desk", "own", "cover", "nutri", "other", "former", "client", "stranger",
)  # fmt: skip

TABLE = """
                       admin manager desk own  cover nutri other former client stranger
ClientProfile          raed  raed    rae- r--- r---  r---  .---  .---   r!e-   .!.-
TrainerProfile         raed  raed    r--- r--- r---  r---  r---  r---   r---   .---
Coaching               raed  raed    r--- r--- r---  r---  .---  .---   r---   .---
Location               raed  raed    r--- r--- r---  r---  r---  r---   r---   r---
ClientHealth           raed  raed    ---- raed raed  raed  ....  ....   r---   .---
Consent                raed  raed    ---- r--- r---  r---  .---  .---   raed   ....
ClientNote             raed  raed    ---- raed raed  raed  ....  ....   r---   .---
Muscle                 raed  raed    ---- r--- r---  r---  r---  r---   r---   r---
Equipment              raed  raed    ---- r--- r---  r---  r---  r---   r---   r---
Exercise               raed  raed    ---- ra!! ra!!  r---  ra!!  ra!!   r---   r---
ExerciseName           raed  raed    ---- r!!! r!!!  r---  r!!!  r!!!   r---   r---
WorkoutPlan            raed  raed    ---- raed raed  r---  ....  ....   r---   .---
PlanDay                raed  raed    ---- raed raed  r---  ....  ....   r---   .---
WorkoutExercise        raed  raed    ---- raed raed  r---  ....  ....   r---   .---
PlanAssignment         raed  raed    ---- raed raed  r---  ....  ....   r---   .---
TrainingMax            raed  raed    ---- raed raed  r---  ....  ....   r---   .---
WorkoutSession         raed  raed    ---- raed raed  r---  ....  ....   raed   ....
ExerciseCompletion     raed  raed    ---- raed raed  r---  ....  ....   raed   ....
CompletedSet           raed  raed    ---- raed raed  r---  ....  ....   raed   ....
Food                   raed  raed    ---- ra!! ra!!  ra!!  ra!!  ra!!   r---   r---
FoodName               raed  raed    ---- r!!! r!!!  r!!!  r!!!  r!!!   r---   r---
FoodPortion            raed  raed    ---- r!!! r!!!  r!!!  r!!!  r!!!   r---   r---
FoodNutrient           raed  raed    ---- r!!! r!!!  r!!!  r!!!  r!!!   r---   r---
Recipe                 raed  raed    ---- ra!! ra!!  ra!!  ra!!  ra!!   r---   r---
RecipeIngredient       raed  raed    ---- r!!! r!!!  r!!!  r!!!  r!!!   r---   r---
NutritionTarget        raed  raed    ---- raed raed  raed  ....  ....   r---   .---
MealPlan               raed  raed    ---- raed raed  raed  ....  ....   r---   .---
MealEntry              raed  raed    ---- raed raed  raed  ....  ....   r---   .---
MealComponent          raed  raed    ---- raed raed  raed  ....  ....   r---   .---
MealOption             raed  raed    ---- raed raed  raed  ....  ....   r---   .---
NutritionEntry         raed  raed    ---- raed raed  raed  ....  ....   raed   ....
MealUpload             raed  raed    ---- raed raed  raed  ....  ....   raed   ....
Metric                 raed  raed    ---- r--- r---  r---  r---  r---   r---   r---
ProgressEntry          raed  raed    ---- raed raed  raed  ....  ....   raed   ....
ProgressPhoto          raed  raed    ---- raed raed  raed  ....  ....   raed   ....
Goal                   raed  raed    ---- raed raed  raed  ....  ....   raed   ....
StoredFile             r--d  r---    ---- r--- r---  r---  .---  .---   r---   .---
Notification           .---  .---    .--- .--- .---  .---  .---  .---   r---   .---
NotificationDelivery   .---  .---    .--- .--- .---  .---  .---  .---   r---   .---
NotificationPreference .a..  .a..    .a.. .a.. .a..  .a..  .a..  .a..   raed   .a..
SavedView              .a..  .a..    .a.. .a.. .a..  .a..  .a..  .a..   raed   .a..
GymSettings            r-e-  r-e-    ---- ---- ----  ----  ----  ----   ----   ----
AuditEvent             r---  ----    ---- ---- ----  ----  ----  ----   ----   ----
JobRun                 r---  ----    ---- ---- ----  ----  ----  ----   ----   ----
ImportBatch            r---  r---    ---- ---- ----  ----  ----  ----   ----   ----
ImportChange           r---  r---    ---- ---- ----  ----  ----  ----   ----   ----
"""

READ, ADD, EDIT, DELETE = range(4)


def rules() -> dict[str, dict[str, str]]:
    """By model name and who: four letters."""
    _, head, *lines = TABLE.splitlines()
    assert tuple(head.split()) == WHO
    table = {}
    for line in lines:
        model, *cells = line.split()
        assert len(cells) == len(WHO), line
        assert all(len(cell) == 4 and set(cell) <= set("raed-.!") for cell in cells), line
        table[model] = dict(zip(WHO, cells, strict=True))
    return table


RULES = rules()

DOMAIN_API = {"get_list", "get", "info", "related", "post", "put", "delete", "restore"}
DOMAIN_VIEW = {
    "list", "show", "add", "edit", "delete", "related", "export", "action", "action_post", "new",
    "named", "bulk_delete", "bulk_edit", "undo",
}  # fmt: skip
"""Endpoints of the two base classes: what the table above rules."""

EVERYONE, SIGNED_IN, STAFF, ADMIN = "everyone", "signed in", "staff", "admin"
SEES_ALL, COACHES, TRAINER = "who sees all", "who coaches or is coached", "who coaches"
OTHERS = {
    # Flask-AppBuilder's own, and pages by hand: who gets further than the door
    "static": EVERYONE,
    "built": EVERYONE,
    "appbuilder.static": EVERYONE,
    "AuthDBView.login": EVERYONE,
    "AuthDBView.logout": EVERYONE,
    "HomeView.index": EVERYONE,  # strangers go on to sign in
    "HomeView.hide_steps": SEES_ALL,
    "HomeView.take_starter": SEES_ALL,
    "LocaleView.index": EVERYONE,
    "UtilView.back": EVERYONE,
    "FindView.find": SIGNED_IN,  # what the reader may read and do anyway
    "TakeOnClientView.take_on": TRAINER,
    "ClientAccountView.open": SEES_ALL,
    "TrainerAccountView.open": SEES_ALL,
    "SavedViewView.keep": SIGNED_IN,  # of a list that one may read
    "SavedViewView.change": SIGNED_IN,  # one's own; a shared one who sees all
    "SavedViewView.share": SEES_ALL,
    "TrashView.list": SEES_ALL,
    "TrashView.restore": SEES_ALL,
    "ImportFileView.*": SEES_ALL,
    "SecurityApi.login": EVERYONE,
    "SecurityApi.refresh": EVERYONE,  # with a refresh token
    "SecurityApi.logout": SIGNED_IN,  # with either token
    "HealthApi.live": EVERYONE,
    "HealthApi.ready": EVERYONE,
    "OpenApi.get": SIGNED_IN,
    "UserView.userinfo": SIGNED_IN,  # leads to OwnAccountView
    "UserInfoEditView.*": EVERYONE,  # leads to OwnAccountView
    "OwnAccountView.*": SIGNED_IN,  # one's own
    "ResetMyPasswordView.*": SIGNED_IN,  # one's own
    "CourseApi.progress": COACHES,  # of a client in sight
    "TrainingApi.training": COACHES,
    "MealTotalsApi.totals": COACHES,
    "SwaggerView.show": STAFF,
    "SeeAsView.start": ADMIN,
    "SeeAsView.stop": SIGNED_IN,  # ends what the admin has begun, and nothing for others
    "UserView.*": ADMIN,
    "GroupView.*": ADMIN,
    "RoleView.*": ADMIN,
}


def rule_of(endpoint: str) -> str | None:
    """The row of OTHERS that rules *endpoint*; None where there is none."""
    return OTHERS.get(endpoint) or OTHERS.get(f"{endpoint.partition('.')[0]}.*")
