"""Two people change one row: nothing is lost, and the second is asked."""

import threading

import pytest
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.accounts import User
from fitadmin.models.exercises import Equipment, Exercise
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM
from tests.conftest import Browser
from tests.databases import app_on
from tests.factories import make
from tests.forms import Form
from tests.world import World, build_world

RACES = 200


def typed(page, **changes):
    """What a browser sends of the form, with *changes* typed into it."""
    return Form(page).values | {name: [text] for name, text in changes.items()}


@pytest.fixture
def two_forms(gym: World, browse):
    """The address of Carla's form, opened by two people: (address, browser, form) of each."""
    address = f"/clientprofileview/edit/{gym.row(ClientProfile).id}"
    browsers = [browse(gym.user("manager")), browse(gym.user("admin"))]
    return [(address, browser, browser.get(address).text) for browser in browsers]


def test_the_second_is_shown_both_texts_and_keeps_what_was_typed(gym: World, two_forms):
    (address, first, form), (_, second, other_form) = two_forms
    saved = first.post(address, data=typed(form, phone="111", address="Theirs 1"))
    assert saved.status_code == 302
    answer = second.post(address, data=typed(other_form, phone="222"))
    assert answer.status_code == 409
    table = answer.text.split('id="differences"')[1].split("</table>")[0]
    assert "111" in table
    assert "222" in table
    assert "Theirs 1" not in table  # nobody has touched it here: it is taken over
    assert "First name" not in table
    form = Form(answer.text)
    assert form.values["phone"] == ["222"]
    assert form.values["address"] == ["Theirs 1"]
    assert gym.row(ClientProfile).phone == "111"


def test_one_may_save_over_it_or_keep_theirs(gym: World, two_forms):
    (address, first, form), (_, second, other_form) = two_forms
    first.post(address, data=typed(form, phone="111"))
    conflict = second.post(address, data=typed(other_form, phone="222"))
    assert f'href="/clientprofileview/show/{gym.row(ClientProfile).id}"' in conflict.text
    assert second.post(address, data=Form(conflict.text).values).status_code == 302
    db.session.expire_all()
    assert gym.row(ClientProfile).phone == "222"


def test_a_third_who_was_faster_still_is_told_again(gym: World, two_forms):
    (address, first, form), (_, second, other_form) = two_forms
    first.post(address, data=typed(form, phone="111"))
    conflict = second.post(address, data=typed(other_form, phone="222"))
    first.post(address, data=typed(first.get(address).text, phone="333"))
    again = second.post(address, data=Form(conflict.text).values)
    assert again.status_code == 409
    assert "333" in again.text


def test_what_is_wrong_as_well_is_told_with_it(two_forms):
    (address, first, form), (_, second, other_form) = two_forms
    first.post(address, data=typed(form, phone="111"))
    answer = second.post(address, data=typed(other_form, born_on="soon"))
    assert answer.status_code == 409
    assert "Not a valid date value" in answer.text
    assert "soon" in answer.text


def test_a_change_of_many_counts_as_one(gym: World, browse):
    address = f"/exerciseview/edit/{gym.row(Exercise).id}"
    browser = browse(gym.user("manager"))
    form = browser.get(address).text
    muscles = typed(form) | {"primary_muscles": ["1"]}
    assert browser.post(address, data=muscles).status_code == 302
    assert browser.post(address, data=typed(form, name="Mine")).status_code == 409


def test_a_picked_row_is_compared_by_its_name(gym: World, browse):
    exercise, browser = gym.row(Exercise), browse(gym.user("manager"))
    address, equipment = f"/exerciseview/edit/{exercise.id}", gym.row(Equipment)
    form = browser.get(address).text
    browser.post(address, data=typed(form, equipment=str(equipment.id), category="cardio"))
    other = make(Equipment, name="Something else")
    answer = browser.post(address, data=typed(form, equipment=str(other.id), category="stretching"))
    table = answer.text.split('id="differences"')[1].split("</table>")[0]
    assert str(equipment) in table
    assert "Something else" in table
    assert "Cardio" in table


def test_deleting_asks_for_no_version(two_forms):
    (address, first, form), (_, second, _form) = two_forms
    first.post(address, data=typed(form, phone="111"))
    assert second.post(address.replace("edit", "delete")).status_code == 302


def test_nothing_is_lost_in_two_hundred_races(backend, run_folder):
    """Two browsers on a real database of their own, each with a session of its own."""
    app = app_on(backend, "races", run_folder, build_world)
    app.test_client_class = Browser
    with app.app_context(), acting_as(SYSTEM):
        users = [
            db.session.scalars(select(User).where(User.username == name)).one()
            for name in ("manager", "admin")
        ]
        carla = db.session.scalars(select(ClientProfile).order_by(ClientProfile.id)).first()
        address, version = f"/clientprofileview/edit/{carla.id}", carla.version
        browsers = [app.test_client(user=user) for user in users]
    start, answers = threading.Barrier(2, timeout=60), []

    def edit(browser, who):
        data = typed(browser.get(address).text)
        for number in range(RACES):
            seen = {"version": [str(version + number)], "phone": [f"{who}-{number}"]}
            start.wait()
            answers.append(browser.post(address, data=data | seen).status_code)

    racers = [
        threading.Thread(target=edit, args=(browser, who)) for who, browser in enumerate(browsers)
    ]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    with app.app_context(), acting_as(SYSTEM):
        carla = db.session.scalars(select(ClientProfile).order_by(ClientProfile.id)).first()
        saved = carla.version - version
        db.session.remove()
        db.engine.dispose()
    assert sorted(answers) == [302] * RACES + [409] * RACES
    assert saved == RACES


def test_what_one_has_not_touched_stays_as_the_other_saved_it(gym: World, browse):
    carla = gym.row(ClientProfile)
    address = f"/clientprofileview/edit/{carla.id}"
    first, second = browse(gym.user("manager")), browse(gym.user("admin"))
    form, other_form = first.get(address).text, second.get(address).text
    assert first.post(address, data=typed(form, address="1 New Street")).status_code == 302
    conflict = second.post(address, data=typed(other_form, phone="222"))
    assert conflict.status_code == 409
    assert "You have changed different fields" in conflict.text
    assert "not touched it: Address" in conflict.text
    assert second.post(address, data=Form(conflict.text).values).status_code == 302
    db.session.refresh(carla)
    assert (carla.address, carla.phone) == ("1 New Street", "222")


def test_what_was_typed_about_a_row_that_is_gone_is_shown_again(gym: World, browse):
    carla = gym.row(ClientProfile)
    address = f"/clientprofileview/edit/{carla.id}"
    first, second = browse(gym.user("manager")), browse(gym.user("admin"))
    form = second.get(address).text
    first.post(f"/clientprofileview/delete/{carla.id}")
    answer = second.post(address, data=typed(form, address="A street typed for long"))
    assert answer.status_code == 404
    assert "no longer there" in answer.text
    assert "A street typed for long" in answer.text


@pytest.mark.parametrize(
    ("said", "leads_to"),
    [
        ("/clientprofileview/list/?q=a", "/clientprofileview/list/?q=a"),
        ("//evil.example/", "/clientprofileview/list/"),
        ("https://evil.example/", "/clientprofileview/list/"),
        ("/\\evil.example", "/clientprofileview/list/"),
        ("/a\r\nb", "/clientprofileview/list/"),
        ("", "/clientprofileview/list/"),
    ],
)
def test_who_saves_goes_back_to_where_the_form_was_opened(gym: World, browse, said, leads_to):
    browser = browse(gym.user("manager"))
    address = f"/clientprofileview/edit/{gym.row(ClientProfile).id}"
    form = browser.get(address).text
    answer = browser.post(address, data={**typed(form, phone="1"), "came_from": said})
    assert answer.headers["Location"] == leads_to


def test_two_forms_open_at_once_lead_each_to_where_it_was_opened(gym: World, browse):
    browser = browse(gym.user("manager"))
    here = {"Referer": "http://localhost/locationview/list/?psize_LocationView=50"}
    form = Form(browser.get("/locationview/add", headers=here).text)
    browser.get("/foodview/list/")
    browser.get("/foodview/add")
    answer = browser.post("/locationview/add", data={**form.values, "name": "Hall"})
    assert answer.headers["Location"] == "/locationview/list/?psize_LocationView=50"
