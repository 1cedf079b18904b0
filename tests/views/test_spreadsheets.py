"""Lists as workbooks: the same rows as the CSV, numbers and days as such, and never a formula."""

import re
import tempfile
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import insert

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.columns import uuid7
from fitadmin.models.exporting import AT_ONCE
from fitadmin.models.foods import Food
from fitadmin.models.gym import Location
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import CompletedSet
from fitadmin.views.base import export
from fitadmin.views.base.files import FORMATS, xlsx
from fitadmin.views.base.files.workbook import sheet_name
from tests.access.matrix import READ, RULES
from tests.access.test_pages import CASES, view_of
from tests.factories import make
from tests.spreadsheets import Workbook
from tests.statements import counted
from tests.views.test_export import MEGABYTE, lines, memory
from tests.world import World

FORMULAS = [
    "=1+1", "+1", "-1", "@x", "\tx", '=HYPERLINK("http://x")', "{=1}", "http://x.example",
    "<r><t>x</t></r>", "</t></is></c><c r='Z9'><f>1+1</f></c>", "a & b < c", "_x0041_", "a\x01b",
    "1, Main\nBack", " spaced ", "Übung 🏋", "_x000D_",
]  # fmt: skip
ASKED = "?format=xlsx"


def book(browser, address):
    """The workbook at an address of ours."""
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.content_length == len(answer.data)
    return Workbook(answer.data)


@pytest.fixture
def manager(gym: World, browse):
    return browse(gym.user("manager"))


@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize(("model", "who"), [c for c in CASES if c[1] in {"own", "other"}])
def test_it_is_for_who_may_read_and_holds_the_cells_of_the_csv(gym, browse, model, who):
    letter, view = RULES[model][who][READ], view_of(model)
    browser, address = browse(gym.user(who)), f"{view.route_base}/export"
    answer = browser.get(address + ASKED)
    assert answer.status_code == (403 if letter == "-" else 200)
    if letter != "-":
        rows = Workbook(answer.data).rows
        titles, *others = lines(browser.get(address))
        assert list(rows[0].values()) == titles
        assert len(rows) == len(others) + 1
        if who in {"other", "former", "stranger"}:
            assert "Carla" not in str(rows)


def test_nobody_gets_no_file(gym, browse):
    assert "/login/" in browse().get("/clientprofileview/export" + ASKED).headers["Location"]


def test_it_honours_words_filter_order_and_columns(gym: World, manager):
    asked = (
        "?_flt_0_status=active&_oc_ClientProfileView=first_name&_od_ClientProfileView=desc"
        "&cols=first_name,status"
    )
    page = manager.get(f"/clientprofileview/list/{asked}")
    _csv, address = re.findall(r'href="(/clientprofileview/export[^"]*)"', page.text)
    found = book(manager, address.replace("&amp;", "&"))
    assert found.rows == [
        {"A": "First name", "B": "Status"},
        {"A": "Sten", "B": "Active"},
        {"A": "Carla", "B": "Active"},
    ]
    assert found.title == "Clients"
    by_words = book(manager, f"/clientprofileview/export{ASKED}&q=carla&cols=first_name")
    assert [row["A"] for row in by_words.rows[1:]] == ["Carla"]
    nobody = book(manager, f"/clientprofileview/export{ASKED}&_flt_0_status=former")
    assert len(nobody.rows) == 1
    assert nobody.attribute("autoFilter", "ref") == "A1:G1"


def test_its_head_is_bold_stays_in_sight_and_filters(gym: World, manager):
    answer = manager.get("/clientprofileview/export" + ASKED)
    found = Workbook(answer.data)
    assert set(found.styles[0].values()) == {xlsx.BOLD}
    assert found.attribute("pane", "state") == "frozen"
    assert found.attribute("pane", "ySplit") == "1"
    assert found.attribute("autoFilter", "ref") == f"A1:G{len(found.rows)}"
    assert answer.mimetype == xlsx.MIMETYPE
    assert re.fullmatch(
        r"attachment; filename=client_profile-\d{4}-\d\d-\d\d\.xlsx",
        answer.headers["Content-Disposition"],
    )
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_text_stays_the_text_it_is(gym: World, manager, text):
    with acting_as(SYSTEM):
        make(Location, name="Hall", address=text)
        db.session.commit()
    found = book(manager, "/locationview/export" + ASKED)
    (row,) = [row for row in found.rows if row["A"] == "Hall"]
    assert row["B"] == text
    assert found.count("f") == 0
    assert found.count("c") == sum(len(row) for row in found.rows)
    assert not any("externalLink" in name or "sharedStrings" in name for name in found.names())


def test_numbers_days_and_times_are_such(gym: World, manager):
    with acting_as(SYSTEM):
        done, carla = gym.row(CompletedSet), gym.row(ClientProfile)
        done.load, carla.joined_on = Decimal("-20.125"), date(2026, 3, 2)
        db.session.commit()
    sets = book(manager, "/completedsetview/export" + ASKED)
    titles = {title: column for column, title in sets.rows[0].items()}
    assert sets.rows[1][titles["Load"]] == -20.125
    people = book(manager, f"/clientprofileview/export{ASKED}&q=carla")
    assert people.rows[1]["G"] == 46083
    assert people.styles[1]["G"] == xlsx.DAY


def words(value):
    return "" if value is None else f"said {value}"


@pytest.mark.parametrize(
    ("value", "style", "xml"),
    [
        (None, 0, ""),
        (1.5, 0, "><v>1.5</v>"),
        (Decimal("140.500"), 0, "><v>140.500</v>"),
        (10**14, 0, f"><v>{10**14}</v>"),
        (date(1900, 3, 1), xlsx.DAY, "><v>61</v>"),
        (time(18, 0), xlsx.CLOCK, "><v>0.75</v>"),
        (date(2026, 3, 2), xlsx.DAY, "><v>46083</v>"),
    ],
)
def test_a_value_is_the_cell_it_should_be(value, style, xml):
    assert xlsx.cell(value, words) == (style, xml)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "said True"),
        (10**15 + 1, "1000000000000001"),
        (Decimal("0.12345678901234567"), "0.12345678901234567"),
        (float("nan"), "nan"),
        (date(1899, 5, 1), "said 1899-05-01"),
        (["a"], "said ['a']"),
    ],
)
def test_what_a_spreadsheet_would_spoil_is_text(value, text):
    style, xml = xlsx.cell(value, words)
    assert style == 0
    assert f">{text}</t>" in xml


def test_times_are_on_the_clock_of_the_reader(gym: World):
    with gym.app.test_request_context(), acting_as(gym.viewer("manager")):
        style, xml = xlsx.cell(datetime(2026, 3, 2, 12, tzinfo=UTC), words)
        assert style == xlsx.MOMENT
        assert re.fullmatch(r"><v>46083\.\d+</v>", xml)


def test_a_long_text_is_cut_where_a_cell_ends():
    fits, too_long = "🏋" * 16_383, "🏋" * 16_384
    assert f">{fits}</t>" in xlsx.inline(fits)
    cut = xlsx.inline(too_long)
    assert f">{fits}…</t>" in cut
    assert "\ud83c" not in cut


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Clients", "Clients"),
        ("A/B: [x]*?\\", "A B   x"),
        ("'quoted'", "quoted"),
        ("History", "History."),
        ("", "List"),
        ("x" * 40, "x" * 31),
    ],
)
def test_a_sheet_is_called_as_it_may_be(title, name):
    assert sheet_name(title) == name


@pytest.mark.parametrize("kind", ["", "pdf", "XLSX", "csv\n"])
def test_another_format_is_refused(manager, kind):
    assert manager.get("/locationview/export", query_string={"format": kind}).status_code == 400


def test_more_rows_than_a_sheet_holds_are_told_before_they_are_read(manager, monkeypatch):
    few = FORMATS["xlsx"]._replace(most_rows=1)
    monkeypatch.setitem(export.FORMATS, "xlsx", few)
    with counted() as sent:
        answer = manager.get("/clientprofileview/export" + ASKED)
    assert answer.status_code == 422
    assert "The list has 2 rows, and such a file holds 1." in answer.text
    assert not [each for each in sent if each.startswith("SELECT client_profile.")]
    assert manager.get("/clientprofileview/export").status_code == 200


@pytest.mark.parametrize("limit", ["MOST_ROWS", "LARGEST_SHEET"])
def test_a_list_that_grows_too_large_meanwhile_leaves_nothing_behind(
    manager, monkeypatch, tmp_path, limit
):
    monkeypatch.setattr(xlsx, limit, 1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    answer = manager.get("/clientprofileview/export" + ASKED)
    assert answer.status_code == 422
    assert "too large" in answer.text
    assert list(tmp_path.iterdir()) == []


def test_the_file_on_disk_goes_with_the_answer(manager, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = open_files()
    answer = manager.get("/clientprofileview/export" + ASKED, buffered=False)
    assert open_files() == before + 1
    answer.close()
    assert open_files() == before
    assert list(tmp_path.iterdir()) == []


def open_files():
    """How many files without a name this process has open."""
    links = (each.readlink() for each in Path("/proc/self/fd").iterdir() if each.is_symlink())
    return sum("(deleted)" in str(link) for link in links)


@pytest.mark.parametrize("backend", ["sqlite"])
def test_many_rows_take_no_more_memory_than_a_few(gym: World, manager, monkeypatch):
    many, held = 20_000, []
    with acting_as(SYSTEM):
        rows = [{"name": f"Food {n}", "uid": uuid7(), "energy_kcal": 100} for n in range(many)]
        db.session.execute(insert(Food), rows)
        db.session.commit()
        db.session.expunge_all()
    parts = xlsx._parts

    def watched(*given):
        for part in parts(*given):
            held.append(memory())
            yield part

    monkeypatch.setattr(xlsx, "_parts", watched)
    with counted() as sent:
        answer = manager.get("/foodview/export" + ASKED)
    assert len(held) > many / AT_ONCE
    assert max(held) - held[2] < 10 * MEGABYTE
    assert len(sent) < 12
    with ZipFile(BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
