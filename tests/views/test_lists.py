"""Lists: searched by words, with chosen columns, and filters told in words."""

import csv
import io
import re

import pytest

from fitadmin.access import acting_as
from fitadmin.extensions import appbuilder, db
from fitadmin.models.foods import Food
from fitadmin.models.gym import Location
from fitadmin.models.people import ClientNote, ClientProfile
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import WorkoutSession
from fitadmin.models.workouts import WorkoutPlan
from tests.factories import make
from tests.growth import grow
from tests.statements import counted
from tests.views.test_generated import VIEWS, address_of, name_of
from tests.world import World

LIST = "/clientprofileview/list/"
MOST = 12


@pytest.fixture(autouse=True)
def _nobody_is_asked_for_anew(monkeypatch):
    """Or the clock would add statements."""
    for name in ("memory.POLL_S", "memory.KEEP_S", "identity.KEEP_S"):
        monkeypatch.setattr(f"fitadmin.access.{name}", 3600.0)


def shown(page):
    """The ids of the rows of a list, in their order."""
    return [int(pk) for pk in dict.fromkeys(re.findall(r"view/show/(\d+)", page.text))]


def heads(page):
    """The titles of the columns."""
    table = re.search(r"<thead>(.*?)</thead>", page.text, re.DOTALL)
    cells = re.findall(r"<th scope=\"col\"[^>]*>(.*?)</th>", table[1], re.DOTALL)
    texts = [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]
    return [text for text in texts if text]


def cost(reader, address):
    """How many statements a page takes; who asks is known by then."""
    reader.get("/users/userinfo/")
    with counted() as sent:
        assert reader.get(address).status_code == 200
    return len(sent)


def links(page, kind):
    """The addresses of links that hold *kind*."""
    found = re.findall(r'href="([^"]+)"', page.text)
    return [each.replace("&amp;", "&") for each in found if kind in each]


class TestWords:
    def test_the_likeliest_row_stands_first_and_the_others_after_it(self, gym: World, browse):
        later = make(Location, name="The annexe hall")
        exact, begins = make(Location, name="Annexe"), make(Location, name="Annexe two")
        page = browse(gym.user("manager")).get("/locationview/list/?q=ANNEXE")
        assert shown(page) == [exact.id, begins.id, later.id]

    def test_an_order_that_is_asked_for_comes_before_likeliness(self, gym: World, browse):
        for name in ("Annexe", "Zoo annexe", "Annexe two"):
            make(Location, name=name)
        order = "&_oc_LocationView=name&_od_LocationView=desc"
        page = browse(gym.user("manager")).get(f"/locationview/list/?q=annexe{order}").text
        assert page.index("Zoo annexe") < page.index("Annexe two") < page.index(">Annexe<")

    def test_each_word_narrows_and_so_does_each_filter(self, gym: World, browse):
        make(ClientProfile, first_name="Anna", last_name="Meyer", status="active")
        paused = make(ClientProfile, first_name="Anna", last_name="Möller", status="paused")
        reader = browse(gym.user("manager"))
        assert len(shown(reader.get(f"{LIST}?q=anna"))) == 2
        assert shown(reader.get(f"{LIST}?q=anna+moller")) == [paused.id]
        assert shown(reader.get(f"{LIST}?q=anna&_flt_0_status=paused")) == [paused.id]
        assert shown(reader.get(f"{LIST}?q=anna&_flt_0_status=former")) == []

    def test_rows_are_found_by_the_client_they_are_about(self, gym: World, browse):
        sten = make(ClientProfile, first_name="Sten", last_name="Other")
        other = make(WorkoutSession, client=sten)
        reader = browse(gym.user("manager"))
        assert shown(reader.get("/workoutsessionview/list/?q=other+sten")) == [other.id]
        plan = make(WorkoutPlan, client=sten, name="Legs")
        make(WorkoutPlan, client=gym.row(ClientProfile), name="Legs")
        assert shown(reader.get("/workoutplanview/list/?q=sten+legs")) == [plan.id]

    def test_what_is_out_of_sight_is_not_found(self, gym: World, browse):
        hidden = make(ClientProfile, first_name="Hidden", last_name="Quux")
        make(ClientNote, client=hidden, text="secret knees")
        reader = browse(gym.user("own"))
        for page in (f"{LIST}?q=hidden", "/clientnoteview/list/?q=secret",
                     "/clientnoteview/list/?q=hidden"):  # fmt: skip
            answer = reader.get(page)
            assert "Nothing was found" in answer.text
            assert "Quux" not in answer.text
        assert "secret knees" in browse(gym.user("manager")).get(page).text

    @pytest.mark.parametrize("words", ["%", "_", "!!!", "zzzz", "'; drop table food", "\\", "🏋"])
    def test_nonsense_finds_nothing_and_says_so(self, gym: World, browse, words):
        reader = browse(gym.user("manager"))
        for address in (LIST, "/clientnoteview/list/", "/foodview/list/", "/mealplanview/list/"):
            page = reader.get(address, query_string={"q": words})
            assert page.status_code == 200
            assert "Nothing was found" in page.text, address

    def test_too_many_characters_are_refused(self, gym: World, browse):
        reader = browse(gym.user("manager"))
        assert reader.get(f"{LIST}?q={'a' * 200}").status_code == 200
        assert reader.get(f"{LIST}?q={'a' * 201}").status_code == 400

    def test_the_count_is_of_what_was_found_and_pages_go_on_in_it(self, gym: World, browse):
        for number in range(25):
            make(Food, name=f"Quark {number}")
        reader = browse(gym.user("manager"))
        first = reader.get("/foodview/list/?q=quark")
        assert "1 to 20 of 25" in first.text
        second = reader.get("/foodview/list/?q=quark&page_FoodView=1")
        assert len(shown(first)) == 20
        assert len(shown(second)) == 5
        assert not set(shown(first)) & set(shown(second))

    def test_links_to_other_pages_orders_and_sizes_keep_the_question(self, gym: World, browse):
        for number in range(25):
            make(Food, name=f"Quark {number}")
        page = browse(gym.user("manager")).get(
            "/foodview/list/?q=quark&_flt_2_name=quark&_flt_2_name=1&cols=name,brand&_flt_2_name=2"
        )
        for kind in ("page_FoodView=", "_oc_FoodView="):
            found = [link for link in links(page, kind) if "/foodview/list/" in link]
            assert found or kind == "page_FoodView="
            for link in found:
                assert "q=quark" in link
                assert link.count("_flt_2_name") == 3
                assert "cols=name%2Cbrand" in link

    def test_the_file_holds_what_the_list_finds(self, gym: World, browse):
        for name in ("Annexe", "The annexe"):
            make(Location, name=name, phone="030")
        reader = browse(gym.user("manager"))
        page = reader.get("/locationview/list/?q=annexe&cols=phone,name")
        address = next(a for a in links(page, "/locationview/export") if "xlsx" not in a)
        text = reader.get(address).text.removeprefix("\ufeff")
        rows = list(csv.reader(io.StringIO(text)))
        assert rows == [["Phone", "Name"], ["030", "Annexe"], ["030", "The annexe"]]


class TestColumns:
    def test_those_that_are_chosen_are_shown_in_their_order(self, gym: World, browse):
        reader = browse(gym.user("manager"))
        assert heads(reader.get(f"{LIST}?cols=email,first_name"))[:2] == ["E-mail", "First name"]
        one_by_one = reader.get(f"{LIST}?cols=email&cols=first_name")
        assert heads(one_by_one) == heads(reader.get(f"{LIST}?cols=email,first_name"))

    @pytest.mark.parametrize("name", ["user", "custom", "deleted_at", "client.id", "__class__"])
    def test_what_the_page_does_not_have_is_left_out_and_told(self, gym: World, browse, name):
        reader = browse(gym.user("manager"))
        page = reader.get(f"{LIST}?cols={name},last_name")
        assert "it is left out" in page.text
        assert heads(page)[0] == "Last name"
        assert heads(reader.get(f"{LIST}?cols={name}")) == heads(reader.get(f"{LIST}?view=none"))

    def test_none_at_all_is_the_page_s_own(self, gym: World, browse):
        reader = browse(gym.user("manager"))
        assert heads(reader.get(f"{LIST}?cols=,")) == heads(reader.get(LIST))

    def test_a_column_moves_by_a_link(self, gym: World, browse):
        reader = browse(gym.user("manager"))
        make(Location, name="Hall eight")
        page = reader.get("/locationview/list/?q=hall&cols=name,phone,address")
        later = next(each for each in links(page, "cols=") if "cols=phone%2Cname" in each)
        assert "q=hall" in later
        make(Location, name="Hall nine")
        assert heads(reader.get(later))[:3] == ["Phone", "Name", "Address"]

    @pytest.mark.parametrize("backend", ["sqlite"])
    def test_all_of_them_cost_no_statement_per_row(self, gym: World, browse, backend):
        reader, costs = browse(gym.user("admin")), {}
        for view in VIEWS:
            page = next(each for each in appbuilder.baseviews if type(each) is view)
            question = f"{address_of(view)}/list/?cols={','.join(page.choosable_columns)}"
            few = cost(reader, question)
            costs[name_of(view)] = (question, few)
        with acting_as(SYSTEM):
            grow(db.session, 1, 20)
            db.session.commit()
        now = {name: cost(reader, question) for name, (question, _few) in costs.items()}
        dear = {name: n for name, n in now.items() if n > min(MOST, costs[name][1])}
        assert dear == {}


class TestChips:
    def test_filters_are_told_in_words_with_the_way_out_of_each(self, gym: World, browse):
        carla = gym.row(ClientProfile)
        reader = browse(gym.user("manager"))
        page = reader.get(
            f"/workoutsessionview/list/?_flt_0_client={carla.id}&_flt_0_status=in_progress"
            "&_flt_1_due_on=2026-03-01&q=legs"
        )
        chips = re.findall(r'<span class="chip">(.*?)</span></span>.*?href="([^"]+)"', page.text)
        told = [re.sub(r"<[^>]+>", "", words) for words, _address in chips]
        assert told[0].startswith("Client ")
        assert told[0].endswith("Carla Client")
        assert told[1].endswith("In progress")
        assert told[2].endswith("2026-03-01")
        without = chips[0][1].replace("&amp;", "&")
        assert "_flt_0_client" not in without
        assert {"_flt_0_status=in_progress", "q=legs"} <= set(without.partition("?")[2].split("&"))

    def test_a_row_out_of_sight_has_no_name_in_them(self, gym: World, browse):
        hidden = make(ClientProfile, first_name="Hidden", last_name="Person")
        page = browse(gym.user("own")).get(f"/workoutsessionview/list/?_flt_0_client={hidden.id}")
        assert "not in sight" in page.text
        assert "Hidden" not in page.text

    @pytest.mark.parametrize("backend", ["sqlite"])
    def test_many_rows_filtered_by_are_named_in_one_statement(self, gym: World, browse, backend):
        people = [make(ClientProfile) for _ in range(6)]
        reader = browse(gym.user("manager"))

        def asked(rows):
            filters = "&".join(f"_flt_0_client={row.id}" for row in rows)
            return cost(reader, f"/workoutsessionview/list/?{filters}")

        assert asked(people) == asked(people[:1])
