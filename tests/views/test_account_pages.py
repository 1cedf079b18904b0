"""The admins' pages about accounts and groups."""

import pytest
from sqlalchemy import select
from werkzeug.security import check_password_hash, generate_password_hash

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.accounts import Group, Role, User
from fitadmin.models.gym import AuditEvent
from fitadmin.models.people import ClientProfile, TrainerProfile
from fitadmin.models.scope import SYSTEM
from tests.factories import person
from tests.forms import Form
from tests.statements import counted

TYPED = {
    "first_name": "Nora",
    "last_name": "New",
    "username": "nora",
    "email": "nora@example.org",
    "password": "a long password",
    "again": "a long password",
}
MINE = "correct-horse-battery"


def account(name):
    db.session.expire_all()
    return db.session.scalars(select(User).where(User.username == name)).one_or_none()


def role_id(name):
    return db.session.scalars(select(Role.id).where(Role.name == name)).one()


@pytest.fixture
def admin(gym, browse):
    gym.user("admin").password = generate_password_hash(MINE)
    db.session.commit()
    return browse(gym.user("admin"))


def test_the_list_says_who_may_sign_in(gym, admin):
    page = admin.get("/users/list/").text
    for words in ("Accounts", "User name", "E-mail", "Roles", "State", "Last sign-in"):
        assert words in page
    assert "own@example.org" in page
    assert "Can sign in" in page


def test_the_list_is_searched(gym, admin):
    found = admin.get("/users/list/?_flt_0_username=other").text
    assert "other@example.org" in found
    assert "own@example.org" not in found
    by_role = admin.get(f"/users/list/?_flt_0_roles={role_id('Nutritionist')}").text
    assert "nutri@example.org" in by_role
    assert "own@example.org" not in by_role


def test_pages_cost_the_same_with_more_accounts(gym, admin):
    user = gym.user("own").id
    costs = []
    for _round in range(2):
        pages = ("list/", "list/?psize_UserView=100", f"show/{user}", f"edit/{user}", "add")
        for page in pages:
            admin.get("/users/userinfo/")
            with counted() as sent:
                assert admin.get(f"/users/{page}").status_code == 200
            costs.append(len(sent))
        with acting_as(SYSTEM):
            for _ in range(20):
                person("Client")
            db.session.commit()
    assert costs[:5] == costs[5:]
    assert max(costs) <= 12


def test_a_new_account_signs_in_and_its_password_is_kept_as_a_hash(gym, admin, call):
    roles = [role_id("Manager"), role_id("Client")]
    assert admin.post("/users/add", data=TYPED | {"roles": roles}).status_code == 302
    user = account("nora")
    assert {each.name for each in user.roles} == {"Manager", "Client"}
    assert user.active
    assert user.password != TYPED["password"]
    assert check_password_hash(user.password, TYPED["password"])
    sign_in = {"username": "nora", "password": TYPED["password"], "provider": "db"}
    assert "access_token" in call().post("/security/login", json=sign_in).json


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password": "short", "again": "short"}, "8 to 128 characters"),
        ({"again": "another password"}, "The two passwords differ."),
        ({"username": "OWN"}, "this user name is taken"),
        ({"username": "nora n"}, "A user name has no blanks."),
        ({"email": "Own@example.org"}, "has an account already"),
        ({"email": "nora"}, "This is no e-mail address."),
        ({"first_name": ""}, "This field is required"),
        ({"roles": "999999"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(gym, admin, changed, words):
    answer = admin.post("/users/add", data=TYPED | changed)
    assert answer.status_code == 200
    assert words in answer.text
    assert account("nora") is None
    assert TYPED["password"] not in answer.text


def test_a_change_does_not_take_the_name_of_somebody_else(gym, admin):
    ident = gym.user("other").id
    form = Form(admin.get(f"/users/edit/{ident}").text).values
    assert "this user name is taken" in admin.post(
        f"/users/edit/{ident}", data=form | {"username": "Own"}
    ).text  # fmt: skip
    assert admin.post(f"/users/edit/{ident}", data=form | {"last_name": "Otto"}).status_code == 302
    assert account("other").last_name == "Otto"


def test_the_page_of_an_account_leads_to_its_profile(gym, admin):
    with acting_as(SYSTEM):
        trainer = db.session.scalars(
            select(TrainerProfile).where(TrainerProfile.user_id == gym.user("own").id)
        ).one()
    carla = gym.row(ClientProfile)
    page = admin.get(f"/users/show/{gym.user('client').id}").text
    assert f'href="/clientprofileview/show/{carla.id}"' in page
    assert "Client Carla Client" in page
    page = admin.get(f"/users/show/{gym.user('own').id}").text
    assert f'href="/trainerprofileview/show/{trainer.id}"' in page
    assert "No client and no trainer" in admin.get(f"/users/show/{gym.user('desk').id}").text


def test_a_name_is_shown_as_text_though_it_looks_like_a_page(gym, admin):
    with acting_as(SYSTEM):
        gym.row(ClientProfile).first_name = "<script>alert(1)</script>"
        db.session.commit()
    page = admin.get(f"/users/show/{gym.user('client').id}").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


class TestActs:
    def test_who_is_deactivated_is_out_and_comes_back(self, gym, admin, browse):
        user = gym.user("own")
        theirs = browse(user)
        assert theirs.get("/exerciseview/list/").status_code == 200
        page = admin.get(f"/users/show/{user.id}").text
        assert "/action/deactivate/" in page
        assert "/action/activate/" not in page
        admin.post(f"/users/action/deactivate/{user.id}")
        assert not account("own").active
        assert theirs.get("/exerciseview/list/").status_code == 302
        page = admin.get(f"/users/show/{user.id}").text
        assert "/action/activate/" in page
        assert "Deactivated" in page
        admin.post(f"/users/action/activate/{user.id}")
        assert account("own").active

    def test_no_admin_deactivates_themselves(self, gym, admin):
        me = gym.user("admin").id
        admin.post(f"/users/action/deactivate/{me}")
        assert account("admin").active
        assert "the gym needs an admin who can sign in" in admin.get("/users/list/").text

    def test_all_sessions_end_and_the_audit_log_says_so(self, gym, admin, browse, call):
        user = gym.user("own")
        cookie, token = browse(user), call(user)
        assert token.get("/muscles/").status_code == 200
        admin.post(f"/users/action/end_sessions/{user.id}")
        assert cookie.get("/exerciseview/list/").status_code == 302
        assert token.get("/muscles/").status_code == 401
        with acting_as(SYSTEM):
            told = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
        assert (told.act, told.table_name, told.row_id) == ("end_sessions", "ab_user", user.id)
        assert browse(account("own")).get("/exerciseview/list/").status_code == 200

    @pytest.mark.parametrize("act", ["deactivate", "activate", "end_sessions", "new_password"])
    def test_acts_are_posts_of_admins(self, gym, admin, browse, act):
        ident = gym.user("other").id
        assert admin.get(f"/users/action/{act}/{ident}").status_code in {404, 405}
        assert admin.post(f"/users/action/{act}/999999").status_code == 404
        for who in ("manager", "desk", "own", "client"):
            assert browse(gym.user(who)).post(f"/users/action/{act}/{ident}").status_code == 403
        assert account("other").auth_epoch == 0


class TestNewPassword:
    NEW = "brand-new-battery"

    def form(self, **changed):
        return {"password": self.NEW, "again": self.NEW, "own": MINE} | changed

    def test_an_admin_gives_one_and_it_ends_what_was_open(self, gym, admin, browse):
        user = gym.user("own")
        theirs = browse(user)
        assert theirs.get("/exerciseview/list/").status_code == 200
        away = admin.post(f"/users/action/new_password/{user.id}").headers["Location"]
        assert away == f"/users/password/{user.id}"
        assert admin.get(away).status_code == 200
        assert admin.post(away, data=self.form()).status_code == 302
        assert check_password_hash(account("own").password, self.NEW)
        assert theirs.get("/exerciseview/list/").status_code == 302

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"own": "wrong"}, "This is not your password."),
            ({"own": ""}, "This field is required"),
            ({"again": "x"}, "The two passwords differ."),
            ({"password": "short", "again": "short"}, "8 to 128 characters"),
        ],
    )
    def test_it_stays_unless_the_admin_shows_to_be_the_admin(self, gym, admin, changed, words):
        before = gym.user("own").password
        address = f"/users/password/{gym.user('own').id}"
        answer = admin.post(address, data=self.form(**changed))
        assert answer.status_code == 200
        assert words in answer.text
        assert account("own").password == before

    def test_nobody_s_password_is_not_found(self, admin, browse, gym):
        assert admin.get("/users/password/999999").status_code == 404
        assert browse(gym.user("manager")).get("/users/password/1").status_code == 403


class TestGroups:
    def test_a_group_gives_its_roles_to_its_accounts(self, gym, admin, browse):
        user = person(username="nobody_yet")
        db.session.commit()
        typed = {"name": "Board", "roles": [role_id("Client")], "users": [user.id]}
        assert admin.post("/groups/add", data=typed).status_code == 302
        assert browse(user).get("/exerciseview/list/").status_code == 200
        ident = db.session.scalars(select(Group.id).where(Group.name == "Board")).one()
        assert "Board" in admin.get("/groups/list/").text
        assert "Client" in admin.get(f"/groups/show/{ident}").text
        form = Form(admin.get(f"/groups/edit/{ident}").text).values
        assert form["users"] == [str(user.id)]
        assert admin.post(f"/groups/delete/{ident}").status_code == 302
        assert browse(user).get("/exerciseview/list/").status_code == 403

    def test_a_name_is_its_own(self, admin):
        assert admin.post("/groups/add", data={"name": "Board"}).status_code == 302
        answer = admin.post("/groups/add", data={"name": "Board"})
        assert answer.status_code == 200
        assert "There is a group with this name already." in answer.text

    def test_its_picker_finds_accounts_for_admins_alone(self, gym, admin, browse):
        found = admin.get("/groups/related/users?q=Own").json
        assert found["count"] >= 1
        assert browse(gym.user("manager")).get("/groups/related/users?q=Own").status_code == 403
