"""What the columns mean, what would become of the rows, and what did."""

import json
import re

import pytest
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.exercises import Exercise
from fitadmin.models.foods import Food
from fitadmin.models.gym import AuditEvent, ImportBatch
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM, Invalid
from fitadmin.services.gym import uploads
from fitadmin.views.gym import imports as page
from fitadmin.views.gym.verdicts import ON_PAGE
from tests.forms import Form
from tests.importers.made import SAMPLES, fdc_zip
from tests.uploads import MAPPED, PEOPLE, count, looked, many, sent


@pytest.fixture(autouse=True)
def folder(gym, tmp_path):
    """Where the files wait."""
    was, gym.app.config["VAR"] = gym.app.config["VAR"], tmp_path
    yield tmp_path / "imports"
    gym.app.config["VAR"] = was


@pytest.fixture
def manager(gym, browse):
    return browse(gym.user("manager"))


def client(number):
    with acting_as(SYSTEM):
        found = select(ClientProfile).where(ClientProfile.number == number)
        return db.session.scalars(found.execution_options(populate_existing=True)).one_or_none()


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


class TestMapping:
    def test_columns_are_shown_with_values_and_what_they_may_mean(self, manager):
        text = manager.get(sent(manager, PEOPLE)).text
        assert "0042 · 0043 · 0044" in text
        assert "=1+1 · &lt;b&gt;bold&lt;/b&gt;" in text
        form = Form(text)
        assert form.options["column-0"]["First name *"] == "first_name"
        assert form.options["column-0"]["Membership number *"] == "number"
        assert form.options["column-0"]["Location"] == "location"

    def test_known_headers_are_mapped_and_the_rest_is_told(self, manager):
        text = "First Name,surname,E-mail,Locker\nAda,Lovelace,ada@example.org,7\n"
        answer = manager.get(sent(manager, text))
        chosen = Form(answer.text).values
        assert [chosen.get(f"column-{n}") for n in range(4)] == [
            ["first_name"], ["last_name"], ["email"], None,
        ]  # fmt: skip
        assert "Needed: First name; Last name; Membership number or E-mail." in answer.text

    def test_dates_are_shown_as_each_way_of_writing_reads_them(self, manager):
        answer = manager.get(sent(manager, PEOPLE))
        assert Form(answer.text).values["date_format"] == ["%d.%m.%Y"]
        assert "10.12.1980 : December 10, 1980" in words(answer)
        assert "10.12.1980 : cannot be read" in words(answer)

    def test_what_no_date_fits_is_found_out_from_all_of_them(self, manager):
        text = "first name,last name,number,date of birth\nA,B,1,02/03/1980\nC,D,2,25/03/1981\n"
        page = manager.get(sent(manager, text)).text
        assert Form(page).values["date_format"] == ["%d/%m/%Y"]

    def test_what_is_needed_must_be_mapped(self, manager):
        address = sent(manager, PEOPLE)
        answer = manager.post(f"{address}look", data={"column-1": "first_name"})
        assert answer.status_code == 422
        assert "No column is mapped to: Last name." in answer.text
        assert "No column is mapped to: Membership number or E-mail." in answer.text
        assert Form(answer.text).values["column-1"] == ["first_name"]

    def test_two_columns_cannot_mean_the_same(self, manager):
        address = sent(manager, PEOPLE)
        answer = manager.post(f"{address}look", data={**MAPPED, "column-5": "first_name"})
        assert answer.status_code == 422
        assert "First name comes from two columns: Vorname and Bemerkung." in answer.text

    @pytest.mark.parametrize(
        "wrong", [{"column-0": "user_id"}, {"column-0": "x"}, {"date_format": "%Y"}]
    )
    def test_what_was_not_offered_is_refused(self, manager, wrong):
        address = sent(manager, PEOPLE)
        assert manager.post(f"{address}look", data={**MAPPED, **wrong}).status_code == 400

    def test_headers_may_be_empty_or_twice_there(self, manager):
        text = "number,,x,x\n1,Ada,Lovelace,\n2,Alan,Turing,\n"
        address = sent(manager, text)
        assert "Column 2" in manager.get(address).text
        mapping = {"column-0": "number", "column-1": "first_name", "column-2": "last_name"}
        manager.post(f"{address}look", data=mapping)
        assert "Import 2 rows" in manager.get(address).text

    def test_a_column_that_is_known_may_be_left_out(self, manager):
        text = "number,first name,last name,phone\n1,Ada,Lovelace,555\n"
        address = sent(manager, text)
        mapping = {"column-0": "number", "column-1": "first_name", "column-2": "last_name"}
        manager.post(f"{address}look", data=mapping)
        manager.post(f"{address}take")
        assert (client("1").first_name, client("1").phone) == ("Ada", None)


class TestPreview:
    def test_it_says_what_would_become_of_each_row_and_changes_nothing(self, manager):
        before = count(ClientProfile), count(ImportBatch), count(AuditEvent)
        address = looked(manager)
        text = words(manager.get(address))
        assert "This was a dry run: nothing has been changed yet." in text
        assert "All 3 New 2 Refused 1" in text
        assert "line 3 Alan Turing Refused email is “nonsense”, which is no address" in text
        assert (count(ClientProfile), count(ImportBatch), count(AuditEvent)) == before
        assert "Import 2 rows" in text

    def test_it_is_narrowed_to_one_verdict(self, manager):
        address = looked(manager)
        text = words(manager.get(f"{address}?outcome=refused"))
        assert "Alan Turing" in text
        assert "Ada Lovelace" not in text
        assert "Ada Lovelace" in words(manager.get(f"{address}?outcome=no-such"))

    def test_changes_are_shown_before_and_after(self, manager):
        manager.post(f"{looked(manager)}take")
        text = words(manager.get(looked(manager, PEOPLE.replace("Lovelace", "King"))))
        assert "line 2 Ada King Changed Last name: Lovelace → King" in text
        assert "line 4 Grace Hopper Unchanged" in text

    def test_what_people_have_changed_is_kept_unless_they_say_otherwise(self, manager):
        manager.post(f"{looked(manager)}take")
        with acting_as(SYSTEM):
            client("0042").first_name = "Augusta"
            db.session.commit()
        kept = words(manager.get(looked(manager)))
        assert "Kept as it is here it was changed here since the import" in kept
        assert "There is nothing in it to import." in kept
        assert "First name: Augusta → Ada" in words(manager.get(looked(manager, overwrite="1")))

    def test_long_lists_have_pages_and_say_what_they_leave_out(self, manager):
        address = sent(manager, many(260))
        manager.post(f"{address}look", data=Form(manager.get(address).text).values)
        first = words(manager.get(address))
        assert "First Last0" in first
        assert f"First Last{ON_PAGE} " not in first
        assert "60 further rows are counted but not listed." in first
        assert f"First Last{ON_PAGE} " in words(manager.get(f"{address}?page=1"))
        assert manager.get(f"{address}?page=99999").status_code == 200

    def test_refused_rows_come_back_with_their_reason_and_no_formula(self, manager):
        text = PEOPLE.replace("nonsense;23.06.1982;", "nonsense;23.06.1982;=HYPERLINK(1)")
        answer = manager.get(f"{looked(manager, text)}refused")
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.text.lstrip("\ufeff").splitlines() == [
            "Where,Why,Nr,Vorname,Nachname,E-Mail,geboren,Bemerkung",
            "line 3,\"email is “nonsense”, which is no address\","
            "0043,Alan,Turing,nonsense,23.06.1982,'=HYPERLINK(1)",
        ]  # fmt: skip

    def test_there_is_nothing_to_fetch_before_it_was_looked_through(self, manager):
        assert manager.get(f"{sent(manager, PEOPLE)}refused").status_code == 404

    def test_what_the_gym_refuses_is_said_and_can_be_tried_again(self, manager, monkeypatch):
        def refuse(*_args, **_more):
            raise Invalid("this cannot be")

        address = sent(manager, PEOPLE)
        monkeypatch.setattr(page, "work_on", refuse)
        answer = manager.post(f"{address}look", data=MAPPED, follow_redirects=True)
        assert "this cannot be" in answer.text
        monkeypatch.undo()
        assert 'name="column-0"' in manager.get(f"{address}?columns=1").text
        manager.post(f"{address}again")
        assert "Import 2 rows" in manager.get(address).text

    def test_one_may_go_back_to_the_columns(self, manager):
        address = looked(manager)
        assert 'name="column-0"' in manager.get(f"{address}?columns=1").text
        manager.post(f"{address}look", data={**MAPPED, "column-4": ""})
        assert "Import 2 rows" in manager.get(address).text


class TestTaking:
    def test_the_rows_are_there_and_the_file_is_gone(self, gym, manager, folder):
        address = looked(manager)
        answer = manager.post(f"{address}take", follow_redirects=True)
        assert "New 2 Refused 1" in words(answer)
        ada = client("0042")
        assert (ada.first_name, str(ada.born_on), ada.email) == (
            "Ada", "1980-12-10", "ada@example.org",
        )  # fmt: skip
        assert ada.created_by_id == gym.user("manager").id
        [kept] = folder.iterdir()
        assert not (kept / "file").exists()
        assert "0043" in manager.get(f"{address}refused").text

    def test_the_batch_says_who_what_and_from_where(self, gym, manager):
        manager.post(f"{looked(manager)}take")
        with acting_as(SYSTEM):
            batch = db.session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc())).first()
            event = db.session.scalars(select(AuditEvent).where(AuditEvent.act == "import")).one()
        assert (batch.file_name, batch.source, batch.kind) == (
            "clients.csv", "old system", "clients",
        )  # fmt: skip
        assert (batch.created_by_id, batch.rows_created) == (gym.user("manager").id, 2)
        assert (event.user_id, event.row_id) == (gym.user("manager").id, batch.id)

    def test_twice_is_once(self, manager):
        address = looked(manager)
        before = count(ImportBatch)
        for _ in range(3):
            assert manager.post(f"{address}take").status_code == 302
        manager.post(f"{address}again")
        manager.post(f"{address}look", data=MAPPED)
        assert count(ImportBatch) == before + 1
        assert "New 2 Refused 1" in words(manager.get(address))

    def test_nothing_is_taken_in_that_was_not_looked_through(self, manager):
        address = sent(manager, PEOPLE)
        before = count(ClientProfile)
        manager.post(f"{address}take")
        assert count(ClientProfile) == before

    def test_exercises_come_as_json_and_need_no_mapping(self, manager):
        content = (SAMPLES / "exercises.json").read_bytes()
        before, there = count(Exercise), len(json.loads(content))
        address = sent(manager, content, "bank.json", "exercises")
        assert "there is nothing to map" in manager.get(address).text
        manager.post(f"{address}look")
        assert count(Exercise) == before
        manager.post(f"{address}take")
        assert count(Exercise) == before + there

    def test_foods_come_as_csv_or_as_the_zip_of_fdc(self, manager, tmp_path):
        for content, name in (
            ((SAMPLES / "foods.csv").read_bytes(), "foods.csv"),
            (fdc_zip(tmp_path).read_bytes(), "fdc.zip"),
        ):
            before = count(Food)
            address = sent(manager, content, name, "foods")
            answer = manager.post(f"{address}look", data=Form(manager.get(address).text).values)
            assert answer.status_code == 302, answer.text
            manager.post(f"{address}take")
            assert count(Food) > before, name
        with acting_as(SYSTEM):
            assert "fdc" in db.session.scalars(select(Food.source)).all()
            licence = select(Food.licence).where(Food.source == "fdc")
            assert db.session.scalars(licence).first() == "CC0 1.0 (public domain)"

    def test_it_is_undone_by_the_button_of_its_page(self, manager):
        address = looked(manager)
        page = manager.post(f"{address}take", follow_redirects=True).text
        [batch] = re.findall(r'href="(/importbatchview/show/\d+)"', page)
        [undo] = re.findall(r'action="(/importbatchview/action/undo/\d+)"', manager.get(batch).text)
        answer = manager.post(undo, follow_redirects=True)
        assert "2 rows are gone" in answer.text
        assert client("0042") is None
        assert undo not in manager.get(batch).text
        assert "was undone already" in manager.post(undo, follow_redirects=True).text
        assert manager.get(undo).status_code == 405

    @pytest.mark.parametrize("who", ["own", "desk", "client"])
    def test_undoing_is_for_managers(self, gym, browse, who):
        ident = gym.row(ImportBatch).id
        answer = browse(gym.user(who)).post(f"/importbatchview/action/undo/{ident}")
        assert answer.status_code in {302, 403, 404}
        with acting_as(SYSTEM):
            assert gym.row(ImportBatch).undone_at is None

    def test_a_file_is_forgotten_on_request(self, manager, folder):
        address = looked(manager)
        manager.post(f"{address}drop")
        assert list(folder.iterdir()) == []
        assert manager.get(address).status_code == 404
        assert uploads.KEPT_H == 24
