"""The last admin stays, built-in roles stay, and nobody but admins learns who has an account."""

import pytest
from sqlalchemy import select

from fitadmin.access import ROLES, acting_as
from fitadmin.extensions import db
from fitadmin.models.accounts import ADMIN, Group, Role, User
from fitadmin.models.scope import SYSTEM, Unchangeable, find
from tests.factories import person
from tests.forms import Form
from tests.traps.doors import (
    SQLITE,
    Complaints,
    model_of,
    pages,
    path_of,
    resources,
)


def role(name: str) -> Role:
    return db.session.scalars(select(Role).where(Role.name == name)).one()


def admins() -> set[str]:
    """Who can sign in as an admin now."""
    db.session.expire_all()
    every = db.session.scalars(select(User).where(User.active.is_(True))).all()
    held = {u.username: {*u.roles, *(r for g in u.groups for r in g.roles)} for u in every}
    return {name for name, roles in held.items() if ADMIN in {r.name for r in roles}}


def deactivated(user):
    user.active = False


def given_another_role(user):
    user.roles = [role("Client")]


def deleted(user):
    db.session.delete(user)


def left_by_all(_user):
    role(ADMIN).user = []


def renamed(_user):
    role(ADMIN).name = "Boss"


LOSSES = (deactivated, given_another_role, deleted)


def refused(act, *given):
    """Whether the flush refuses what *act* does."""
    with acting_as(SYSTEM):
        act(*given)
        with pytest.raises(Unchangeable):
            db.session.flush()
        db.session.rollback()


@pytest.mark.parametrize("act", [*LOSSES, left_by_all, renamed])
def test_no_flush_takes_the_last_admin_away(gym, act):
    refused(act, gym.user("admin"))
    assert admins() == {"admin"}


def test_no_page_takes_the_last_admin_away(gym, browse):
    browser, admin, boss = browse(gym.user("admin")), gym.user("admin").id, role(ADMIN).id
    edit = Form(browser.get(f"/users/edit/{admin}").text).values
    client = str(role("Client").id)
    for address, typed in (
        (f"/users/delete/{admin}", {}),
        (f"/users/edit/{admin}", {k: v for k, v in edit.items() if k != "active"}),
        (f"/users/edit/{admin}", edit | {"roles": [client]}),
        (f"/roles/delete/{boss}", {}),
        (f"/roles/edit/{boss}", {"name": "Boss"}),
        (f"/roles/edit/{boss}", {"name": ADMIN, "permissions": ["1"]}),
    ):
        held = len(role(ADMIN).permissions)
        answer = browser.post(address, data=typed)
        assert answer.status_code in {200, 302}, address
        assert admins() == {"admin"}, address
        assert len(role(ADMIN).permissions) == held, address
    assert "admin" in browser.get("/users/list/").text


def test_the_page_says_why(gym, browse):
    browser = browse(gym.user("admin"))
    browser.post(f"/users/delete/{gym.user('admin').id}")
    assert "the gym needs an admin who can sign in" in browser.get("/users/list/").text


def test_no_admin_takes_their_own_rights_away_though_another_stays(gym, browse):
    person(ADMIN, username="second")
    db.session.commit()
    me, browser = gym.user("admin").id, browse(gym.user("admin"))
    edit = Form(browser.get(f"/users/edit/{me}").text).values
    browser.post(f"/users/edit/{me}", data={k: v for k, v in edit.items() if k != "active"})
    browser.post(f"/users/edit/{me}", data=edit | {"roles": [str(role("Client").id)]})
    browser.post(f"/users/delete/{me}")
    assert admins() == {"admin", "second"}


def test_another_admin_may_go(gym):
    second, third = person(ADMIN, username="second"), person(ADMIN, username="third")
    with acting_as(SYSTEM):
        db.session.commit()
        second.active = False
        db.session.delete(third)
        db.session.commit()
    assert admins() == {"admin"}


def test_no_group_takes_the_last_admin_away(gym):
    """An admin by way of a group only."""
    with acting_as(SYSTEM):
        user = person(username="by_group")
        group = Group(name="Board", label="", description="", users=[user], roles=[role(ADMIN)])
        db.session.add(group)
        db.session.flush()
        gym.user("admin").active = False
        db.session.commit()
    assert admins() == {"by_group"}
    ident = group.id

    def board():
        return db.session.get_one(Group, ident)

    refused(lambda: db.session.delete(board()))
    refused(lambda: setattr(board(), "users", []))
    refused(lambda: setattr(board(), "roles", []))
    refused(lambda: setattr(role(ADMIN), "groups", []))
    assert admins() == {"by_group"}


def test_no_command_takes_the_last_admin_away(gym):
    with acting_as(SYSTEM):
        admin = gym.user("admin")
        admin.roles = []
        with pytest.raises(Unchangeable, match="needs an admin"):
            db.session.flush()
        db.session.rollback()
        assert not gym.app.appbuilder.sm.delete_user(gym.user("admin"))
        assert admins() == {"admin"}


def test_no_built_in_role_is_deleted_or_renamed(gym, browse):
    browser = browse(gym.user("admin"))
    for name in (*ROLES, ADMIN, "Public"):
        ident = role(name).id
        refused(db.session.delete, role(name))
        browser.post(f"/roles/delete/{ident}")
        browser.post(f"/roles/edit/{ident}", data={"name": "X"})
        db.session.expire_all()
        assert find(db.session, Role, ident).name == name


def test_a_role_made_on_screen_comes_and_goes(gym, browse):
    browser = browse(gym.user("admin"))
    browser.post("/roles/add", data={"name": "Night"})
    ident = role("Night").id
    browser.post(f"/roles/edit/{ident}", data={"name": "Nights"})
    browser.post(f"/roles/delete/{role('Nights').id}")
    db.session.expire_all()
    assert "Nights" not in db.session.scalars(select(Role.name)).all()


def test_a_role_is_not_copied_onto_its_copy(gym, browse):
    browser = browse(gym.user("admin"))
    for _ in range(2):
        form = Form(browser.get(f"/roles/add?from={role('Client').id}").text).values
        browser.post("/roles/add", data=form)
    names = db.session.scalars(select(Role.name)).all()
    assert names.count("Client copy") == 1


@SQLITE
def test_no_picker_and_no_filter_names_an_account(gym, call, browse):
    """Whose account it is stands in no form, no list and no answer for who is no admin."""
    wrong = Complaints()
    with acting_as(SYSTEM):
        for user in db.session.scalars(select(User)):
            user.first_name, user.last_name = "Xaccount", "Yholder"
        db.session.commit()
    for who in ("manager", "client"):
        program, browser = call(gym.user(who)), browse(gym.user(who))
        for api in resources():
            told = program.get(f"{path_of(api)}_info").text
            wrong.unless("Xaccount" not in told and "@example" not in told, (who, path_of(api)))
        for view in pages(taking="add") if who == "manager" else ():
            page = browser.get(f"{view.route_base}/list/").text
            page += browser.get(f"{view.route_base}/add").text
            shown = page.replace(f"{who}@example", "").count("@example")
            wrong.unless(not shown, (who, view.route_base, "addresses"))
            wrong.unless(page.count("Xaccount") <= 2, (who, view.route_base, "names"))
    assert wrong == []


@SQLITE
def test_no_door_takes_or_offers_an_account_or_an_audit_column(gym, call):
    wrong, admin = Complaints(), call(gym.user("admin"))
    for door in (*resources(), *pages()):
        relations = model_of(door).__mapper__.relationships
        accounts = {r.key for r in relations if r.mapper.class_ is User}
        keys = {c.key for r in relations if r.key in accounts for c in r.local_columns}
        ours = accounts | keys | {"created_at", "updated_at", "deleted_at", "version", "custom"}
        for columns in (door.add_columns, door.edit_columns):
            wrong.unless(not ours & {*columns}, (type(door).__name__, ours & {*columns}))
        wrong.unless(not accounts & {*door.search_columns}, (type(door).__name__, "searches"))
    for api in resources():
        accounts = (
            r.key for r in model_of(api).__mapper__.relationships if r.mapper.class_ is User
        )
        for name in accounts:
            wrong.refused(path_of(api), admin.get(f"{path_of(api)}related/{name}"), 404)
    assert wrong == []


@pytest.mark.parametrize("who", ["manager", "desk", "own", "client"])
def test_nobody_but_an_admin_asks_for_accounts(gym, call, browse, who):
    program, browser = call(gym.user(who)), browse(gym.user(who))
    for path in ("users", "roles", "groups", "permissions"):
        assert program.get(f"/api/v1/security/{path}/").status_code == 404
    for page in ("/users/list/", "/users/show/1", "/roles/list/", "/groups/list/"):
        assert "@example" not in browser.get(page).text.replace(f"{who}@example.org", "")
