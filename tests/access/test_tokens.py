"""Tokens and cookies: what is taken for a sign-in, what is not, and what it costs to know."""

import time
from typing import Any
from uuid import uuid4

import jwt
import pytest
from flask_appbuilder.security.sqla.models import Group, Role
from flask_jwt_extended import create_access_token, create_refresh_token
from sqlalchemy import Engine, event

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.gym import Location
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM
from tests.conftest import Browser
from tests.factories import make, person

ANSWERS = "/api/v1/muscles/"


def ask(app: Any, authorization: str, path: str = ANSWERS) -> Any:
    return Browser(app, app.response_class).get(path, headers={"Authorization": authorization})


def claims_of(app: Any, ident: int, **changed: Any) -> dict[str, Any]:
    """What an access token of ours says, with changes; None leaves a claim out."""
    token = create_access_token(str(ident))
    said = jwt.decode(token, app.config["JWT_SECRET_KEY"], algorithms=["HS256"])
    return {name: value for name, value in {**said, **changed}.items() if value is not None}


def test_a_token_of_ours_is_taken(gym):
    token = create_access_token(str(gym.user("own").id))
    assert ask(gym.app, f"Bearer {token}").status_code == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "refresh"}, {"type": "nonsense"},
        {"exp": 1_000_000_000}, {"exp": None}, {"exp": "soon"},
        {"nbf": 9_000_000_000},
        {"sub": "own"}, {"sub": ""}, {"sub": None}, {"sub": "0"}, {"sub": "-1"}, {"sub": "1.0"},
        {"sub": "999999"}, {"sub": str(2**31)}, {"sub": str(2**63)}, {"sub": "9" * 40},
        {"ep": -1}, {"ep": "many"}, {"ep": [1]},
    ],
    ids=str,
)  # fmt: skip
def test_a_token_that_says_something_else_is_not(gym, changed):
    claims = claims_of(gym.app, gym.user("own").id, **changed)
    token = jwt.encode(claims, gym.app.config["JWT_SECRET_KEY"], algorithm="HS256")
    assert ask(gym.app, f"Bearer {token}").status_code == 401


def test_a_token_that_we_have_not_signed_is_not(gym):
    claims = claims_of(gym.app, gym.user("admin").id)
    secret = gym.app.config["JWT_SECRET_KEY"]
    for token in (
        jwt.encode(claims, "another-secret-that-is-long-enough-for-it", algorithm="HS256"),
        jwt.encode(claims, gym.app.config["SECRET_KEY"] + "-", algorithm="HS256"),
        jwt.encode(claims, None, algorithm="none"),
        jwt.encode(claims, secret * 2, algorithm="HS512"),
        jwt.encode(claims, secret, algorithm="HS256")[:-6],
        create_refresh_token(str(gym.user("admin").id)),
        "", "nonsense", "a.b.c", "\xff", "x" * 5000,
    ):  # fmt: skip
        assert ask(gym.app, f"Bearer {token}").status_code == 401
    good = jwt.encode(claims, secret, algorithm="HS256")
    for header in (f"Basic {good}", f"bearer {good}", f"Bearer  {good}", good, f"Token {good}"):
        assert ask(gym.app, header).status_code == 401


def test_a_token_ends_when_it_says_though_it_is_remembered(gym):
    claims = claims_of(gym.app, gym.user("own").id, exp=int(time.time()) + 2)
    token = jwt.encode(claims, gym.app.config["JWT_SECRET_KEY"], algorithm="HS256")
    assert ask(gym.app, f"Bearer {token}").status_code == 200
    time.sleep(2.1)
    assert ask(gym.app, f"Bearer {token}").status_code == 401


@pytest.mark.parametrize("page", ["/clientprofileview/list/", "/users/list/", "/users/userinfo/"])
def test_a_page_knows_no_tokens(gym, page):
    token = create_access_token(str(gym.user("admin").id))
    answer = ask(gym.app, f"Bearer {token}", page)
    assert answer.status_code == 302
    assert "/login" in answer.headers["Location"]


def test_a_bad_token_is_not_made_good_by_a_cookie(gym):
    browser = Browser(gym.app, gym.app.response_class, user=gym.user("admin"))
    assert browser.get(ANSWERS).status_code == 200
    assert browser.get(ANSWERS, headers={"Authorization": "Bearer x"}).status_code == 401


def test_the_cookie_of_an_account_that_is_gone_is_a_stranger_s(app, session, browse):
    account = person("Trainer")
    session.commit()
    browser = browse(account)
    assert browser.get(ANSWERS).status_code == 200
    with acting_as(SYSTEM):
        session.delete(account)
        session.commit()
    assert browser.get(ANSWERS).status_code == 401
    assert browser.get("/exerciseview/list/").status_code == 302


class TestRolesMadeOnScreen:
    def role(self, app: Any, *grants: tuple[str, str]) -> Any:
        sm = app.appbuilder.sm
        given = [sm.find_permission_view_menu(*each) for each in grants]
        assert None not in given
        role = Role(name=f"Role {uuid4().hex}", permissions=given)
        db.session.add(role)
        db.session.commit()
        return role

    def account(self, *roles: Any) -> Any:
        account = person()
        account.roles = list(roles)
        db.session.commit()
        return account

    def test_they_give_what_they_say_and_no_more(self, app, session, call):
        role = self.role(app, ("can_read", "Location"))
        program = call(self.account(role))
        assert program.get("/locations/").status_code == 200
        assert program.get("/clients/").status_code == 403
        assert program.post("/locations/", json={"name": "X"}).status_code == 403

    def test_they_can_let_see_everything(self, app, session, call):
        make(ClientProfile)
        session.commit()
        reads = ("can_read", "ClientProfile")
        for grants, count in (((reads,), 0), ((reads, ("can_see_all", "Gym")), 1)):
            answer = call(self.account(self.role(app, *grants))).get("/clients/")
            assert (answer.status_code, answer.json["count"]) == (200, count)

    def test_what_is_added_to_one_is_given_to_its_people(self, app, session, call):
        role = self.role(app, ("can_read", "Location"))
        program = call(self.account(role))
        assert program.get("/muscles/").status_code == 403
        more = app.appbuilder.sm.find_permission_view_menu("can_read", "Muscle")
        role.permissions = [*role.permissions, more]
        session.commit()
        assert program.get("/muscles/").status_code == 200
        role.permissions = []
        session.commit()
        assert program.get("/muscles/").status_code == 403

    def test_two_give_what_both_give(self, app, session, call):
        roles = [self.role(app, ("can_read", word)) for word in ("Location", "Muscle")]
        program = call(self.account(*roles))
        assert program.get("/locations/").status_code == 200
        assert program.get("/muscles/").status_code == 200

    def test_a_group_gives_its_roles(self, app, session, call):
        role = self.role(app, ("can_read", "Location"))
        account = self.account()
        assert call(account).get("/locations/").status_code == 403
        with acting_as(SYSTEM):
            session.add(Group(name="Crew", roles=[role], users=[account]))
            session.commit()
        assert call(account).get("/locations/").status_code == 200
        assert call(account).get("/muscles/").status_code == 403

    def test_the_public_s_is_everybody_s_but_shows_no_rows(self, app, session, call):
        make(Location)
        public = app.appbuilder.sm.find_role(app.config["AUTH_ROLE_PUBLIC"])
        assert call().get("/locations/").status_code == 401
        public.permissions = [app.appbuilder.sm.find_permission_view_menu("can_read", "Location")]
        session.commit()
        answer = call().get("/locations/")
        assert (answer.status_code, answer.json["count"]) == (200, 0)
        assert call().get("/muscles/").status_code == 401


@pytest.mark.parametrize("signed_in", ["call", "browse"])
def test_a_second_question_costs_no_statement_for_who_asks(gym, signed_in, request):
    asking = request.getfixturevalue(signed_in)(gym.user("own"))
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        sent.append(statement)

    item = f"/api/v1/clients/{gym.row(ClientProfile).id}"
    for path in (item, "/api/v1/clients/?q=(page_size:1)"):
        assert asking.get(path).status_code == 200
    event.listen(Engine, "before_cursor_execute", note)
    try:
        for path, most in ((item, 1), ("/api/v1/clients/?q=(page_size:1)", 2)):
            sent.clear()
            assert asking.get(path).status_code == 200
            assert 0 < len(sent) <= most, sent
            assert not [statement for statement in sent if "ab_" in statement]
    finally:
        event.remove(Engine, "before_cursor_execute", note)
