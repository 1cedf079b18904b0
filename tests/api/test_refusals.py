"""What a generated resource refuses, and that a refusal leaves nothing behind."""

import uuid
from typing import Any

import pytest
from sqlalchemy import func, select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.exercises import Exercise, Muscle
from fitadmin.models.gym import Location
from fitadmin.models.people import ClientProfile, TrainerProfile
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import WorkoutSession
from tests.factories import MONDAY, make
from tests.world import World


def everything() -> dict[str, int]:
    """How many rows each table has."""
    with acting_as(SYSTEM):
        return {
            table.name: db.session.scalar(select(func.count()).select_from(table))
            for table in db.metadata.sorted_tables
        }


def refused(answer: Any, status: int) -> dict[str, Any]:
    """The body of a refusal: our shape, and neither SQL nor a trace in it."""
    assert answer.status_code == status, answer.json
    assert answer.json["message"]
    for word in ("SELECT", "INSERT", "Traceback", "sqlite3", "psycopg"):
        assert word not in answer.text
    return answer.json


class TestBodies:
    def test_a_time_without_a_zone_could_be_any_moment(self, gym: World, call):
        body = {"client": gym.row(ClientProfile).id, "due_on": "2026-05-04",
                "started_at": "2026-05-04T18:00:00"}  # fmt: skip
        said = refused(call(gym.user("own")).post("/workout-sessions/", json=body), 422)
        assert "started_at" in said["errors"]

    @pytest.mark.parametrize("field", ["owner", "version", "id", "created_by_id", "nonsense"])
    def test_a_field_that_is_not_taken_in(self, field, gym: World, call):
        program, before = call(gym.user("manager")), everything()
        said = refused(program.post("/locations/", json={"name": "Roof", field: 1}), 422)
        assert field in said["errors"]
        ident = gym.row(Location).id
        assert field in refused(program.put(f"/locations/{ident}", json={field: 1}), 422)["errors"]
        assert everything() == before

    def test_what_is_missing(self, gym: World, call):
        said = refused(call(gym.user("manager")).post("/coachings/", json={}), 422)
        assert {*said["errors"]} == {"trainer", "client", "started_on"}

    def test_a_word_that_is_none_of_the_words(self, gym: World, call):
        body = {"first_name": "A", "last_name": "B"}
        for word in ("asleep", False, 0, ["active"]):
            answer = call(gym.user("manager")).post("/clients/", json={**body, "status": word})
            assert "status" in refused(answer, 422)["errors"]

    def test_values_that_do_not_fit_together(self, gym: World, call):
        body = {"trainer": gym.row(TrainerProfile).id, "client": gym.row(ClientProfile).id,
                "started_on": "2027-05-04", "ended_on": "2027-05-01"}  # fmt: skip
        refused(call(gym.user("manager")).post("/coachings/", json=body), 422)

    @pytest.mark.parametrize("body", ["[]", "3", "{", '"text"'])
    def test_a_body_that_is_no_object(self, body, gym: World, call):
        answer = call(gym.user("manager")).post(
            "/locations/", data=body, headers={"Content-Type": "application/json"}
        )
        refused(answer, 400)

    def test_the_client_of_a_row_does_not_change(self, gym: World, call):
        visit, other = gym.row(WorkoutSession), make(ClientProfile)
        db.session.commit()
        answer = call(gym.user("manager")).put(
            f"/workout-sessions/{visit.id}", json={"client": other.id}
        )
        refused(answer, 422)


class TestUniqueness:
    def test_a_second_one_of_the_same_name(self, gym: World, call):
        program, before = call(gym.user("manager")), everything()
        refused(program.post("/locations/", json={"name": gym.row(Location).name}), 409)
        assert everything() == before

    def test_a_change_into_another_ones_name(self, gym: World, call):
        program = call(gym.user("manager"))
        ident = program.post("/locations/", json={"name": "Roof"}).json["id"]
        refused(program.put(f"/locations/{ident}", json={"name": gym.row(Location).name}), 409)

    def test_what_was_sent_once_is_not_added_twice(self, gym: World, call):
        program = call(gym.user("client"))
        body = {"uid": str(uuid.uuid4()), "client": gym.row(ClientProfile).id,
                "due_on": "2026-05-04"}  # fmt: skip
        first = program.post("/workout-sessions/", json=body)
        assert first.status_code == 201
        refused(program.post("/workout-sessions/", json=body), 409)
        shown = program.get(f"/workout-sessions/{first.json['id']}").json["result"]
        assert shown["uid"] == body["uid"]

    def test_the_name_of_what_is_in_the_trash_is_free(self, gym: World, call):
        program = call(gym.user("manager"))
        ident = program.post("/locations/", json={"name": "Roof"}).json["id"]
        program.delete(f"/locations/{ident}")
        assert program.post("/locations/", json={"name": "Roof"}).status_code == 201


class TestReferences:
    @pytest.mark.parametrize(
        "ident", [987654, 2**31, 2**63, -1, 0, "1", True, None, {"id": 1}, [1]]
    )
    def test_to_a_row_that_is_not_there(self, ident, gym: World, call):
        program, before = call(gym.user("manager")), everything()
        for path, body in (
            ("workout-sessions", {"client": ident, "due_on": "2026-05-04"}),
            ("plan-days", {"plan": ident, "name": "Day"}),
        ):
            refused(program.post(f"/{path}/", json=body), 422)
        visit = gym.row(WorkoutSession)
        if ident is not None:  # a session may have no location
            refused(program.put(f"/workout-sessions/{visit.id}", json={"location": ident}), 422)
        assert everything() == before

    @pytest.mark.parametrize("who", ["other", "former", "stranger"])
    def test_to_a_row_out_of_sight(self, who, gym: World, call):
        program, before = call(gym.user(who)), everything()
        carla, visit = gym.row(ClientProfile).id, gym.row(WorkoutSession).id
        exercise = gym.row(Exercise).id
        refused(program.post("/workout-sessions/", json={"client": carla, "due_on": "2026-05-04"}),
                422)  # fmt: skip
        body = {"session": visit, "exercise": exercise}
        refused(program.post("/exercise-completions/", json=body), 422)
        assert everything() == before

    def test_to_a_row_in_the_trash(self, gym: World, call):
        program = call(gym.user("manager"))
        ident = program.post("/locations/", json={"name": "Roof"}).json["id"]
        program.delete(f"/locations/{ident}")
        before = everything()
        body = {"first_name": "A", "last_name": "B", "location": ident}
        refused(program.post("/clients/", json=body), 422)
        assert everything() == before

    def test_many_of_which_one_is_not_there(self, gym: World, call):
        program, before = call(gym.user("manager")), everything()
        body = {"name": "Jump", "primary_muscles": [1, 987654]}
        said = refused(program.post("/exercises/", json=body), 422)
        assert said["errors"] == {"primary_muscles": ["There is no such row."]}
        assert everything() == before


class TestReading:
    @pytest.mark.parametrize(
        "q",
        [
            "(filters:!((col:nonsense,opr:eq,value:1)))",
            "(filters:!((col:due_on,opr:nonsense,value:1)))",
            "(filters:!((col:created_by_id,opr:eq,value:1)))",
            "(filters:!((col:client_id,opr:eq,value:1)))",
            "(order_column:nonsense,order_direction:asc)",
            "(order_column:client.last_name,order_direction:asc)",
            "(columns:!(nonsense))",
            "(columns:!(client.email))",
            "(select_columns:!(created_by_id))",
            "(filters:!((col:mood,opr:eq,value:good)))",
            "(filters:!((col:mood,opr:eq,value:99999999999999999999)))",
            "(filters:!((col:session_rpe,opr:eq,value:NaN)))",
            "(filters:!((col:session_rpe,opr:eq,value:hard)))",
            "(filters:!((col:mood,opr:in,value:!(3,good))))",
            "(filters:!((col:mood,opr:eq,value:!n)))",
            "(filters:!((col:mood,opr:not_in,value:3)))",
            "(filters:!((col:mood,opr:eq,value:!(3))))",
            "(page:-1)",
            "5.1e%2B16",
            '{"filters": [{"col": "note", "opr": "ct", "value": "a%5Cu0000"}]}',
            "(filters:!((col:due_on,opr:eq,value:yesterday)))",
            "(filters:!((col:started_at,opr:gt,value:yesterday)))",
            "(filters:!((col:started_at,opr:gt,value:'2026-03-01T00:00:00')))",
            "(filters:!((col:client,opr:rel_o_m,value:Carla)))",
            "(filters:!((col:client,opr:rel_o_m)))",
            "(((",
        ],
    )
    def test_a_question_it_does_not_understand(self, q, gym: World, call):
        refused(call(gym.user("manager")).get(f"/workout-sessions/?q={q}"), 400)

    @pytest.mark.parametrize(
        ("value", "found"), [("2026-03-01T00:00:00Z", 1), ("2027-03-01T00:00:00%2B01:00", 0)]
    )
    def test_times_are_compared_with_their_zone(self, value, found, gym: World, call):
        q = f"(filters:!((col:completed_at,opr:gt,value:'{value}')))"
        answer = call(gym.user("own")).get(f"/completed-sets/?q={q}")
        assert answer.status_code == 200
        assert answer.json["count"] == found

    def test_by_relation(self, gym: World, call):
        carla = gym.row(ClientProfile).id
        make(WorkoutSession, due_on=MONDAY)
        db.session.commit()
        program = call(gym.user("manager"))
        q = f"(filters:!((col:client,opr:rel_o_m,value:{carla})))"
        assert program.get(f"/workout-sessions/?q={q}").json["count"] == 1
        assert program.get("/workout-sessions/").json["count"] == 2
        q = f"(filters:!((col:client,opr:nrel_o_m,value:{carla})))"
        assert program.get(f"/workout-sessions/?q={q}").json["count"] == 1

    @pytest.mark.parametrize("path", ["workout-plans", "meal-plans"])
    def test_by_a_row_out_of_sight_finds_nothing(self, path, gym: World, call):
        """Least of all the rows that refer to none."""
        program = call(gym.user("other"))
        program.post(f"/{path}/", json={"name": "A template"})
        assert program.get(f"/{path}/").json["count"] == 1
        for ident in (gym.row(ClientProfile).id, 987654):
            q = f"(filters:!((col:client,opr:rel_o_m,value:{ident})))"
            assert program.get(f"/{path}/?q={q}").json["count"] == 0

    @pytest.mark.parametrize(
        ("question", "count"),
        [
            ("(col:mood,opr:in,value:!(3,4))", 1),
            ("(col:mood,opr:in,value:!(1,2))", 0),
            ("(col:session_rpe,opr:gt,value:7.25)", 1),
            ("(col:due_on,opr:lt,value:'2026-03-03')", 1),
        ],
    )
    def test_by_value(self, question, count, gym: World, call):
        visit, program = gym.row(WorkoutSession).id, call(gym.user("own"))
        program.put(f"/workout-sessions/{visit}", json={"mood": 4, "session_rpe": "7.5"})
        answer = program.get(f"/workout-sessions/?q=(filters:!({question}))")
        assert answer.status_code == 200, answer.json
        assert answer.json["count"] == count

    def test_by_many(self, gym: World, call):
        program, muscle = call(gym.user("manager")), gym.row(Muscle).id
        program.post("/exercises/", json={"name": "Leg press", "primary_muscles": [muscle]})
        for ident, count in ((muscle, 1), (987654, 0)):
            q = f"(filters:!((col:primary_muscles,opr:rel_m_m,value:{ident})))"
            assert program.get(f"/exercises/?q={q}").json["count"] == count

    @pytest.mark.parametrize(
        "ident", ["0", "-1", "x", str(2**31), str(2**63), str(10**40), "1.5", "null"]
    )
    def test_an_item_that_cannot_be(self, ident, gym: World, call):
        program = call(gym.user("manager"))
        assert program.get(f"/clients/{ident}").status_code in {404, 405}  # no address of an item
        assert program.put(f"/clients/{ident}", json={}).status_code == 404
        assert program.delete(f"/clients/{ident}").status_code == 404

    def test_what_is_only_read(self, gym: World, call):
        program = call(gym.user("admin"))
        for path in ("audit-events", "job-runs", "import-batches", "import-changes",
                     "notifications", "notification-deliveries"):  # fmt: skip
            assert program.post(f"/{path}/", json={}).status_code == 405
            assert program.put(f"/{path}/1", json={}).status_code == 405
            assert program.delete(f"/{path}/1").status_code == 405
        assert program.post("/files/", json={}).status_code == 405
        assert program.post("/gym-settings/", json={"name": "Two"}).status_code == 405

    def test_accounts_are_no_resource_of_ours(self, gym: World, call):
        assert call(gym.user("manager")).get("/users/").status_code == 404

    def test_yes_and_no_are_no_words(self, gym: World, call):
        program = call(gym.user("manager"))
        for value, status in (("AAA", 400), ("1", 400), ("!t", 200), ("!f", 200)):
            q = f"(filters:!((col:is_front,opr:eq,value:{value})))"
            assert program.get(f"/muscles/?q={q}").status_code == status

    def test_what_no_text_holds(self, gym: World, call):
        program, ident = call(gym.user("manager")), gym.row(ClientProfile).id
        for half in ("%5Cu0000", "%5Cud800"):
            q = f'{{"filter": "{half}"}}'
            refused(program.get(f"/coachings/related/client?q={q}"), 400)
        refused(program.get(f"/clients/{ident}/progress?metric=%00"), 400)
