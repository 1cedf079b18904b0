"""The pages about roles: made, changed, copied and deleted."""

import re

import pytest
from sqlalchemy import select

from fitadmin.access import ADMINS_ONLY, ROLES, acting_as, gives
from fitadmin.access import Role as Known
from fitadmin.extensions import db
from fitadmin.models.accounts import ADMIN, Group, PermissionView, Role
from fitadmin.models.gym import AuditEvent
from fitadmin.models.scope import SYSTEM
from fitadmin.services.accounts import grants_of
from fitadmin.views.accounts.matrix import value_of
from tests.factories import person
from tests.forms import Form
from tests.statements import counted

READS, WRITES = "Muscle:read", "Muscle:write"


def role(name):
    return db.session.scalars(select(Role).where(Role.name == name)).one_or_none()


def said(name):
    """What a role made on screen gives, as its form says it."""
    db.session.expire_all()
    return {value_of(*pair) for pair in grants_of(role(name))}


@pytest.fixture
def admin(gym, browse):
    return browse(gym.user("admin"))


@pytest.fixture
def night(admin):
    """A role made on screen; its id."""
    admin.post("/roles/add", data={"name": "Night", "grant": [READS]})
    return role("Night").id


class TestList:
    def test_it_tells_every_role_and_how_many_accounts_have_it(self, gym, admin, night):
        page = admin.get("/roles/list/").text
        assert re.findall(r'class="row-name"[^>]*>([^<]+)<', page) == [
            ADMIN, *ROLES, "Public", "Night",
        ]  # fmt: skip
        trainers = page.split(">Trainer<")[1]
        assert re.search(r'data-label="Accounts">(\d+)<', trainers)[1] == "4"

    def test_who_has_it_by_a_group_counts_once(self, gym, admin, night):
        with acting_as(SYSTEM):
            user = person("Night")
            other = person()
            db.session.add(Group(name="G", users=[user, other], roles=[role("Night")]))
            db.session.commit()
        assert "2 accounts have it" in admin.get(f"/roles/show/{night}").text

    def test_pages_cost_the_same_with_more_accounts(self, gym, admin, night):
        costs = []
        for _round in range(2):
            for page in ("/roles/list/", f"/roles/show/{night}", f"/roles/edit/{night}"):
                admin.get("/users/userinfo/")
                with counted() as sent:
                    assert admin.get(page).status_code == 200
                costs.append(len(sent))
            with acting_as(SYSTEM):
                for _ in range(20):
                    person("Night")
                db.session.commit()
        assert costs[:3] == costs[3:]
        assert max(costs) <= 12


class TestSaving:
    def test_a_new_role_gives_what_was_ticked_and_reading_with_it(self, admin):
        answer = admin.post(
            "/roles/add", data={"name": " Night ", "grant": [WRITES, "Coaching:end"]}
        )
        assert answer.status_code == 302
        assert said("Night") == {READS, WRITES, "Coaching:read", "Coaching:end"}

    def test_what_it_gives_holds_at_once_and_finds_its_way_into_the_menu(self, gym, admin, browse):
        admin.post("/roles/add", data={"name": "Night", "grant": ["Muscle:read"]})
        user = person("Night")
        db.session.commit()
        browser = browse(user)
        page = browser.get("/muscleview/list/")
        assert page.status_code == 200
        assert 'href="/muscleview/list/"' in page.text
        assert 'href="/foodview/list/"' not in page.text
        assert "Nutrition</" not in page.text
        assert browser.get("/muscleview/add").status_code == 403
        assert browser.get("/foodview/list/").status_code == 403
        assert browser.get("/users/userinfo/").headers["Location"] == "/account/"
        assert browser.get("/resetmypassword/form").status_code == 200
        changed = admin.post(
            f"/roles/edit/{role('Night').id}", data={"name": "Night", "grant": ["Food:read"]}
        )
        assert changed.status_code == 302
        assert browser.get("/muscleview/list/").status_code == 403
        assert browser.get("/foodview/list/").status_code == 200

    def test_it_sees_whose_rows_its_switches_say(self, gym, admin, browse):
        admin.post("/roles/add", data={"name": "Night", "grant": ["ClientProfile:read"]})
        user = person("Night")
        db.session.commit()
        browser = browse(user)
        assert "Carla" not in browser.get("/clientprofileview/list/").text
        form = {"name": "Night", "grant": ["ClientProfile:read", "Gym:see_people"]}
        admin.post(f"/roles/edit/{role('Night').id}", data=form)
        assert "Carla" in browser.get("/clientprofileview/list/").text

    @pytest.mark.parametrize(
        "grant",
        ["User:read", "Role:write", "Group:write", "Role:see_as", "User:userinfo", "Nothing:read",
         "Muscle:fly", "Muscle", ":", "menu:Muscle:menu_access",
         "ResetMyPasswordView:this_form_get"],
    )  # fmt: skip
    def test_nothing_is_given_that_stands_not_in_the_matrix(self, admin, night, grant):
        refused = admin.post(f"/roles/edit/{night}", data={"name": "Night", "grant": [grant]})
        assert refused.status_code == 200
        assert "A role cannot be given this." in refused.text
        assert said("Night") == {READS}

    def test_rows_that_somebody_wrote_past_us_open_no_accounts(self, gym, admin, browse, night):
        rows = db.session.scalars(select(PermissionView)).all()
        role("Night").permissions = [r for r in rows if r.view_menu.name in ADMINS_ONLY]
        user = person("Night")
        db.session.commit()
        browser = browse(user)
        for page in ("/users/list/", "/roles/list/", f"/roles/edit/{night}", "/groups/list/"):
            assert browser.get(page).status_code == 403
        assert browser.post(f"/roles/edit/{night}", data={"name": "X"}).status_code == 403
        assert browser.post(f"/roles/{night}/see_as").status_code == 403

    @pytest.mark.parametrize("name", ["", "   ", "x" * 65, "trainer", "Night", "ADMIN"])
    def test_a_name_must_be_one_and_its_own(self, admin, night, name):
        answer = admin.post("/roles/add", data={"name": name, "grant": [READS]})
        assert answer.status_code == 200
        assert 'role="alert"' in answer.text
        assert Form(answer.text).values["grant"] == [READS]

    def test_the_audit_log_says_what_was_given_and_taken(self, gym, admin, night):
        admin.post(f"/roles/edit/{night}", data={"name": "Nights", "grant": ["Food:read"]})
        with acting_as(SYSTEM):
            told = db.session.scalars(
                select(AuditEvent).where(AuditEvent.row_id == night).order_by(AuditEvent.id.desc())
            ).first()
        assert told.before == {"name": "Night", "permissions": ["Muscle: read"]}
        assert told.after == {"name": "Nights", "permissions": ["Food: read"]}
        page = admin.get(f"/auditeventview/show/{told.id}").text
        assert "Muscles: Read" in page
        assert "Foods: Read" in page

    def test_a_copy_begins_with_what_its_source_gives(self, gym, admin):
        form = Form(admin.get(f"/roles/add?from={role('Trainer').id}").text).values
        assert form["name"] == ["Trainer copy"]
        assert admin.post("/roles/add", data=form).status_code == 302
        trainer, copy = Known("Trainer", frozenset()), Known("T", grants_of(role("Trainer copy")))
        for pair in gym.app.appbuilder.sm.grantable():
            assert gives(copy, *pair) is gives(trainer, *pair), pair

    @pytest.mark.parametrize("source", ["0", "x", "999999"])
    def test_what_is_not_there_is_not_copied(self, admin, source):
        assert admin.get(f"/roles/add?from={source}").status_code == 404

    def test_a_form_that_is_sent_twice_makes_one_role(self, admin):
        form = Form(admin.get("/roles/add").text).values | {"name": ["Night"]}
        assert [admin.post("/roles/add", data=form).status_code for _ in range(2)] == [302, 302]


class TestConflict:
    def test_who_comes_second_sees_both_and_may_save_over_it(self, admin, night):
        mine = Form(admin.get(f"/roles/edit/{night}").text).values
        theirs = {"name": "Night", "grant": [READS, "Food:read"]}
        assert admin.post(f"/roles/edit/{night}", data=theirs).status_code == 302
        mine["grant"] = [READS, WRITES]
        answer = admin.post(f"/roles/edit/{night}", data=mine)
        assert answer.status_code == 409
        assert said("Night") == {READS, "Food:read"}
        assert "Muscles: Write" in answer.text
        assert "Foods: Read" in answer.text
        again = Form(answer.text).values
        assert again["grant"] == [READS, WRITES]
        assert admin.post(f"/roles/edit/{night}", data=again).status_code == 302
        assert said("Night") == {READS, WRITES}

    def test_a_form_that_nobody_has_overtaken_is_saved(self, admin, night):
        mine = Form(admin.get(f"/roles/edit/{night}").text).values
        assert admin.post(f"/roles/edit/{night}", data=mine).status_code == 302


class TestBuiltIn:
    @pytest.mark.parametrize("name", [*ROLES, ADMIN, "Public"])
    def test_it_is_shown_and_not_changed(self, admin, name):
        ident = role(name).id
        page = admin.get(f"/roles/show/{ident}").text
        assert "Copy as a new role" in page
        assert f"/roles/edit/{ident}" not in page
        assert f"/roles/delete/{ident}" not in page
        assert "checkbox" not in page.split("</main>")[0]
        before = said(name)
        for verb in (admin.get, admin.post):
            answer = verb(f"/roles/edit/{ident}", data={"name": "X", "grant": [READS]})
            assert answer.headers["Location"] == f"/roles/show/{ident}"
        admin.post(f"/roles/delete/{ident}")
        db.session.expire_all()
        assert role(name).id == ident
        assert said(name) == before


class TestDeleting:
    def test_nobody_loses_a_role_unasked(self, gym, admin, night):
        for number in range(5):
            user = person("Night")
            user.first_name, user.last_name = "Ann", f"Ant{number}"
        db.session.commit()
        admin.post(f"/roles/delete/{night}")
        assert role("Night") is not None
        page = admin.get("/roles/list/").text
        assert "Ann Ant0, Ann Ant1, Ann Ant2, … still have this role" in page

    def test_a_group_keeps_it_as_well(self, admin, night):
        db.session.add(Group(name="Board", roles=[role("Night")]))
        db.session.commit()
        admin.post(f"/roles/delete/{night}")
        assert "The group Board still has this role." in admin.get("/roles/list/").text
        assert role("Night") is not None

    def test_what_nobody_has_goes(self, admin, night):
        assert admin.post(f"/roles/delete/{night}").headers["Location"] == "/roles/list/"
        db.session.expire_all()
        assert role("Night") is None

    @pytest.mark.parametrize("ident", ["0", "x", "999999", "9" * 40])
    def test_what_is_not_there_is_not_found(self, admin, ident):
        for path in ("show", "edit"):
            assert admin.get(f"/roles/{path}/{ident}").status_code == 404
        for path in ("edit", "delete"):
            assert admin.post(f"/roles/{path}/{ident}").status_code == 404


def test_the_menu_has_one_place_for_accounts(gym, admin):
    page = admin.get("/roles/list/").text
    for gone in ("Security", "List Users", "Base Permissions", "Views/Menus"):
        assert gone not in page
    for address in ("/users/list/", "/roles/list/", "/groups/list/"):
        assert f'class="side-link" href="{address}"' in page
    for path in ("/permissions/list/", "/viewmenus/list/", "/permissionviews/list/"):
        assert admin.get(path).status_code == 404
