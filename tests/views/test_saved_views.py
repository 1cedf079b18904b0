"""Saved views: kept, opened, changed, shared, and what becomes of them when the list changes."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.accounts import Role
from fitadmin.models.gym import MOST_VIEWS, SavedView
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM
from tests.factories import make
from tests.views.test_lists import cost, heads, links, shown
from tests.world import World

PAGE, LIST = "ClientProfileView", "/clientprofileview/list/"
QUERY = "q=anna&_flt_0_status=active&cols=email%2Clast_name"


def role(name):
    with acting_as(SYSTEM):
        return db.session.scalars(select(Role).where(Role.name == name)).one().id


def views(**values):
    db.session.expire_all()
    with acting_as(SYSTEM):
        found = select(SavedView).filter_by(**values).order_by(SavedView.id)
        return list(db.session.scalars(found))


def keep(reader, name="Annas", query=QUERY, page=PAGE, **more):
    data = {"page": page, "name": name, "query": query, **more}
    return reader.post("/savedviewview/keep", data=data)


def kept(gym, who="manager", **values):
    """A view of *who* on the list of clients."""
    return make(SavedView, owner_id=gym.user(who).id, **{"query": QUERY, "page": PAGE, **values})


def asked(address):
    return parse_qs(urlsplit(address).query)


class TestKeeping:
    def test_what_a_list_is_asked_for_is_kept_under_a_name(self, gym: World, browse):
        make(ClientProfile, first_name="Anna", status="active")
        reader = browse(gym.user("manager"))
        answer = keep(reader)
        [view] = views(name="Annas")
        assert (view.owner_id, view.page, view.query) == (gym.user("manager").id, PAGE, QUERY)
        assert answer.status_code == 302
        assert asked(answer.location) == {"view": [str(view.id)]}
        opened = reader.get(answer.location)
        assert asked(opened.location) == {"view": [str(view.id)], **parse_qs(QUERY)}
        page = reader.get(opened.location)
        assert heads(page)[:2] == ["E-mail", "Last name"]
        assert re.search(rf'view={view.id}" aria-current="page"><span[^>]*>Annas<', page.text)

    def test_a_form_that_is_sent_twice_keeps_one(self, gym: World, browse):
        reader = browse(gym.user("manager"))
        for _ in range(2):
            assert keep(reader, form_key="a" * 32).status_code == 302
        assert len(views(name="Annas")) == 1

    def test_a_name_that_is_taken_is_told_and_the_question_stays(self, gym: World, browse):
        reader = browse(gym.user("manager"))
        keep(reader)
        answer = keep(reader, query="q=bert")
        assert asked(answer.location) == {"view": ["none"], "q": ["bert"]}
        assert "You have a view of this name already." in reader.get(answer.location).text
        keep(browse(gym.user("desk")))
        assert len(views(name="Annas")) == 2

    @pytest.mark.parametrize(
        "query",
        ["_flt_0_user=1", "_flt_99_status=active", "cols=custom", "_oc_ClientProfileView=custom"
         "&_od_ClientProfileView=asc", "_flt_0_born_on=someday", "q=" + "a" * 201,
         "next=//evil.com",
         "_oc_FoodView=name&_od_FoodView=asc", "psize_ClientProfileView=x"],
    )  # fmt: skip
    def test_what_the_list_does_not_have_is_refused(self, gym: World, browse, query):
        reader = browse(gym.user("manager"))
        before = len(views())
        answer = keep(reader, query=query)
        page = reader.get(answer.location).text
        assert "The list has nothing of this name" in page or "cannot be read" in page
        assert len(views()) == before
        assert "evil" not in answer.location

    @pytest.mark.parametrize("page", ["", "NoSuchView", "JobRunView", "TrashView", "//evil.com"])
    def test_a_list_that_is_not_there_or_not_theirs_is_not_found(self, gym: World, browse, page):
        assert keep(browse(gym.user("desk")), page=page).status_code == 404

    def test_nobody_keeps_more_than_fifty(self, gym: World, browse):
        for _ in range(MOST_VIEWS):
            kept(gym, page="FoodView", query="q=a")
        reader = browse(gym.user("manager"))
        answer = keep(reader)
        assert "delete one first" in reader.get(answer.location).text
        assert views(name="Annas") == []
        keep(browse(gym.user("desk")))
        assert len(views(name="Annas")) == 1

    def test_a_name_without_a_letter_is_refused(self, gym: World, browse):
        reader = browse(gym.user("manager"))
        assert "needs a name" in reader.get(keep(reader, name="  ").location).text
        assert views(name="") == []

    def test_a_name_longer_than_its_place_is_refused(self, gym: World, browse):
        reader = browse(gym.user("manager"))
        page = reader.get(keep(reader, name="A" * 61).location).text
        assert "at most 60 characters" in page
        assert views(name="A" * 61) == []


class TestOpening:
    def test_a_list_opens_with_its_default_and_everything_leaves_it(self, gym: World, browse):
        view, reader = kept(gym, is_default=True), browse(gym.user("manager"))
        assert asked(reader.get(LIST).location)["view"] == [str(view.id)]
        page = reader.get(f"{LIST}?view=none")
        assert page.status_code == 200
        assert heads(page) == heads(browse(gym.user("desk")).get(LIST))
        assert reader.get(f"{LIST}?q=x").status_code == 200
        assert browse(gym.user("admin")).get(LIST).status_code == 200

    def test_a_default_that_asks_for_nothing_goes_round_in_no_circle(self, gym: World, browse):
        kept(gym, is_default=True, query="")
        answer = browse(gym.user("manager")).get(LIST, follow_redirects=True)
        assert answer.status_code == 200
        assert len(answer.history) == 1

    def test_a_list_has_one_default(self, gym: World, browse):
        first, second = kept(gym, is_default=True), kept(gym)
        reader = browse(gym.user("manager"))
        reader.post(f"/savedviewview/change/{second.id}", data={"is_default": "1"})
        assert [view.id for view in views(is_default=True)] == [second.id]
        reader.post(f"/savedviewview/change/{second.id}", data={"is_default": "0"})
        assert views(is_default=True) == []
        assert first.id

    def test_what_no_longer_fits_is_left_out_and_told(self, gym: World, browse):
        view = kept(
            gym, query="cols=gone%2Cemail&_flt_0_lost=1&q=carla&_oc_ClientProfileView=past"
            "&_od_ClientProfileView=asc",
        )  # fmt: skip
        reader = browse(gym.user("manager"))
        opened = reader.get(f"{LIST}?view={view.id}")
        want = {"view": [str(view.id)], "cols": ["email"], "q": ["carla"]}
        assert asked(opened.location) == want
        page = reader.get(opened.location)
        assert "gone, lost, past" in page.text
        assert shown(page) == [gym.row(ClientProfile).id]

    def test_doing_without_its_last_filter_does_not_bring_it_back(self, gym: World, browse):
        view = kept(gym, query="_flt_0_status=former", is_default=True)
        reader = browse(gym.user("manager"))
        page = reader.get(f"{LIST}?view={view.id}", follow_redirects=True)
        without = [each for each in links(page, LIST) if each.endswith("?view=none")]
        assert len(without) == 3  # the chip, "Clear", "Everything"
        assert gym.row(ClientProfile).id in shown(reader.get(without[0]))

    @pytest.mark.parametrize("name", ["0", "x", "999999999", "9" * 40, "-1"])
    def test_a_view_that_is_not_there_is_the_list_itself(self, gym: World, browse, name):
        page = browse(gym.user("manager")).get(f"{LIST}?view={name}")
        assert page.status_code == 200
        assert gym.row(ClientProfile).id in shown(page)

    def test_a_view_of_another_list_does_not_open_here(self, gym: World, browse):
        view = kept(gym, page="FoodView", query="q=oats")
        assert browse(gym.user("manager")).get(f"{LIST}?view={view.id}").status_code == 200

    @pytest.mark.parametrize("backend", ["sqlite"])
    def test_views_cost_a_list_one_statement_however_many(
        self, gym: World, browse, backend, monkeypatch
    ):
        monkeypatch.setattr("fitadmin.access.memory.POLL_S", 3600.0)
        reader = browse(gym.user("desk"))
        kept(gym, who="desk")
        few = cost(reader, f"{LIST}?view=none")
        for _ in range(20):
            kept(gym, who="desk", shared_with_id=role("Manager"))
        assert cost(reader, f"{LIST}?view=none") == few


class TestChanging:
    def test_a_view_is_renamed_written_anew_and_deleted(self, gym: World, browse):
        view, reader = kept(gym), browse(gym.user("manager"))
        ident = view.id
        address = f"/savedviewview/change/{ident}"
        assert asked(reader.post(address, data={"name": "Others"}).location)["view"] == [str(ident)]
        reader.post(address, data={"query": "q=bert"})
        [now] = views(id=ident)
        assert (now.name, now.query) == ("Others", "q=bert")
        reader.post(address, data={"query": "_flt_0_user=1"})
        assert views(id=ident)[0].query == "q=bert"
        assert reader.post(f"/savedviewview/delete/{ident}").status_code == 302
        assert views(id=ident) == []

    def test_others_do_not_find_it(self, gym: World, browse):
        view = kept(gym, who="desk")
        for who in ("manager", "own", "client"):
            reader = browse(gym.user(who))
            for verb in ("change", "delete"):
                data = {"name": "Mine now"}
                assert reader.post(f"/savedviewview/{verb}/{view.id}", data=data).status_code == 404
        assert views(id=view.id)[0].name != "Mine now"

    def test_a_form_without_its_token_does_nothing(self, gym: World, browse):
        gym.app.config["WTF_CSRF_ENABLED"] = True
        try:
            reader = browse(gym.user("manager"))
            assert keep(reader).status_code == 400
            page = reader.get(f"{LIST}?q=a").text
            forms = re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL)
            assert [form for form in forms if 'name="csrf_token"' not in form] == []
        finally:
            gym.app.config["WTF_CSRF_ENABLED"] = False

    def test_nothing_is_changed_by_looking(self, gym: World, browse):
        view, reader = kept(gym), browse(gym.user("manager"))
        for address in ("keep", f"change/{view.id}", f"share/{view.id}"):
            assert reader.get(f"/savedviewview/{address}").status_code == 405
