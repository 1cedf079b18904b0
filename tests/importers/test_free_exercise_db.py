"""Exercises from JSON: nulls, muscles and equipment by name, and what our superset adds."""

import json

import pytest
from sqlalchemy import func, select

from fitadmin.models.exercises import Equipment, Exercise, Muscle
from tests.importers.made import SAMPLES, refused, run, written

PRESS = {"id": "p", "name": "Press", "level": "beginner", "primaryMuscles": ["chest"]}


def exercises(session):
    return {each.source_id: each for each in session.scalars(select(Exercise))}


def entries(folder, *changes):
    made = [{**PRESS, "id": f"p{n}", **change} for n, change in enumerate(changes, 1)]
    return written(folder, "x.json", json.dumps(made))


def test_exercises_come_with_their_muscles_and_equipment(app, session):
    done = run(app, "import-exercises", SAMPLES / "exercises.json")
    assert "2 rows: 2 created" in done.output
    press, hold = (exercises(session)[key] for key in ("Test_Press", "test-hold"))
    assert [m.name for m in press.primary_muscles] == ["chest"]
    assert [m.name for m in press.secondary_muscles] == ["triceps"]
    assert {m.name: m.is_front for m in session.scalars(select(Muscle))} == {
        "chest": True, "triceps": False, "abdominals": True,
    }  # fmt: skip
    assert (press.equipment.name, hold.equipment) == ("barbell", None)
    assert (press.instructions, hold.instructions) == ("Lie down.\nPress.", None)
    assert (press.mechanics, press.force, press.slug) == (None, "push", "test-press")


def test_what_our_superset_adds_comes_in_too(app, session):
    run(app, "import-exercises", SAMPLES / "exercises.json")
    hold = exercises(session)["test-hold"]
    assert {(n.language, n.name, n.is_alias) for n in hold.names} == {
        ("de", "Halten", False), ("en", "hold", True),
    }  # fmt: skip
    assert (hold.is_unilateral, hold.measured_by) == (True, "seconds")
    assert [each.name for each in hold.substitutes] == ["Test press"]


def test_a_substitute_that_is_nowhere_is_said_and_does_not_disturb(app):
    path = SAMPLES / "exercises.json"
    assert "entry 2: created Test hold: there is no nowhere" in (
        run(app, "import-exercises", path, "--dry-run").output
    )
    run(app, "import-exercises", path)
    assert "2 unchanged" in run(app, "import-exercises", path).output


def test_how_it_is_measured_follows_where_it_is_not_said(app, session, tmp_path):
    path = entries(
        tmp_path, {}, {"category": "stretching"}, {"category": "cardio"},
        {"force": "static", "equipment": "body only"}, {"force": "static", "equipment": "barbell"},
        {"measuredBy": "metres"},
    )  # fmt: skip
    run(app, "import-exercises", path)
    measured = [each.measured_by for _, each in sorted(exercises(session).items())]
    assert measured == ["reps_load", "seconds", "seconds", "seconds", "reps_load", "metres"]


def test_two_of_one_name_get_addresses_of_their_own(app, session, tmp_path):
    run(app, "import-exercises", entries(tmp_path, {}, {}, {"name": "Prêss!"}))
    slugs = [each.slug for _, each in sorted(exercises(session).items())]
    assert slugs == ["press", "press-2", "press-3"]


REFUSED = {
    "name is missing": {"name": None},
    "nothing tells this row from the others": {"id": ""},
    "name is no text": {"name": 5},
    "primaryMuscles is no list of texts": {"primaryMuscles": "chest"},
    "instructions is no list of texts": {"instructions": [1]},
    "names is no list of names by language": {"names": ["Drücken"]},
    "level is “wizard”, not one of beginner, intermediate, expert": {"level": "wizard"},
    "measured_by is “pain”": {"measuredBy": "pain"},
    "is no name of a muscle": {"primaryMuscles": ["x" * 61]},
    "name holds a character that cannot be stored": {"name": "a\0b"},
    "instructions holds a character that cannot be stored": {"instructions": ["\ud800"]},
    "it is the same as entry 1": {"id": "p1"},
}


@pytest.mark.parametrize("reason", list(REFUSED))
def test_an_entry_is_refused_with_the_reason_and_the_rest_comes_in(reason, app, session, tmp_path):
    said = run(app, "import-exercises", entries(tmp_path, {}, REFUSED[reason])).output
    assert "entry 2: refused" in said
    assert reason in said
    assert exercises(session).keys() == {"p1"}


def test_an_entry_that_is_no_object_is_refused(app, tmp_path):
    path = written(tmp_path, "x.json", json.dumps([PRESS, 5]))
    assert "entry 2: refused : it is no exercise" in run(app, "import-exercises", path).output


WRONG = {
    "{}": "x.json: this is no list of exercises",
    "[]": "x.json: this is no list of exercises",
    '[{"name": "Milk"}]': "x.json: no entry has primaryMuscles, so these are no exercises",
    '[\n{"id": }]': "x.json, line 2, column 8: this is no JSON: Expecting value",
    "[" * 200_000: "x.json: it is nested too deeply",
    '[{"id": ' + "9" * 5000 + "}]": "x.json: a number in it has too many digits",
    "name;muscle\n": "x.json, line 1, column 1: this is no JSON",
}


@pytest.mark.parametrize("content", list(WRONG), ids=range(len(WRONG)))
def test_a_file_that_is_no_list_of_exercises_is_refused(content, app, session, tmp_path):
    path = written(tmp_path, "x.json", content)
    assert WRONG[content] in refused(app, "import-exercises", path)
    assert exercises(session) == {}


def test_a_dry_run_makes_no_muscle(app, session):
    run(app, "import-exercises", SAMPLES / "exercises.json", "--dry-run")
    assert session.scalar(select(func.count(Muscle.id))) == 0
    assert session.scalar(select(func.count(Equipment.id))) == 0
