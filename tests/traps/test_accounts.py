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
    wrong_refusal,
)
from tests.world import World

SECURITY = "/api/v1/security"


def role(name: str) -> Role:
    return db.session.scalars(select(Role).where(Role.name == name)).one()


def admins() -> set[str]:
    """Who can sign in as an admin now."""
    db.session.expire_all()
    every = db.session.scalars(select(User).where(User.active.is_(True))).all()
    held = {u.username: {*u.roles, *(r for g in u.groups for r in g.roles)} for u in every}
    return {name for name, roles in held.items() if ADMIN in {r.name for r in roles}}


def attempts(gym: World) -> dict[str, tuple[str, str, object]]:
    """What would leave the gym without its only admin: verb, address, body."""
    admin, client = gym.user("admin").id, role("Client").id
    return {
        "delete": ("delete", f"{SECURITY}/users/{admin}", None),
        "deactivate": ("put", f"{SECURITY}/users/{admin}", {"active": False}),
        "other role": ("put", f"{SECURITY}/users/{admin}", {"roles": [client]}),
        "no members": ("put", f"{SECURITY}/roles/{role(ADMIN).id}/users", {"user_ids": []}),
        "delete role": ("delete", f"{SECURITY}/roles/{role(ADMIN).id}", None),
        "rename role": ("put", f"{SECURITY}/roles/{role(ADMIN).id}", {"name": "Boss"}),
        "strip role": (
            "post",
            f"{SECURITY}/roles/{role(ADMIN).id}/permissions",
            {"permission_view_menu_ids": []},
        ),
    }


ATTEMPTS = ["delete", "deactivate", "other role", "no members", "delete role", "rename role",
            "strip role"]  # fmt: skip


@pytest.mark.parametrize("name", ATTEMPTS)
def test_no_program_takes_the_last_admin_away(gym, call, name):
    verb, address, body = attempts(gym)[name]
    held = len(role(ADMIN).permissions)
    answer = getattr(call(gym.user("admin")), verb)(address, **({"json": body} if body else {}))
    assert wrong_refusal(answer, 403) is None
    assert answer.json["errors"]
    assert admins() == {"admin"}
    assert len(role(ADMIN).permissions) == held


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


def test_no_admin_takes_their_own_rights_away_though_another_stays(gym, call):
    person(ADMIN, username="second")
    me = gym.user("admin").id
    program = call(gym.user("admin"))
    for verb, body in (("put", {"active": False}), ("put", {"roles": [role("Client").id]}),
                       ("delete", None)):  # fmt: skip
        answer = getattr(program, verb)(
            f"{SECURITY}/users/{me}", **({"json": body} if body else {})
        )
        assert wrong_refusal(answer, 403) is None
    assert admins() == {"admin", "second"}


def test_another_admin_may_go(gym, call):
    second, third = person(ADMIN, username="second").id, person(ADMIN, username="third").id
    db.session.commit()
    program = call(gym.user("admin"))
    assert program.put(f"{SECURITY}/users/{second}", json={"active": False}).status_code == 200
    assert program.delete(f"{SECURITY}/users/{third}").status_code == 200
    assert admins() == {"admin"}


def test_no_group_takes_the_last_admin_away(gym, call):
    """An admin by way of a group only."""
    with acting_as(SYSTEM):
        user = person(username="by_group")
        admin_role = role(ADMIN)
        group = Group(name="Board", label="", description="", users=[user], roles=[admin_role])
        db.session.add(group)
        db.session.flush()
        gym.user("admin").active = False
        db.session.commit()
    assert admins() == {"by_group"}
    ident, program = group.id, call(user)
    for verb, body in (("delete", None), ("put", {"users": []}), ("put", {"roles": []})):
        address = f"{SECURITY}/groups/{ident}"
        answer = getattr(program, verb)(address, **({"json": body} if body else {}))
        assert wrong_refusal(answer, 403) is None
    answer = program.put(f"{SECURITY}/roles/{role(ADMIN).id}/groups", json={"group_ids": []})
    assert wrong_refusal(answer, 403) is None
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


def test_no_built_in_role_is_deleted_or_renamed(gym, call, browse):
    program, browser, wrong = call(gym.user("admin")), browse(gym.user("admin")), Complaints()
    for name in (*ROLES, ADMIN, "Public"):
        ident = role(name).id
        wrong.refused(name, program.delete(f"{SECURITY}/roles/{ident}"), 403)
        wrong.refused(name, program.put(f"{SECURITY}/roles/{ident}", json={"name": "X"}), 403)
        browser.post(f"/roles/delete/{ident}")
        browser.post(f"/roles/edit/{ident}", data={"name": "X"})
        db.session.expire_all()
        wrong.unless(find(db.session, Role, ident).name == name, f"{name} is gone")
    assert wrong == []


def test_a_role_made_on_screen_comes_and_goes(gym, call):
    program = call(gym.user("admin"))
    ident = program.post(f"{SECURITY}/roles/", json={"name": "Night"}).json["id"]
    assert program.put(f"{SECURITY}/roles/{ident}", json={"name": "Nights"}).status_code == 200
    assert program.delete(f"{SECURITY}/roles/{ident}").status_code == 200


def test_a_role_is_not_copied_onto_its_copy(gym, browse):
    browser, data = browse(gym.user("admin")), {"action": "copyrole", "rowid": role("Client").id}
    for _ in range(2):
        assert browser.post("/roles/action_post", data=data).status_code == 302
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
        for address in (f"{SECURITY}/{path}/", f"{SECURITY}/{path}/_info", f"{SECURITY}/{path}/1"):
            assert program.get(address).status_code == 403, address
    for page in ("/users/list/", "/users/show/1", "/roles/list/", "/groups/list/"):
        assert "@example" not in browser.get(page).text.replace(f"{who}@example.org", "")
