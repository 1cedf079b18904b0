"""What exists on screen and for programs, in order: literal tables.

A permission's word and a menu entry's must differ, or the grant of one would give the
other; entries are therefore named `menu:<word>`.
"""

from flask_appbuilder import AppBuilder
from flask_babel import lazy_gettext as _

from fitadmin.views.people import CoachingView

CATEGORIES = {
    "Coaching": _("Coaching"),
    "Training": _("Training"),
    "Nutrition": _("Nutrition"),
    "Gym": _("Gym"),
    "System": _("System"),
}
MENU = [
    # view, label, category, icon
    (CoachingView, _("Coachings"), "Coaching", "fa-handshake-o"),
]
PARTS: list[type] = []
"""Pages without a menu entry: reached from what they are a part of."""
APIS: list[type] = []


def build_menu(appbuilder: AppBuilder) -> None:
    """Register every page and resource; what is not listed here does not exist."""
    for view, label, category, icon in MENU:
        appbuilder.add_view(
            view,
            f"menu:{view.class_permission_name}",
            label=label,
            icon=icon,
            category=f"menu:{category}",
            category_label=CATEGORIES[category],
        )
    for part in PARTS:
        appbuilder.add_view_no_menu(part)
    for api in APIS:
        appbuilder.add_api(api)
