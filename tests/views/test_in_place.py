"""A row that a form refers to is made without leaving the form."""

from fitadmin.models.gym import Location
from fitadmin.models.people import ClientProfile
from tests.forms import Form
from tests.world import World


def test_the_form_alone_makes_a_row_and_tells_its_name(gym: World, browse):
    browser = browse(gym.user("manager"))
    form = Form(browser.get("/locationview/new").text)
    assert "<html" not in browser.get("/locationview/new").text
    answer = browser.post("/locationview/new", data={**form.values, "name": "Annexe"})
    assert answer.status_code == 303
    named = browser.get(answer.headers["Location"])
    assert named.json["text"] == "Annexe"
    assert gym.row(Location).id != named.json["value"]
    again = browser.post("/locationview/new", data={**form.values, "name": "Annexe"})
    assert again.headers["Location"] == answer.headers["Location"]  # the same form is saved once


def test_what_is_wrong_is_said_in_the_form(gym: World, browse):
    answer = browse(gym.user("manager")).post("/locationview/new", data={"name": ""})
    assert answer.status_code == 200
    assert "This field is required" in answer.text
    assert "<html" not in answer.text


def test_a_picker_offers_it_only_to_who_may(gym: World, browse):
    carla = gym.row(ClientProfile).id
    edit = f"/clientprofileview/edit/{carla}"
    assert 'data-new="/locationview/new"' in browse(gym.user("manager")).get(edit).text
    assert "data-new" not in browse(gym.user("desk")).get(edit).text


def test_who_deletes_a_row_on_its_own_page_is_led_to_the_list(gym: World, browse):
    browser, row = browse(gym.user("manager")), gym.row(Location)
    here = {"Referer": f"http://localhost/locationview/show/{row.id}"}
    answer = browser.post(f"/locationview/delete/{row.id}", headers=here)
    assert answer.headers["Location"] == "/locationview/list/"


def test_who_deletes_a_row_in_a_list_stays_on_its_page(gym: World, browse):
    here = {"Referer": "http://localhost/locationview/list/?page_LocationView=3"}
    address = f"/locationview/delete/{gym.row(Location).id}"
    answer = browse(gym.user("manager")).post(address, headers=here)
    assert answer.headers["Location"] == "/locationview/list/?page_LocationView=3"
