"""Every generated page: what it shows, what it asks for, and what it costs."""

import re
from datetime import date

import pytest
from flask_babel import LazyString
from sqlalchemy import Enum, inspect, select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.menu import MENU, PARTS, TABS
from fitadmin.models.accounts import User
from fitadmin.models.gym import SavedView
from fitadmin.models.notifications import (
    Notification,
    NotificationDelivery,
    NotificationPreference,
)
from fitadmin.models.people import ClientHealth, ClientProfile
from fitadmin.models.scope import SYSTEM, Scoped, scoped_models
from fitadmin.models.sessions import WorkoutSession
from fitadmin.views.base import DomainView
from fitadmin.views.columns.words import WORDS
from tests.factories import make, person
from tests.world import PLAIN, World

VIEWS = [
    view
    for view in [*(entry[0] for entry in MENU), *PARTS]
    if issubclass(view, DomainView) and issubclass(view.datamodel.obj, Scoped)
]
"""Those of accounts and groups, which belong to nobody, are tried in test_accounts_pages.py."""
PERSONAL = {Notification, NotificationDelivery, NotificationPreference, SavedView}
HIDDEN = {"id", "uid", "created_by_id", "owner", "owner_id", "version", "deleted_at", "custom"}
DERIVED = {
    "client_id", "load_kg", "value", "prescribed", "slug", "inputs", "one_rep_max_kg", "source",
    "source_id", "licence", "attribution", "reviewed_at", "reviewed_by_id", "copied_from_id",
}  # fmt: skip
ENTERED_BY_HAND = {("WorkoutExercise", "load_kg"), ("TrainingMax", "load_kg")}
UNITS = {"kg", "lb", "g", "mg", "ug", "iu", "cm", "in", "%", "bpm", "mmHg", "kcal", "kj", "s",
         "min", "m", "km", "count"}  # fmt: skip
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def name_of(view: type[DomainView]) -> str:
    return view.__name__


def model_of(view: type[DomainView]) -> type:
    return view.datamodel.obj


def address_of(view: type[DomainView]) -> str:
    return f"/{view.__name__.lower()}"


def test_every_table_that_belongs_to_somebody_has_a_page():
    assert {model_of(view) for view in VIEWS} == set(scoped_models()) - PLAIN
    assert len(VIEWS) == len({model_of(view) for view in VIEWS})


@pytest.mark.parametrize("view", VIEWS, ids=name_of)
class TestDeclaration:
    def test_a_list_shows_at_most_seven_columns_by_which_a_row_is_known(self, view):
        assert 1 <= len(view.list_columns) <= 7
        assert not {*view.list_columns} & HIDDEN
        assert not [c for c in view.list_columns if c.endswith("_id") and c != "source_id"]

    def test_it_can_be_searched_but_not_by_keys(self, view):
        assert view.search_columns
        assert not {*view.search_columns} & HIDDEN
        assert not [c for c in view.search_columns if c.endswith("_id") and c != "request_id"]

    def test_forms_ask_for_nothing_that_is_derived_or_ours(self, view):
        page = view()
        for name in {*page.add_columns, *page.edit_columns}:
            if (model_of(view).__name__, name) not in ENTERED_BY_HAND:
                assert name not in HIDDEN | DERIVED, name

    def test_no_picker_or_column_leads_to_accounts(self, view):
        page = view()
        relations = inspect(model_of(view)).relationships
        for name in {*page.list_columns, *page.search_columns, *page.add_columns,
                     *page.edit_columns}:  # fmt: skip
            assert name not in relations or relations[name].mapper.class_ is not User, name

    def test_the_client_of_a_row_never_changes(self, view):
        assert "client" not in view().edit_columns

    def test_every_column_has_a_label_of_its_own_in_sentence_case(self, view):
        page = view()
        shown = {*page.list_columns, *page.show_columns, *page.add_columns, *page.edit_columns,
                 *page.search_columns}  # fmt: skip
        for name in shown:
            label = page.label_columns[name]
            assert isinstance(label, LazyString), name
            words = str(label).split()
            assert words[0][0].isupper(), name
            unit = re.search(r"_(g|s)$", name)  # kg, cm and kcal are the reader's matter
            assert unit is None or "(" in str(label) or name in {"min_g", "max_g"}, name

    def test_titles_and_help_are_words_of_ours(self, view):
        titles = [view.list_title, view.show_title]
        if "add" not in view.exclude_route_methods:
            titles.append(view.add_title)
        if "edit" not in view.exclude_route_methods:
            titles.append(view.edit_title)
        for text in (*titles, *(view.description_columns or {}).values()):
            assert isinstance(text, LazyString)

    def test_help_stands_beside_a_field_that_is_there(self, view):
        page = view()
        fields = {*page.add_columns, *page.edit_columns}
        assert {*(view.description_columns or {})} <= fields

    def test_it_has_an_order_by_a_column(self, view):
        column, direction = view.base_order
        assert column in inspect(model_of(view)).columns
        assert direction in {"asc", "desc"}

    def test_long_forms_are_grouped(self, view):
        page = view()
        for columns, groups in (
            (page.add_columns, page.add_fieldsets),
            (page.edit_columns, page.edit_fieldsets),
        ):
            assert len(columns) <= 9 or groups


def test_every_word_a_column_may_hold_is_known_on_screen():
    held = {
        word
        for model in scoped_models()
        for column in inspect(model).columns
        if isinstance(column.type, Enum)
        for word in column.type.enums
    }
    assert held - UNITS - {*WORDS} == set()
    assert {*WORDS} - held == set()


@pytest.mark.parametrize("view", VIEWS, ids=name_of)
def test_its_pages_open_for_who_may_and_show_names(view, gym: World, browse):
    model = model_of(view)
    reader = gym.user("client" if model in PERSONAL else "admin")
    browser, address, row = browse(reader), address_of(view), gym.row(model)
    pages = [f"{address}/list/", f"{address}/show/{row.id}"]
    if "add" not in view.exclude_route_methods:
        pages.append(f"{address}/add")
    if "edit" not in view.exclude_route_methods:
        pages.append(f"{address}/edit/{row.id}")
    for page in pages:
        answer = browser.get(page)
        assert answer.status_code == 200, page
        assert not UUID.search(answer.text), page
        assert "&lt;fitadmin." not in answer.text, page
        assert " object at 0x" not in answer.text, page
    if "client" in view.list_columns and hasattr(row, "client") and row.client:
        assert "Carla Client" in browser.get(pages[0]).text
    for name in ("exercise", "food", "metric", "plan", "trainer"):
        if name in view.list_columns and getattr(row, name) is not None:
            with acting_as(SYSTEM):
                assert str(getattr(row, name)) in browser.get(pages[0]).text


class TestTabs:
    def test_a_client_shows_what_matters_of_the_client(self, gym: World, browse):
        page = browse(gym.user("manager")).get(
            f"/clientprofileview/show/{gym.row(ClientProfile).id}"
        )
        for tab in TABS[VIEWS[0]]:
            assert f'id="{tab.__name__}"' in page.text

    def test_tabs_that_a_reader_may_not_read_are_not_there(self, gym: World, browse):
        address = f"/clientprofileview/show/{gym.row(ClientProfile).id}"
        page = browse(gym.user("desk")).get(address)
        assert page.status_code == 200
        assert 'id="CoachingView"' in page.text
        for tab in ("ClientHealthView", "ClientNoteView", "WorkoutSessionView"):
            assert tab not in page.text

    def test_grants_decide_even_for_who_sees_all_rows(self, gym: World, browse):
        """A role made on screen: sees everybody's rows, may read clients, but not health."""
        sm = gym.app.appbuilder.sm
        with acting_as(SYSTEM):
            role = sm.add_role("Office")
            for verb, word in (("can_read", "ClientProfile"), ("can_see_all", "Gym")):
                sm.add_permission_role(role, sm.find_permission_view_menu(verb, word))
            office = person("Office")
            make(ClientHealth, allergies="walnuts")
            sick = db.session.scalars(
                select(ClientHealth).where(ClientHealth.allergies == "walnuts")
            ).one()
            db.session.commit()
        page = browse(office).get(f"/clientprofileview/show/{sick.client_id}")
        assert page.status_code == 200
        assert "walnuts" not in page.text

    def test_adding_from_a_tab_fixes_the_client(self, gym: World, browse):
        carla = gym.row(ClientProfile)
        browser = browse(gym.user("own"))
        address = f"/workoutsessionview/add?_flt_0_client={carla.id}"
        assert 'name="client"' not in browser.get(address).text
        browser.post(address, data={"due_on": "2026-04-01", "status": "planned"})
        with acting_as(SYSTEM):
            rows = db.session.scalars(
                select(WorkoutSession).where(WorkoutSession.due_on == date(2026, 4, 1))
            ).all()
        assert [row.client_id for row in rows] == [carla.id]
