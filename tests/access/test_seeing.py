"""Seeing the gym as a role: it narrows, it writes nothing, and it ends."""

import re

import pytest
from sqlalchemy import func, select

from fitadmin.access import ROLES, SEEING_AS, acting_as, gives, identify, viewer_of
from fitadmin.access import Role as Known
from fitadmin.extensions import db
from fitadmin.models.accounts import ADMIN, Group, PermissionView, Role
from fitadmin.models.exercises import Muscle
from fitadmin.models.gym import AuditEvent
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM
from fitadmin.views.base import DomainView
from tests.factories import make, person
from tests.world import MODELS


def role(name):
    return db.session.scalars(select(Role).where(Role.name == name)).one()


def begin(browser, name):
    """Puts the role on; the answer."""
    return browser.post(f"/roles/{role(name).id}/see_as")


@pytest.fixture
def admin(gym, browse):
    return browse(gym.user("admin"))


def acts(table="ab_role"):
    """What the audit log tells of roles, in order: (act, name, who)."""
    with acting_as(SYSTEM):
        events = db.session.scalars(
            select(AuditEvent).where(AuditEvent.table_name == table).order_by(AuditEvent.id)
        )
        return [(e.act, (e.after or {}).get("name"), e.user_name) for e in events]


@pytest.mark.parametrize("name", ROLES)
def test_it_shows_what_the_role_may_and_no_more(gym, admin, name):
    assert begin(admin, name).status_code == 302
    known = Known(name, frozenset())
    for view in gym.app.appbuilder.baseviews:
        if not isinstance(view, DomainView):
            continue
        status = admin.get(f"{view.route_base}/list/").status_code
        may = gives(known, "can_read", view.class_permission_name)
        assert status == (200 if may else 403), view


@pytest.mark.parametrize("name", ROLES)
def test_its_rows_are_a_part_of_the_admin_s(gym, browse, name):
    """Also of an admin who coaches, and of one who trains."""
    with acting_as(SYSTEM):
        for who in ("own", "client"):
            gym.user(who).roles = [role(ADMIN)]
        db.session.commit()
    for who in ("admin", "own", "client"):
        user = gym.user(who)
        browser = browse(user)
        begin(browser, name)
        all_rows = {model: ids(model, viewer_of(user)) for model in MODELS}
        with browser:
            browser.get("/users/userinfo/")
            caller = identify()
        assert caller.seen_as == name
        assert caller.viewer.user_id == user.id
        for model in MODELS:
            assert ids(model, caller.viewer) <= all_rows[model], (who, model)


def ids(model, viewer):
    with acting_as(viewer):
        return set(db.session.scalars(select(model.id)))


def test_the_eyes_of_the_front_desk_see_people_and_nothing_of_their_health(gym, admin):
    begin(admin, "Front desk")
    assert "Carla" in admin.get("/clientprofileview/list/").text
    assert admin.get("/clienthealthview/list/").status_code == 403
    assert admin.get("/api/v1/clients/").json["count"] > 0
    assert admin.get("/api/v1/client-health/").status_code == 403


def test_a_trainer_s_eyes_see_no_client_of_others(gym, admin):
    assert "Carla" in admin.get("/clientprofileview/list/").text
    begin(admin, "Trainer")
    assert "Carla" not in admin.get("/clientprofileview/list/").text
    assert admin.get(f"/clientprofileview/show/{gym.row(ClientProfile).id}").status_code == 404


def test_nothing_is_written_meanwhile(gym, admin):
    begin(admin, "Manager")
    carla = gym.row(ClientProfile)
    before = count()
    refused = [
        admin.post("/clientprofileview/add", data={"first_name": "A", "last_name": "B"}),
        admin.post(f"/clientprofileview/delete/{carla.id}"),
        admin.post(f"/clientprofileview/action/open_account/{carla.id}"),
        admin.post("/roles/add", data={"name": "Mine"}),
        admin.post(f"/roles/{role('Client').id}/see_as"),
        admin.post("/api/v1/clients/", json={"first_name": "A", "last_name": "B"}),
        admin.put(f"/api/v1/clients/{carla.id}", json={"phone": "1"}),
        admin.delete(f"/api/v1/clients/{carla.id}"),
        admin.post("/resetmypassword/form", data={}),
    ]
    for answer in refused:
        assert answer.status_code == 403
        assert "You are only looking, as Manager." in answer.text
    assert count() == before


def count():
    with acting_as(SYSTEM):
        return db.session.scalar(select(func.count()).select_from(ClientProfile))


def test_a_program_with_a_token_knows_nothing_of_it(gym, admin, call):
    begin(admin, "Client")
    program = call(gym.user("admin"))
    assert program.get("/audit-events/").status_code == 200
    assert program.post("/muscles/", json={"name": "New"}).status_code == 201


def test_every_page_says_so_and_stop_ends_it(gym, admin):
    assert "You see the gym as" not in admin.get("/muscleview/list/").text
    assert begin(admin, "Trainer").headers["Location"] == "/"
    page = admin.get("/muscleview/list/").text
    assert "You see the gym as Trainer" in page
    assert 'action="/roles/see_as/stop"' in page
    assert admin.get("/users/list/").status_code == 403
    assert admin.post("/roles/see_as/stop").status_code == 302
    assert admin.get("/users/list/").status_code == 200
    assert "You see the gym as" not in admin.get("/muscleview/list/").text


def test_the_audit_log_notes_begin_and_end(gym, admin):
    before = len(acts())
    begin(admin, "Trainer")
    admin.post("/roles/see_as/stop")
    begin(admin, "Client")
    admin.post("/logout/")
    assert acts()[before:] == [
        ("see_as", "Trainer", "Admin Person"),
        ("stop_seeing_as", "Trainer", "Admin Person"),
        ("see_as", "Client", "Admin Person"),
        ("stop_seeing_as", "Client", "Admin Person"),
    ]


def test_it_ends_with_the_sign_in(gym, admin, browse):
    begin(admin, "Trainer")
    assert admin.post("/logout/").status_code == 302
    with admin.session_transaction() as cookie:
        assert SEEING_AS not in cookie
    assert browse(gym.user("admin")).get("/users/list/").status_code == 200


def test_what_was_put_on_in_another_sign_in_falls_off(gym, admin, browse):
    begin(admin, "Trainer")
    with admin.session_transaction() as cookie:
        worn = cookie[SEEING_AS]
    other = browse(gym.user("admin"))
    with other.session_transaction() as cookie:
        cookie[SEEING_AS] = worn
    assert other.get("/users/list/").status_code == 200
    with other.session_transaction() as cookie:
        assert SEEING_AS not in cookie


@pytest.mark.parametrize("who", ["manager", "desk", "own", "client"])
def test_nobody_but_an_admin_begins(gym, browse, who):
    browser = browse(gym.user(who))
    for name in ROLES:
        assert begin(browser, name).status_code == 403
    browser.get("/")
    with browser.session_transaction() as cookie:
        assert SEEING_AS not in cookie


def test_a_cookie_that_says_so_widens_nothing(gym, browse):
    """Even if somebody could write one."""
    browser = browse(gym.user("client"))
    with browser.session_transaction() as cookie:
        cookie[SEEING_AS] = (cookie["fam"], role("Manager").id, "Manager")
    assert browser.get("/clienthealthview/list/").status_code == 200
    assert browser.get("/gymsettingsview/list/").status_code == 403
    assert "You see the gym as" not in browser.get("/muscleview/list/").text


def made(*grants, name="Night"):
    """A role made on screen."""
    rows = [
        row
        for row in db.session.scalars(select(PermissionView))
        if (row.permission.name, row.view_menu.name) in grants
    ]
    assert len(rows) == len(grants)
    new = Role(name=name, permissions=rows)
    db.session.add(new)
    db.session.commit()
    return new


@pytest.mark.parametrize("what", ["deleted", "renamed"])
def test_a_role_that_has_gone_ends_it(gym, admin, browse, what):
    night = made(("can_read", "Muscle")).id
    assert admin.post(f"/roles/{night}/see_as").status_code == 302
    assert admin.get("/muscleview/list/").status_code == 200
    assert admin.get("/foodview/list/").status_code == 403
    second = person(ADMIN, username="second")
    db.session.commit()
    if what == "deleted":
        assert browse(second).post(f"/roles/delete/{night}").status_code == 302
    else:
        browse(second).post(f"/roles/edit/{night}", data={"name": "Day"})
    assert admin.get("/foodview/list/").status_code == 200
    assert admin.post(f"/muscleview/delete/{make_muscle()}").status_code == 302


def make_muscle():
    muscle = make(Muscle)
    db.session.commit()
    return muscle.id


def test_whoever_is_no_admin_any_more_has_what_they_have(gym, browse):
    """By a group, whose roles end without ending sessions."""
    with acting_as(SYSTEM):
        user = person("Client", username="board")
        group = Group(name="Board", users=[user], roles=[role(ADMIN)])
        db.session.add(group)
        db.session.commit()
    browser = browse(user)
    begin(browser, "Manager")
    assert browser.get("/gymsettingsview/list/").status_code == 200
    with acting_as(SYSTEM):
        group.roles = []
        db.session.commit()
    assert browser.get("/gymsettingsview/list/").status_code == 403
    assert "You see the gym as" not in browser.get("/muscleview/list/").text


@pytest.mark.parametrize("name", [ADMIN, "Public"])
def test_admins_and_strangers_are_not_looked_through(gym, admin, name):
    assert begin(admin, name).status_code == 404


@pytest.mark.parametrize("ident", ["0", "999999", "x", "9" * 30])
def test_a_role_that_is_not_there_is_not_found(gym, admin, ident):
    assert admin.post(f"/roles/{ident}/see_as").status_code == 404


def test_it_begins_by_post_alone(gym, admin):
    assert admin.get(f"/roles/{role('Client').id}/see_as").status_code in {404, 405}
    assert admin.get("/users/list/").status_code == 200


def test_stopping_what_has_not_begun_does_nothing(gym, admin, browse):
    before = acts()
    assert admin.post("/roles/see_as/stop").status_code == 302
    assert browse().post("/roles/see_as/stop").status_code == 302
    assert acts() == before


def test_the_menu_is_the_role_s(gym, admin):
    everything = entries(admin)
    begin(admin, "Client")
    assert entries(admin) == entries_of(gym, "client")
    assert entries(admin) < everything


def entries(browser):
    page = browser.get("/muscleview/list/").text
    return set(re.findall(r'class="side-link" href="([^"]+)"', page))


def entries_of(gym, who):
    return entries(gym.app.test_client(user=gym.user(who)))
