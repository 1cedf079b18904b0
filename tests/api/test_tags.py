"""Tags of answers: an app fetches nothing twice, and overwrites nothing it has not seen."""

from typing import Any

import pytest

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.exercises import Exercise, Muscle
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import CompletedSet
from fitadmin.models.workouts import WorkoutPlan
from tests.factories import make


def tag(program: Any, path: str) -> str:
    answer = program.get(path)
    assert answer.status_code == 200
    return str(answer.headers["ETag"])


def change(row: Any, **values: Any) -> None:
    with acting_as(SYSTEM):
        row = db.session.get(type(row), row.id)
        for name, value in values.items():
            setattr(row, name, value)
        db.session.commit()


@pytest.fixture
def plan(gym: Any) -> Any:
    return gym.row(WorkoutPlan)


@pytest.fixture
def program(gym: Any, call: Any) -> Any:
    return call(gym.user("own"))


@pytest.mark.parametrize(
    "path", ["/workout-plans/", "/workout-plans/{id}?q=(columns:!(name,client.id))"]
)
class TestOfOneAndOfMany:
    def test_stays_while_nothing_changes(self, path, plan, program, gym):
        path = path.format(id=plan.id)
        before = tag(program, path)
        change(gym.row(Exercise), name="Another")
        assert tag(program, path) == before

    def test_changes_with_the_row(self, path, plan, program):
        path = path.format(id=plan.id)
        before = tag(program, path)
        change(plan, weeks=11)
        assert tag(program, path) != before

    def test_changes_with_a_row_that_it_names(self, path, plan, program, gym):
        path = path.format(id=plan.id)
        before = tag(program, path)
        change(gym.row(ClientProfile), last_name="Renamed")
        assert tag(program, path) != before

    def test_of_a_good_copy_is_answered_without_a_body(self, path, plan, program):
        path = path.format(id=plan.id)
        known = tag(program, path)
        for said in (known, f"W/{known}", f'"x", {known}, "y"', "*"):
            answer = program.get(path, headers={"If-None-Match": said})
            assert (answer.status_code, answer.data) == (304, b"")
            assert answer.headers["ETag"] == known
        for said in ("", '"x"', known[:-2] + '"', known.strip('"')[:-1], "x*"):
            answer = program.get(path, headers={"If-None-Match": said})
            assert answer.status_code == 200
        change(plan, weeks=11)
        assert program.get(path, headers={"If-None-Match": known}).status_code == 200


def test_a_list_s_changes_with_what_comes_and_goes_beyond_the_page(gym, call):
    program, path = call(gym.user("admin")), "/clients/?q=(page_size:1)"
    seen = [tag(program, path)]
    more = make(ClientProfile)
    db.session.commit()
    seen.append(tag(program, path))
    assert program.delete(f"/clients/{more.id}").status_code == 200
    assert seen[0] != seen[1] != tag(program, path)


def test_an_empty_list_has_one_too(program):
    path = "/clients/?q=(filters:!((col:last_name,opr:eq,value:Nobody)))"
    known = tag(program, path)
    assert program.get(path, headers={"If-None-Match": known}).status_code == 304


def test_different_columns_of_an_item_are_of_one_version(plan, program):
    tags = [tag(program, f"/workout-plans/{plan.id}?q=(columns:!({c}))") for c in ("id", "name")]
    assert {each.strip('"').split("-")[0] for each in tags} == {str(plan.version)}


def test_a_tag_shows_no_row_to_who_may_not_see_it(gym, program, plan, call):
    known = tag(program, f"/workout-plans/{plan.id}")
    for said in (known, "*"):
        headers = {"If-None-Match": said}
        for who, status in (("stranger", 404), ("desk", 403), (None, 401)):
            other = call(gym.user(who) if who else None)
            assert other.get(f"/workout-plans/{plan.id}", headers=headers).status_code == status


class TestIfMatch:
    """A change of what one has seen, or none."""

    def state(self, plan: Any) -> tuple[Any, ...]:
        with acting_as(SYSTEM):
            db.session.expire_all()
            row = db.session.get(WorkoutPlan, plan.id)
            assert row is not None
            return row.weeks, row.version, row.deleted_at

    @pytest.mark.parametrize(
        "said", ['"999"', '"0"', '"x"', "", "W/", '"999", W/"998-abc"', '"**"', '"None"', '"-1"']
    )
    def test_of_another_version_changes_nothing(self, said, plan, program):
        path, before = f"/workout-plans/{plan.id}", self.state(plan)
        headers = {"If-Match": said}
        for answer in (program.put(path, json={"weeks": 9}, headers=headers),
                       program.delete(path, headers=headers)):  # fmt: skip
            assert answer.status_code == 412
            assert set(answer.json) == {"message", "errors", "request_id"}
        assert self.state(plan) == before

    def test_of_the_version_there_is_changes_it(self, plan, program):
        path = f"/workout-plans/{plan.id}"
        known = tag(program, path + "?q=(columns:!(name,client.first_name))")
        weeks = 1
        for form in ("{}", "W/{}", '"999", {}', " {} ", "*"):
            weeks += 1
            headers = {"If-Match": form.format(known)}
            answer = program.put(path, json={"weeks": weeks}, headers=headers)
            assert answer.status_code == 200, form
            assert self.state(plan)[0] == weeks
            known = answer.headers["ETag"]
        stale = tag(program, path + "?q=(columns:!(name))")
        assert program.put(path, json={"weeks": 20}).status_code == 200
        assert program.delete(path, headers={"If-Match": stale}).status_code == 412
        fresh = tag(program, path + "?q=(columns:!(name))")
        assert program.delete(path, headers={"If-Match": fresh}).status_code == 200

    def test_with_what_another_wrote_meanwhile_changes_nothing(self, plan, program, gym, call):
        path = f"/workout-plans/{plan.id}"
        known = tag(program, path + "?q=(columns:!(weeks))")
        assert call(gym.user("cover")).put(path, json={"weeks": 3}).status_code == 200
        before = self.state(plan)
        headers = {"If-Match": known}
        assert program.put(path, json={"weeks": 4}, headers=headers).status_code == 412
        assert program.delete(path, headers=headers).status_code == 412
        assert self.state(plan) == before

    def test_of_a_row_out_of_sight_is_of_none(self, plan, gym, call):
        stranger = call(gym.user("former"))
        path, headers = f"/workout-plans/{plan.id}", {"If-Match": '"999"'}
        assert stranger.put(path, json={"weeks": 4}, headers=headers).status_code == 404
        assert stranger.delete(path, headers=headers).status_code == 404

    def test_of_a_row_without_versions_is_of_none_but_any(self, gym, call):
        program, path = call(gym.user("manager")), f"/muscles/{gym.row(Muscle).id}"
        for said, status in (('"1"', 412), ('"None"', 412), ("None", 412), ("*", 200)):
            answer = program.put(path, json={"is_front": False}, headers={"If-Match": said})
            assert answer.status_code == status

    def test_the_tag_of_what_was_written_is_that_of_its_version(self, gym, call):
        program = call(gym.user("client"))
        path = f"/completed-sets/{gym.row(CompletedSet).id}"
        written = program.put(path, json={"reps": 7}).headers["ETag"].strip('"')
        read = tag(program, path).strip('"')
        assert read.split("-")[0] == written == str(program.get(path).json["result"]["version"])
