"""A role as a matrix of words and verbs."""

import pytest
from sqlalchemy import select

from fitadmin.access import ADMINS_ONLY, EVERYBODYS, MENU, ROLES, gives
from fitadmin.access import Role as Known
from fitadmin.extensions import db
from fitadmin.models.accounts import Role
from fitadmin.views.accounts.matrix import COLUMNS, matrix_of, value_of


def cells(matrix):
    return [
        (line.word, cell)
        for group in matrix.groups
        for line in group.lines
        for cell in (*line.cells, *line.more)
        if cell
    ]


def test_everything_that_can_be_given_stands_in_it(app):
    grantable = app.appbuilder.sm.grantable()
    matrix = matrix_of("Night", grantable, lambda *_pair: False)
    shown = {cell.value for _word, cell in cells(matrix)}
    shown |= {switch.value for switch in matrix.switches}
    assert shown == {value_of(*pair) for pair in grantable}


def test_what_cannot_be_given_is_a_menu_entry_one_s_own_or_for_admins(app):
    left_out = app.appbuilder.sm._asked() - app.appbuilder.sm.grantable()
    for permission, word in left_out:
        reasons = (permission == MENU, (word, permission) in EVERYBODYS, word in ADMINS_ONLY)
        assert any(reasons), (permission, word)


@pytest.mark.parametrize("name", ROLES)
def test_it_shows_what_is_enforced(gym, browse, name):
    ident = db.session.scalars(select(Role.id).where(Role.name == name)).one()
    html = browse(gym.user("admin")).get(f"/roles/show/{ident}").text
    known = Known(name, frozenset())
    matrix = matrix_of(name, gym.app.appbuilder.sm.grantable(), lambda p, w: gives(known, p, w))
    given = [cell for _word, cell in cells(matrix) if cell.is_given]
    assert given
    assert html.count("is-given") == len(given)
    for _word, cell in cells(matrix):
        word, verb = cell.value.split(":")
        assert cell.is_given is gives(known, f"can_{verb}", word)


def test_words_are_those_of_the_menu_and_every_box_has_a_name_of_its_own(app):
    with app.test_request_context():
        matrix = matrix_of("Trainer", app.appbuilder.sm.grantable(), lambda *_pair: False)
        titles = [str(group.title) for group in matrix.groups]
        assert titles == ["Coaching", "Training", "Nutrition", "Gym", "System"]
        lines = {line.word: str(line.title) for g in matrix.groups for line in g.lines}
        assert lines["ClientProfile"] == "Clients"
        assert lines["Trash"] == "Trash"
        assert lines["SwaggerView"] == "Description of the API"
        nameless = {word for word, title in lines.items() if word == title}
        assert nameless <= {"Equipment", "Trash"}
        names = [cell.name for _word, cell in cells(matrix)]
        assert "Trainer: read Clients" in names
        assert len(names) == len(set(names))
        assert [verb for verb, _title in matrix.columns] == list(COLUMNS)


def test_parts_stand_under_the_category_of_their_whole(app):
    with app.test_request_context():
        matrix = matrix_of("Trainer", app.appbuilder.sm.grantable(), lambda *_pair: False)
        where = {line.word: (g.title, line.is_part) for g in matrix.groups for line in g.lines}
        assert where["WorkoutExercise"] == ("Training", True)
        assert where["MealOption"] == ("Nutrition", True)
        assert where["ClientProfile"] == ("Coaching", False)
