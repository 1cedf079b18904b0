"""What an attacker with a client's or a trainer's account has tried once, and must not again."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.files import StoredFile
from fitadmin.models.gym import Location
from fitadmin.models.meals import MealComponent, MealEntry, MealOption, MealPlan
from fitadmin.models.people import ClientProfile, Coaching, TrainerProfile
from fitadmin.models.progress import Metric, ProgressEntry, ProgressPhoto
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import CompletedSet
from fitadmin.views.base import DomainView
from tests.access.test_pages import view_of
from tests.factories import make


def test_two_readers_of_one_page_do_not_share_what_they_ask_for(gym):
    view = view_of("ClientNote")

    def ask(number: int) -> bool:
        with gym.app.test_request_context(f"/?_flt_0_text={number}"):
            view._filters.add_filter_index("text", 0, str(number))
            return [view._filters.get_filter_value("text")] == [str(number)]

    with ThreadPoolExecutor(8) as readers:
        assert all(readers.map(ask, range(400)))
    assert isinstance(view, DomainView)
    assert view._no_filters.filters == []


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"])
def test_a_moment_beyond_reason_is_refused(gym, call, moment):
    carla = gym.row(ClientProfile).id
    with acting_as(SYSTEM):
        waist = db.session.query(Metric).filter_by(slug="waist").one().id
    body = {"client": carla, "metric": waist, "entered": "80", "measured_at": moment}
    assert call(gym.user("client")).post("/progress-entries/", json=body).status_code == 422
    done = gym.row(CompletedSet).id
    answer = call(gym.user("client")).put(f"/completed-sets/{done}", json={"completed_at": moment})
    assert answer.status_code == 422


def test_a_fixed_column_cannot_be_changed_by_its_relation(gym, call):
    carla, place = gym.row(ClientProfile).id, make(Location).id
    for value in (place, None):
        with acting_as(SYSTEM):
            db.session.get(ClientProfile, carla).location_id = gym.row(Location).id
            db.session.flush()
        answer = call(gym.user("client")).put(f"/clients/{carla}", json={"location": value})
        assert answer.status_code == 403


@pytest.mark.parametrize(
    "column", ["user.password", "user.email", "user", "metadata", "__class__", "custom", "client"]
)
def test_a_page_is_ordered_by_its_own_columns_alone(gym, browse, column):
    for name in ("ClientProfileView", "TrainerProfileView"):
        page = f"/{name.lower()}/list/?_oc_{name}={column}&_od_{name}="
        down, up = (browse(gym.user("desk")).get(page + way) for way in ("desc", "asc"))
        assert (down.status_code, up.status_code) == (200, 200)
        assert shown(down.text) == shown(up.text)


def shown(html):
    """The rows of a list, in order."""
    return re.findall(r"/show/(\d+)", html)


def test_a_page_is_never_endless(gym, browse):
    reader = browse(gym.user("manager"))
    for _ in range(120):
        make(Metric)
    page = reader.get("/metricview/list/?psize_MetricView=999999").text
    assert page.count("/metricview/show/") <= 100
    for nonsense in ("page_MetricView=" + "9" * 23, "psize_MetricView=x"):
        assert reader.get(f"/metricview/list/?{nonsense}").status_code == 400


@pytest.mark.parametrize("header", ["Basic eDp5", "", "Bearer x"])
def test_no_header_of_an_attacker_s_stands_in_for_the_token_of_a_form(gym, browse, header):
    gym.app.config["WTF_CSRF_ENABLED"] = True
    try:
        carla = gym.row(ClientProfile).id
        answer = browse(gym.user("client")).put(
            f"/api/v1/clients/{carla}", json={"phone": "1"}, headers={"Authorization": header}
        )
        assert answer.status_code == 400
    finally:
        gym.app.config["WTF_CSRF_ENABLED"] = False


def test_a_private_photo_stays_private_and_its_file_is_in_one_photo_only(gym, call):
    photo, file = gym.row(ProgressPhoto), gym.row(StoredFile)
    body = {"shown_to": "client_only"}
    assert (
        call(gym.user("client")).put(f"/progress-photos/{photo.id}", json=body).status_code == 200
    )
    assert call(gym.user("own")).get(f"/files/{file.id}").status_code == 404
    assert call(gym.user("manager")).get(f"/progress-photos/{photo.id}").status_code == 404
    again = {"client": photo.client_id, "file": file.id, "taken_on": "2026-01-01"}
    assert call(gym.user("client")).post("/progress-photos/", json=again).status_code == 409


@pytest.mark.parametrize(
    ("verb", "path", "body"),
    [
        ("put", "/completed-sets/1", {"reps": 2**63}),
        ("put", "/completed-sets/1", {"reps": int("9" * 30)}),
        ("get", "/completed-sets/?q=(page:999999999999999999999)", None),
        ("get", "/clients/?q=(filters:!((col:first_name,opr:ct,value:1)))", None),
        ("get", "/clients/?q=(filters:!((col:first_name,opr:ct,value:!t)))", None),
        ("get", "/clients/1/progress?to=0001-01-01", None),
        ("get", "/clients/1/progress?to=9999-12-31", None),
        ("get", "/clients/1/progress?from=yesterday", None),
        ("get", "/clients/1/progress?metric=no-such-metric", None),
        ("get", "/clients/?q=(filters:!((col:created_at,opr:gt,value:'0001-01-01T00:00:00Z')))",
         None),
    ],
)  # fmt: skip
def test_nonsense_is_answered_in_words(gym, call, verb, path, body):
    data = {"data": json.dumps(body), "content_type": "application/json"} if body else {}
    answer = getattr(call(gym.user("client")), verb)(path, **data)
    assert answer.status_code < 500
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "typed", [{"client": "²"}, {"client": "9" * 23}, {"entered": "NaN"}, {"entered": "1e400"},
              {"measured_at": "0001-01-01T00:00"}, {"measured_at": "9999-12-31T23:59"}],
)  # fmt: skip
def test_nonsense_in_a_form_is_told(gym, browse, typed):
    values = {"client": gym.row(ClientProfile).id, "metric": 1, "entered": "80", "unit": "kg"}
    before = db.session.query(ProgressEntry).count()
    answer = browse(gym.user("own")).post("/progressentryview/add", data=values | typed)
    assert answer.status_code == 200
    assert db.session.query(ProgressEntry).count() == before


def test_one_client_s_diary_does_not_refer_to_another_s_plan(gym, call):
    with acting_as(SYSTEM):
        me = db.session.query(TrainerProfile).filter_by(first_name="Own").one()
    second = make(ClientProfile, first_name="Second")
    make(Coaching, trainer=me, client=second, started_on=date(2026, 1, 1))
    entry = make(MealEntry, plan=make(MealPlan, client=second))
    option = make(MealOption, component=make(MealComponent, entry=entry))
    body = {"client": gym.row(ClientProfile).id, "food": option.food_id, "grams": 1}
    program = call(gym.user("own"))
    assert program.post("/nutrition-entries/", json=body).status_code == 201
    answer = program.post("/nutrition-entries/", json={**body, "option": option.id})
    assert answer.status_code == 422


def test_no_change_takes_a_row_out_of_the_sight_of_who_makes_it(gym, call):
    """A coach would hide a client's photo from all coaches, managers included."""
    photo, own = gym.row(ProgressPhoto), gym.user("own")
    with acting_as(SYSTEM):
        photo.file.owner_user_id = own.id
        db.session.commit()
    answer = call(own).put(f"/progress-photos/{photo.id}", json={"shown_to": "client_only"})
    assert answer.status_code == 403
    assert call(gym.user("own")).get(f"/progress-photos/{photo.id}").status_code == 200
    assert call(gym.user("own")).put(f"/progress-photos/{photo.id}", json={"pose": "side"}).json[
        "result"
    ]["pose"] == "side"  # fmt: skip


@pytest.mark.parametrize("ident", ["0" * 19 + "1" + "9" * 15, "0" * 19 + "1" + "9" * 30, "1" * 400])
def test_a_long_number_that_begins_like_an_id_is_none(gym, call, browse, ident):
    manager = gym.user("manager")
    assert call(manager).get(f"/clients/{ident}").status_code == 404
    assert call(manager).delete(f"/clients/{ident}").status_code == 404
    assert browse(manager).get(f"/clientprofileview/show/{ident}").status_code == 404
    page = browse(manager).get(f"/clientnoteview/list/?_flt_0_client={ident}")
    assert page.status_code in {200, 400}


def test_a_search_for_the_name_of_a_parameter_is_a_search(gym, call):
    answer = call(gym.user("manager")).get("/clients/?search=changed_since%3D")
    assert (answer.status_code, answer.json["ids"]) == (200, [])
    assert call(gym.user("manager")).get("/clients/?search=changed_since=").status_code == 200
