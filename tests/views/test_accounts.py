"""A manager opens accounts for people who have none."""

import pytest
from sqlalchemy import func, select
from werkzeug.security import check_password_hash, generate_password_hash

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.accounts import User
from fitadmin.models.people import ClientProfile, TrainerProfile
from fitadmin.models.scope import SYSTEM, Invalid
from fitadmin.services.accounts import open_account
from tests.factories import make
from tests.world import World

TYPED = {
    "username": "newcomer",
    "email": "newcomer@example.org",
    "password": "a long password",
    "again": "a long password",
}


def newcomer(model: type = ClientProfile, **values: object) -> int:
    """The id of somebody without an account."""
    profile = make(model, first_name="Nora", last_name="Newcomer", **values)
    db.session.commit()
    return profile.id


def account(name: str = "newcomer") -> User | None:
    with acting_as(SYSTEM):
        return db.session.scalars(select(User).where(User.username == name)).one_or_none()


def accounts() -> int:
    return db.session.scalar(select(func.count()).select_from(User))


@pytest.mark.parametrize(
    ("model", "values", "role"),
    [
        (ClientProfile, {}, "Client"),
        (TrainerProfile, {"kind": "trainer"}, "Trainer"),
        (TrainerProfile, {"kind": "nutritionist"}, "Nutritionist"),
    ],
)
def test_the_account_has_the_role_of_the_profile(model, values, role, gym: World, browse):
    kind = "client" if model is ClientProfile else "trainer"
    ident = newcomer(model, **values)
    browser = browse(gym.user("manager"))
    assert "Nora Newcomer" in browser.get(f"/accounts/{kind}/{ident}").text
    answer = browser.post(f"/accounts/{kind}/{ident}", data=TYPED)
    assert answer.status_code == 302
    user = account()
    assert [each.name for each in user.roles] == [role]
    assert (user.first_name, user.last_name) == ("Nora", "Newcomer")
    with acting_as(SYSTEM):
        assert db.session.get(model, ident).user_id == user.id


def test_with_it_one_signs_in(gym: World, browse, call):
    browse(gym.user("manager")).post(f"/accounts/client/{newcomer()}", data=TYPED)
    sign_in = {"username": "newcomer", "password": TYPED["password"], "provider": "db"}
    assert "access_token" in call().post("/security/login", json=sign_in).json


def test_the_address_of_the_profile_is_offered(gym: World, browse):
    ident = newcomer(email="nora@example.org")
    page = browse(gym.user("manager")).get(f"/accounts/client/{ident}")
    assert 'value="nora@example.org"' in page.text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password": "short", "again": "short"}, "8 to 128 characters"),
        ({"password": "x" * 129, "again": "x" * 129}, "8 to 128 characters"),
        ({"again": "another password"}, "The two passwords differ."),
        ({"username": "  "}, "This field is required"),
        ({"email": "nobody"}, "This is no e-mail address."),
        ({"username": "Client"}, "this user name is taken"),
        ({"email": "CLIENT@example.org"}, "has an account already"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(changed, words, gym: World, browse):
    ident, before = newcomer(), accounts()
    answer = browse(gym.user("manager")).post(f"/accounts/client/{ident}", data=TYPED | changed)
    assert answer.status_code == 200
    assert words in answer.text
    assert accounts() == before


def test_nobody_gets_a_second_account(gym: World, browse):
    carla, before = gym.row(ClientProfile), accounts()
    browser = browse(gym.user("manager"))
    answer = browser.post(f"/accounts/client/{carla.id}", data=TYPED)
    assert answer.status_code == 302
    assert accounts() == before
    assert "This person has an account already." in browser.get("/clientprofileview/list/").text


def test_two_managers_at_once_open_one_account(gym: World):
    """The page asks before, the service again."""
    carla = gym.row(ClientProfile)
    with acting_as(SYSTEM), pytest.raises(Invalid, match="has an account already"):
        open_account(db.session(), gym.app.appbuilder.sm, carla, "new", "a password", "n@x.org")


@pytest.mark.parametrize("ident", ["999999", "99999999999999999999", "one", "-1"])
def test_who_is_not_there_gets_no_account(ident, gym: World, browse):
    browser = browse(gym.user("manager"))
    for kind in ("client", "trainer"):
        assert browser.get(f"/accounts/{kind}/{ident}").status_code == 404
        assert browser.post(f"/accounts/{kind}/{ident}", data=TYPED).status_code == 404


@pytest.mark.parametrize("who", ["desk", "own", "nutri", "client", "other"])
def test_only_who_sees_all_opens_accounts(who, gym: World, browse):
    """The front desk writes profiles, too, and a client their own."""
    before = accounts()
    for kind, ident in (("client", newcomer()), ("trainer", newcomer(TrainerProfile))):
        answer = browse(gym.user(who)).post(f"/accounts/{kind}/{ident}", data=TYPED)
        assert answer.status_code in {302, 403}
        assert "/show/" not in answer.headers.get("Location", "")
    assert accounts() == before


@pytest.mark.parametrize(
    ("view", "kind", "model"),
    [
        ("clientprofileview", "client", ClientProfile),
        ("trainerprofileview", "trainer", TrainerProfile),
    ],
)
def test_the_profile_leads_there(view, kind, model, gym: World, browse):
    ident, browser = newcomer(model), browse(gym.user("manager"))
    assert "Open an account" in browser.get(f"/{view}/show/{ident}").text
    answer = browser.post(f"/{view}/action/open_account/{ident}")
    assert answer.headers["Location"] == f"/accounts/{kind}/{ident}"


class TestOnesOwnPassword:
    PAGE = "/resetmypassword/form"

    @pytest.fixture
    def change(self, gym, browse):
        """`change(old, new)` as a client whose password is known."""
        client = gym.user("client")
        client.password = generate_password_hash("correct-horse-battery")
        db.session.commit()
        browser = browse(client)
        return lambda old, new: browser.post(
            self.PAGE, data={"now_used": old, "password": new, "conf_password": new}
        )

    def test_it_is_measured_by_the_same_rule(self, change):
        answer = change("correct-horse-battery", "x")
        assert answer.status_code == 200
        assert "8 to 128 characters" in answer.text

    @pytest.mark.parametrize("old", ["", "another-horse-battery", "Correct-horse-battery"])
    def test_it_does_not_change_for_who_does_not_know_the_old_one(self, gym, change, old):
        before = gym.user("client").password
        answer = change(old, "brand-new-battery")
        assert answer.status_code == 200
        assert old == "" or "This is not your password." in answer.text
        db.session.expire_all()
        assert gym.user("client").password == before

    def test_it_changes_for_who_knows_it(self, gym, change):
        assert change("correct-horse-battery", "brand-new-battery").status_code == 302
        db.session.expire_all()
        assert check_password_hash(gym.user("client").password, "brand-new-battery")
