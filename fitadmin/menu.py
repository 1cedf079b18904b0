"""What exists on screen and for programs, in order: literal tables.

A permission's word and a menu entry's must differ, or the grant of one would give the
other; entries are therefore named `menu:<word>`, and categories `category:<name>`.
"""

from typing import Any

from flask_appbuilder import AppBuilder
from flask_appbuilder.api.manager import SwaggerView
from flask_babel import lazy_gettext as _

from fitadmin.access import CATEGORY, ENTRY
from fitadmin.api.diary import MealUploadApi, NutritionEntryApi
from fitadmin.api.exercises import EquipmentApi, ExerciseApi, ExerciseNameApi, MuscleApi
from fitadmin.api.files import StoredFileApi
from fitadmin.api.foods import (
    FoodApi,
    FoodNameApi,
    FoodNutrientApi,
    FoodPortionApi,
    RecipeApi,
    RecipeIngredientApi,
)
from fitadmin.api.gym import (
    AuditEventApi,
    GymSettingsApi,
    ImportBatchApi,
    ImportChangeApi,
    JobRunApi,
    LocationApi,
    SavedViewApi,
)
from fitadmin.api.meals import (
    MealComponentApi,
    MealEntryApi,
    MealOptionApi,
    MealPlanApi,
    MealTotalsApi,
    NutritionTargetApi,
)
from fitadmin.api.notifications import (
    NotificationApi,
    NotificationDeliveryApi,
    NotificationPreferenceApi,
)
from fitadmin.api.people import (
    ClientHealthApi,
    ClientNoteApi,
    ClientProfileApi,
    CoachingApi,
    ConsentApi,
    TrainerProfileApi,
)
from fitadmin.api.progress import (
    CourseApi,
    GoalApi,
    MetricApi,
    ProgressEntryApi,
    ProgressPhotoApi,
)
from fitadmin.api.sessions import (
    CompletedSetApi,
    ExerciseCompletionApi,
    TrainingApi,
    WorkoutSessionApi,
)
from fitadmin.api.system import HealthApi, OpenApi
from fitadmin.api.workouts import (
    PlanAssignmentApi,
    PlanDayApi,
    TrainingMaxApi,
    WorkoutExerciseApi,
    WorkoutPlanApi,
)
from fitadmin.views import (
    accounts,
    diary,
    exercises,
    files,
    foods,
    gym,
    home,
    meals,
    notifications,
    people,
    progress,
    sessions,
    workouts,
)

CATEGORIES = {
    "Coaching": _("Coaching"),
    "Training": _("Training"),
    "Nutrition": _("Nutrition"),
    "Gym": _("Gym"),
    "System": _("System"),
}
MENU: list[tuple[Any, Any, str, str]] = [
    # view, label, category, icon
    (people.ClientProfileView, _("Clients"), "Coaching", "users"),
    (people.TrainerProfileView, _("Trainers"), "Coaching", "id-card"),
    (people.TakeOnClientView, _("Take on a client"), "Coaching", "user-plus"),
    (people.CoachingView, _("Coachings"), "Coaching", "badge-check"),
    (people.ClientHealthView, _("Health"), "Coaching", "heart-pulse"),
    (people.ClientNoteView, _("Notes"), "Coaching", "sticky-note"),
    (progress.GoalView, _("Goals"), "Coaching", "flag"),
    (progress.ProgressEntryView, _("Measurements"), "Coaching", "activity"),
    (progress.ProgressPhotoView, _("Progress photos"), "Coaching", "camera"),
    (people.ConsentView, _("Consents"), "Coaching", "shield"),
    (sessions.WorkoutSessionView, _("Workout sessions"), "Training", "calendar-check"),
    (workouts.WorkoutPlanView, _("Workout plans"), "Training", "list-ordered"),
    (workouts.PlanAssignmentView, _("Plans in force"), "Training", "calendar-range"),
    (workouts.TrainingMaxView, _("Training maxes"), "Training", "trophy"),
    (exercises.ExerciseView, _("Exercises"), "Training", "dumbbell"),
    (exercises.MuscleView, _("Muscles"), "Training", "user"),
    (exercises.EquipmentView, _("Equipment"), "Training", "wrench"),
    (diary.NutritionEntryView, _("Diary"), "Nutrition", "notebook-pen"),
    (diary.MealUploadView, _("Meal photos"), "Nutrition", "image"),
    (meals.MealPlanView, _("Meal plans"), "Nutrition", "utensils"),
    (meals.NutritionTargetView, _("Nutrition targets"), "Nutrition", "target"),
    (foods.RecipeView, _("Recipes"), "Nutrition", "chef-hat"),
    (foods.FoodView, _("Foods"), "Nutrition", "apple"),
    (gym.GymSettingsView, _("Settings"), "Gym", "sliders-horizontal"),
    (gym.LocationView, _("Locations"), "Gym", "map-pin"),
    (progress.MetricView, _("Metrics"), "Gym", "gauge"),
    (gym.ImportBatchView, _("Imports"), "Gym", "import"),
    (files.StoredFileView, _("Files"), "Gym", "file"),
    (gym.TrashView, _("Trash"), "Gym", "trash-2"),
    (notifications.NotificationView, _("Notifications"), "Gym", "bell"),
    (notifications.NotificationPreferenceView, _("How I want to be told"), "Gym", "bell-ring"),
    (accounts.UserView, _("Accounts"), "System", "key-round"),
    (accounts.RoleView, _("Roles"), "System", "shield"),
    (accounts.GroupView, _("Groups"), "System", "users"),
    (gym.JobRunView, _("Jobs"), "System", "settings"),
    (gym.AuditEventView, _("Audit log"), "System", "history"),
]
PARTS = [
    workouts.PlanDayView,
    workouts.WorkoutExerciseView,
    sessions.ExerciseCompletionView,
    sessions.CompletedSetView,
    exercises.ExerciseNameView,
    foods.FoodPortionView,
    foods.FoodNameView,
    foods.FoodNutrientView,
    foods.RecipeIngredientView,
    meals.MealEntryView,
    meals.MealComponentView,
    meals.MealOptionView,
    gym.ImportChangeView,
    gym.SavedViewView,
    gym.ImportFileView,
    notifications.NotificationDeliveryView,
    accounts.ClientAccountView,
    accounts.TrainerAccountView,
    accounts.OwnAccountView,
    home.FindView,
    accounts.SeeAsView,
    SwaggerView,
]
"""Pages without a menu entry: reached from what they are a part of."""
TABS = {
    people.ClientProfileView: [
        people.CoachingView,
        people.ClientHealthView,
        people.ClientNoteView,
        progress.GoalView,
        workouts.WorkoutPlanView,
        sessions.WorkoutSessionView,
        meals.MealPlanView,
        diary.NutritionEntryView,
        progress.ProgressEntryView,
    ],
    people.TrainerProfileView: [people.CoachingView],
}
"""What a row of one domain shows of others; parts of the same domain stand on the view."""
APIS = [
    TrainerProfileApi,
    ClientProfileApi,
    CoachingApi,
    ClientHealthApi,
    ConsentApi,
    ClientNoteApi,
    ExerciseApi,
    ExerciseNameApi,
    MuscleApi,
    EquipmentApi,
    WorkoutPlanApi,
    PlanDayApi,
    WorkoutExerciseApi,
    PlanAssignmentApi,
    TrainingMaxApi,
    WorkoutSessionApi,
    ExerciseCompletionApi,
    CompletedSetApi,
    FoodApi,
    FoodNameApi,
    FoodPortionApi,
    FoodNutrientApi,
    RecipeApi,
    RecipeIngredientApi,
    NutritionTargetApi,
    MealPlanApi,
    MealEntryApi,
    MealComponentApi,
    MealOptionApi,
    NutritionEntryApi,
    MealUploadApi,
    MetricApi,
    ProgressEntryApi,
    ProgressPhotoApi,
    GoalApi,
    StoredFileApi,
    NotificationApi,
    NotificationPreferenceApi,
    NotificationDeliveryApi,
    GymSettingsApi,
    LocationApi,
    SavedViewApi,
    ImportBatchApi,
    ImportChangeApi,
    JobRunApi,
    AuditEventApi,
    CourseApi,
    TrainingApi,
    MealTotalsApi,
    HealthApi,
    OpenApi,
]


def entry_of(view: Any) -> str:
    """The menu entry's word: the table's, with the verb behind it where the page is a verb."""
    word = f"{ENTRY}{view.class_permission_name}"
    if hasattr(view, "datamodel"):
        return word
    return f"{word}:{view.base_permissions[0].removeprefix('can_')}"


def build_menu(appbuilder: AppBuilder) -> None:
    """Register every page and resource; what is not listed here does not exist."""
    for page, tabs in TABS.items():
        page.related_views = tabs
    for view, label, category, icon in MENU:
        page = appbuilder.add_view(
            view,
            entry_of(view),
            label=label,
            icon=icon,
            category=f"{CATEGORY}{category}",
            category_label=CATEGORIES[category],
            menu_cond=getattr(view, "is_for_reader", None),
        )
        if view is accounts.UserView:
            appbuilder.sm.user_view = page  # where "My account" leads
    for part in PARTS:
        appbuilder.add_view_no_menu(part)
    for api in APIS:
        appbuilder.add_api(api)
