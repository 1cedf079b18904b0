"""What exists on screen and for programs, in order: literal tables.

A permission's word and a menu entry's must differ, or the grant of one would give the
other; entries are therefore named `menu:<word>`.
"""

from typing import Any

from flask_appbuilder import AppBuilder
from flask_appbuilder.api.manager import SwaggerView
from flask_babel import lazy_gettext as _

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
    (people.ClientProfileView, _("Clients"), "Coaching", "fa-users"),
    (people.TrainerProfileView, _("Trainers"), "Coaching", "fa-id-badge"),
    (people.TakeOnClientView, _("Take on a client"), "Coaching", "fa-user-plus"),
    (people.CoachingView, _("Coachings"), "Coaching", "fa-handshake-o"),
    (people.ClientHealthView, _("Health"), "Coaching", "fa-heartbeat"),
    (people.ClientNoteView, _("Notes"), "Coaching", "fa-sticky-note-o"),
    (progress.GoalView, _("Goals"), "Coaching", "fa-flag-checkered"),
    (progress.ProgressEntryView, _("Measurements"), "Coaching", "fa-line-chart"),
    (progress.ProgressPhotoView, _("Progress photos"), "Coaching", "fa-camera"),
    (people.ConsentView, _("Consents"), "Coaching", "fa-check-square-o"),
    (sessions.WorkoutSessionView, _("Workout sessions"), "Training", "fa-calendar-check-o"),
    (workouts.WorkoutPlanView, _("Workout plans"), "Training", "fa-list-ol"),
    (workouts.PlanAssignmentView, _("Plans in force"), "Training", "fa-calendar"),
    (workouts.TrainingMaxView, _("Training maxes"), "Training", "fa-trophy"),
    (exercises.ExerciseView, _("Exercises"), "Training", "fa-book"),
    (exercises.MuscleView, _("Muscles"), "Training", "fa-child"),
    (exercises.EquipmentView, _("Equipment"), "Training", "fa-wrench"),
    (diary.NutritionEntryView, _("Diary"), "Nutrition", "fa-pencil-square-o"),
    (diary.MealUploadView, _("Meal photos"), "Nutrition", "fa-picture-o"),
    (meals.MealPlanView, _("Meal plans"), "Nutrition", "fa-cutlery"),
    (meals.NutritionTargetView, _("Nutrition targets"), "Nutrition", "fa-bullseye"),
    (foods.RecipeView, _("Recipes"), "Nutrition", "fa-spoon"),
    (foods.FoodView, _("Foods"), "Nutrition", "fa-lemon-o"),
    (gym.GymSettingsView, _("Settings"), "Gym", "fa-sliders"),
    (gym.LocationView, _("Locations"), "Gym", "fa-map-marker"),
    (progress.MetricView, _("Metrics"), "Gym", "fa-tachometer"),
    (gym.ImportBatchView, _("Imports"), "Gym", "fa-upload"),
    (files.StoredFileView, _("Files"), "Gym", "fa-file-o"),
    (gym.TrashView, _("Trash"), "Gym", "fa-trash-o"),
    (notifications.NotificationView, _("Notifications"), "Gym", "fa-bell-o"),
    (notifications.NotificationPreferenceView, _("How I want to be told"), "Gym", "fa-bell-slash"),
    (gym.JobRunView, _("Jobs"), "System", "fa-cogs"),
    (gym.AuditEventView, _("Audit log"), "System", "fa-history"),
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
    notifications.NotificationDeliveryView,
    accounts.ClientAccountView,
    accounts.TrainerAccountView,
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
    word = f"menu:{view.class_permission_name}"
    if hasattr(view, "datamodel"):
        return word
    return f"{word}:{view.base_permissions[0].removeprefix('can_')}"


def build_menu(appbuilder: AppBuilder) -> None:
    """Register every page and resource; what is not listed here does not exist."""
    for page, tabs in TABS.items():
        page.related_views = tabs
    for view, label, category, icon in MENU:
        appbuilder.add_view(
            view,
            entry_of(view),
            label=label,
            icon=icon,
            category=f"menu:{category}",
            category_label=CATEGORIES[category],
        )
    for part in PARTS:
        appbuilder.add_view_no_menu(part)
    for api in APIS:
        appbuilder.add_api(api)
