"""`search`: rows by words, the likeliest first, among those in sight."""

from fitadmin.models.exercises import Exercise
from fitadmin.models.people import TrainerProfile
from tests.factories import make


def test_the_likeliest_stand_first_and_filters_still_hold(gym, call):
    for name in ("Weighted dip", "Dip", "Dipping bird", "Plank dip hold"):
        make(Exercise, name=name, slug=name.lower().replace(" ", "-"))
    body = call(gym.user("client")).get("/exercises/?search=DIP&q=(columns:!(name))").get_json()
    names = [row["name"] for row in body["result"]]
    assert names[:2] == ["Dip", "Dipping bird"]
    assert set(names) == {"Weighted dip", "Dip", "Dipping bird", "Plank dip hold"}
    assert body["count"] == 4
    assert "next" not in body
    narrowed = "/exercises/?search=dip&q=(columns:!(name),filters:!((col:name,opr:sw,value:W)))"
    assert [r["name"] for r in call(gym.user("client")).get(narrowed).get_json()["result"]] == [
        "Weighted dip"
    ]


def test_what_is_out_of_sight_is_not_found(gym, call):
    owner = gym.row(TrainerProfile)
    make(Exercise, name="Zirkon secret", slug="zirkon", owner_id=owner.id)
    assert call(gym.user("client")).get("/exercises/?search=zirkon").get_json()["count"] == 0


def test_an_order_of_ones_own_may_be_asked_for_and_is_paged_by_key(gym, call):
    for number in range(5):
        make(Exercise, name=f"Kettle {number}", slug=f"kettle-{number}")
    program = call(gym.user("client"))
    q = "q=(columns:!(name),order_column:name,order_direction:desc,page_size:2)"
    first = program.get(f"/exercises/?search=kettle&{q}").get_json()
    second = program.get(f"/exercises/?search=kettle&{q}&after={first['next']}").get_json()
    names = [row["name"] for body in (first, second) for row in body["result"]]
    assert names == ["Kettle 4", "Kettle 3", "Kettle 2", "Kettle 1"]


def test_what_cannot_be_searched_says_so(gym, call):
    program = call(gym.user("manager"))
    assert "words" in program.get("/coachings/?search=x").get_json()["message"]
    assert program.get("/coachings/?search=x").status_code == 400
    assert program.get("/exercises/?search=x&after=WyJpZCIsImFzYyIsMSwxXQ").status_code == 400
    assert program.get("/exercises/?search=%F0").status_code == 400
    for hostile in ("%25", "a%27%20OR%201=1--", "%22*%22", "NEAR(", "x" * 3000):
        assert program.get(f"/exercises/?search={hostile}").status_code == 200, hostile
