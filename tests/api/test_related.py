"""The pickers of programs: what a relation may be set to."""

import pytest

from fitadmin.extensions import db
from fitadmin.models.people import ClientProfile, Coaching
from tests.api.test_refusals import refused
from tests.factories import make
from tests.world import World


def test_searched_and_paged(gym: World, call):
    for number in range(25):
        make(ClientProfile, first_name="Zoe", last_name=f"Zeta {number:02}")
    make(ClientProfile, first_name="Zoe", last_name="100%")
    db.session.commit()
    program = call(gym.user("manager"))
    ask = "/workout-sessions/related/client?q="
    found = program.get(f"{ask}(filter:'zeta zoe')").json
    assert (found["count"], len(found["result"])) == (25, 20)
    assert found["result"][0]["text"] == "Zoe Zeta 00"
    rest = program.get(f"{ask}(filter:'zeta zoe',page:1)").json["result"]
    assert [row["text"] for row in rest] == [f"Zoe Zeta {n}" for n in range(20, 25)]
    assert program.get(f"{ask}(filter:'100%25')").json["count"] == 1
    assert program.get(f"{ask}(filter:'0%25z')").json["count"] == 0


def test_scoped(gym: World, call):
    for who, seen in (("own", True), ("manager", True), ("other", False), ("former", False)):
        texts = [
            row["text"]
            for row in call(gym.user(who)).get("/workout-sessions/related/client").json["result"]
        ]
        assert ("Carla Client" in texts) == seen


@pytest.mark.parametrize(
    "path", ["related/note", "related/created_by", "related/nonsense", "related/completions"]
)
def test_only_of_relations_that_are_taken_in(path, gym: World, call):
    assert call(gym.user("manager")).get(f"/workout-sessions/{path}").status_code == 404


def test_no_accounts(gym: World, call):
    for path in ("clients/related/user", "trainers/related/user"):
        assert call(gym.user("admin")).get(f"/{path}").status_code == 404


@pytest.mark.parametrize("q", ["(page:-1)", "(page_size:101)", "(nonsense:1)"])
def test_a_question_it_does_not_understand(q, gym: World, call):
    refused(call(gym.user("manager")).get(f"/coachings/related/client?q={q}"), 400)


def test_what_is_in_the_trash_is_not_offered(gym: World, call):
    program = call(gym.user("manager"))
    name = gym.row(Coaching).trainer.last_name
    ident = gym.row(Coaching).trainer_id
    program.delete(f"/trainers/{ident}")
    texts = [r["text"] for r in program.get("/coachings/related/trainer").json["result"]]
    assert texts
    assert not [text for text in texts if f"Own {name}" in text]
