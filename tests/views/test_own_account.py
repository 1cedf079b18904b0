"""My account: what a person decides about themselves, and in which language they read."""

from datetime import time

import pytest
from werkzeug.security import generate_password_hash

from fitadmin.access import acting_as, forget_everybody
from fitadmin.extensions import db
from fitadmin.models.gym import GymSettings
from fitadmin.models.scope import SYSTEM
from fitadmin.web.language import direction, language
from tests.factories import PASSWORD
from tests.world import World

WHO = ("admin", "manager", "desk", "own", "nutri", "client")
FORM = {
    "first_name": "Carla", "last_name": "Client", "email": "client@example.org", "locale": "de",
    "timezone": "Asia/Tokyo", "mass_unit": "lb", "length_unit": "in", "energy_unit": "kj",
    "quiet_from": "22:00", "quiet_until": "07:00",
}  # fmt: skip


def saved(gym, name="client"):
    db.session.expire_all()
    return gym.user(name)


def set_up_gym(gym, **values):
    with acting_as(SYSTEM):
        for name, value in values.items():
            setattr(gym.row(GymSettings), name, value)
        db.session.commit()
    forget_everybody()


@pytest.mark.parametrize("who", WHO)
def test_everybody_has_the_page_and_keeps_what_they_say(gym: World, browse, who):
    user = gym.user(who)
    browser, mine = browse(user), {**FORM, "email": user.email}
    assert browser.get("/account/").status_code == 200
    assert browser.post("/account/", data=mine).headers["Location"] == "/account/"
    user = saved(gym, who)
    assert (user.first_name, user.locale, user.timezone) == ("Carla", "de", "Asia/Tokyo")
    assert (user.mass_unit, user.length_unit, user.energy_unit) == ("lb", "in", "kj")
    assert (user.quiet_from, user.quiet_until) == (time(22), time(7))
    assert '<option selected value="Asia/Tokyo">' in browser.get("/account/").text


def test_what_is_left_to_the_gym_is_nothing(gym: World, browse):
    browser = browse(gym.user("client"))
    browser.post("/account/", data=FORM)
    left = dict.fromkeys(
        ("locale", "timezone", "mass_unit", "length_unit", "energy_unit", "quiet_from",
         "quiet_until"), "",
    )  # fmt: skip
    browser.post("/account/", data={**FORM, **left})
    user = saved(gym)
    assert [getattr(user, name) for name in left] == [None] * 7


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"locale": "xx"}, "Not a valid choice"),
        ({"timezone": "Mars/Base"}, "Not a valid choice"),
        ({"mass_unit": "stone"}, "Not a valid choice"),
        ({"first_name": " "}, "This field is required."),
        ({"email": "nowhere"}, "This is no e-mail address."),
        ({"quiet_until": ""}, "a quiet time needs its beginning and its end"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(gym: World, browse, wrong, words):
    answer = browse(gym.user("client")).post("/account/", data={**FORM, **wrong})
    assert answer.status_code == 200
    assert words in answer.text
    assert saved(gym).locale is None


class TestMail:
    @pytest.fixture
    def known(self, gym):
        with acting_as(SYSTEM):
            gym.user("client").password = generate_password_hash(PASSWORD)
            db.session.commit()
        forget_everybody()
        return gym

    @pytest.mark.parametrize("given", ["", "guessed"])
    def test_the_address_needs_the_password(self, known, browse, given):
        moved = {**FORM, "email": "new@example.org", "password_now": given}
        answer = browse(known.user("client")).post("/account/", data=moved)
        assert "give your password" in answer.text
        assert saved(known).email == "client@example.org"

    def test_with_the_password_it_changes(self, known, browse):
        moved = {**FORM, "email": "new@example.org", "password_now": PASSWORD}
        browse(known.user("client")).post("/account/", data=moved)
        assert saved(known).email == "new@example.org"

    def test_nobody_takes_the_address_of_somebody_else(self, known, browse):
        moved = {**FORM, "email": "OWN@example.org", "password_now": PASSWORD}
        answer = browse(known.user("client")).post("/account/", data=moved)
        assert "has an account already" in answer.text
        assert saved(known).email == "client@example.org"


def test_nobody_changes_more_than_their_own(gym: World, browse):
    user = gym.user("client")
    more = {"active": "", "username": "root", "roles": "1", "auth_epoch": "9", "id": "1"}
    browse(user).post("/account/", data={**FORM, **more})
    now = saved(gym)
    assert (now.active, now.username, now.auth_epoch) == (True, "client", 0)
    assert [role.name for role in now.roles] == ["Client"]


def test_signing_out_everywhere_ends_every_session(gym: World, browse):
    here, there = browse(gym.user("client")), browse(gym.user("client"))
    other = browse(gym.user("own"))
    assert "/login/" in here.post("/account/sign-out").headers["Location"]
    for window in (here, there):
        assert "/login/" in window.get("/account/").headers["Location"]
    assert other.get("/account/").status_code == 200


def test_a_get_signs_nobody_out(gym: World, browse):
    browser = browse(gym.user("client"))
    assert browser.get("/account/sign-out").status_code == 405
    assert browser.get("/account/").status_code == 200


@pytest.mark.parametrize("address", ["/users/userinfo/", "/userinfoeditview/form"])
def test_the_addresses_of_flask_appbuilder_lead_here(gym: World, browse, address):
    answer = browse(gym.user("client")).get(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/")


class TestLanguage:
    def test_one_s_own_choice_comes_first(self, gym: World, browse):
        set_up_gym(gym, language="fr")
        browser = browse(gym.user("client"))
        browser.post("/account/", data={**FORM, "locale": "en_XA"})
        assert saved(gym).locale == "en_XA"
        page = browser.get("/account/", headers={"Accept-Language": "de"}).text
        assert "[My account]" in page
        assert "[Saved.]" in page

    def test_the_gym_s_comes_next(self, gym: World, call):
        set_up_gym(gym, language="de")
        client = gym.app.test_client(user=gym.user("client"))
        with client:
            client.get("/account/", headers={"Accept-Language": "fr"})
            assert language() == "de"

    @pytest.mark.parametrize(
        ("asked", "answered"),
        [("de-CH, en;q=0.5", "de"), ("pt", "pt-BR"), ("pt-PT", "pt-BR"), ("sv, es;q=0.3", "es"),
         ("sv", "en"), ("", "en"), ("x" * 300, "en")],
    )  # fmt: skip
    def test_a_stranger_is_answered_as_the_browser_asks(self, gym: World, asked, answered):
        client = gym.app.test_client()
        with client:
            client.get("/login/", headers={"Accept-Language": asked})
            assert language() == answered

    def test_a_stranger_may_choose_and_nothing_is_stored(self, gym: World):
        client = gym.app.test_client()
        assert client.post("/lang/fr", data={"next": "/login/"}).headers["Location"] == "/login/"
        with client:
            client.get("/login/", headers={"Accept-Language": "de"})
            assert language() == "fr"

    def test_a_choice_is_kept_with_the_account(self, gym: World, browse):
        assert browse(gym.user("client")).post("/lang/fr").status_code == 302
        assert saved(gym).locale == "fr"

    def test_a_get_chooses_nothing(self, gym: World, browse):
        assert browse(gym.user("client")).get("/lang/fr").status_code == 405
        assert saved(gym).locale is None

    def test_what_nobody_speaks_is_not_there(self, gym: World, browse):
        assert browse(gym.user("client")).post("/lang/xx").status_code == 404

    def test_the_way_back_never_leaves_the_site(self, gym: World, browse):
        answer = browse(gym.user("client")).post("/lang/de", data={"next": "//evil.example/x"})
        assert "evil" not in answer.headers["Location"]

    def test_programs_are_answered_in_the_language_of_the_account(self, gym: World, call):
        with acting_as(SYSTEM):
            gym.user("client").locale = "en_XA"
            db.session.commit()
        forget_everybody()
        said = call(gym.user("client")).get("/clients/999999").get_json()["message"]
        assert said.startswith("[")

    def test_right_to_left_is_said(self, gym: World, browse):
        browser = browse(gym.user("client"))
        browser.post("/lang/ar_XB")
        with browser:
            browser.get("/account/")
            assert (language(), direction()) == ("ar-XB", "rtl")
