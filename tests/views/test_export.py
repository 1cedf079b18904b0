"""Lists as CSV files: the rows, order, columns and scope of the list, fit for a spreadsheet."""

import csv
import io
import re
from pathlib import Path

import pytest
from sqlalchemy import insert

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.columns import uuid7
from fitadmin.models.foods import Food
from fitadmin.models.gym import Location
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import CompletedSet
from fitadmin.views.base.files.csv import cell
from tests.access.matrix import READ, RULES
from tests.access.test_pages import CASES, MODEL, view_of
from tests.factories import make
from tests.statements import counted
from tests.world import World

MANY = 100_000
MEGABYTE = 1 << 20


def lines(answer):
    """The cells of a file, its titles first."""
    text = answer.data.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def test_a_file_holds_what_the_list_shows(gym: World, browse):
    browser = browse(gym.user("manager"))
    asked = "?_flt_0_status=active&_oc_ClientProfileView=first_name&_od_ClientProfileView=desc"
    page = browser.get(f"/clientprofileview/list/{asked}")
    address, _xlsx = re.findall(r'href="(/clientprofileview/export[^"]*)"', page.text)
    answer = browser.get(address.replace("&amp;", "&"))
    titles, *rows = lines(answer)
    assert titles[:3] == ["Last name", "First name", "Membership number"]
    assert [row[1] for row in rows] == ["Sten", "Carla"]
    assert answer.mimetype == "text/csv"
    assert re.fullmatch(
        r"attachment; filename=client_profile-\d{4}-\d\d-\d\d\.csv",
        answer.headers["Content-Disposition"],
    )
    nobody = browser.get("/clientprofileview/export?_flt_0_status=former")
    assert lines(nobody) == [titles]


@pytest.mark.parametrize(("model", "who"), CASES)
def test_a_file_is_for_who_may_read_and_holds_what_they_see(gym, browse, model, who):
    letter, view = RULES[model][who][READ], view_of(model)
    answer = browse(gym.user(who)).get(f"{view.route_base}/export")
    assert answer.status_code == (403 if letter == "-" else 200)
    if letter != "-":
        assert len(lines(answer)[0]) == len(view.list_columns)
    if who in {"other", "former", "stranger"}:
        assert "Carla" not in answer.text
    if letter == "r" and "client" in view.list_columns and gym.row(MODEL[model]).client:
        assert "Carla Client" in answer.text


def test_nobody_gets_no_file(gym, browse):
    assert "/login/" in browse().get("/clientprofileview/export").headers["Location"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", '=HYPERLINK("http://x")', "＝1"]
)
def test_no_text_is_a_formula(gym: World, browse, text):
    with acting_as(SYSTEM):
        make(Location, name=f"{text} hall", address="1, Main Street\nBack door")
        db.session.commit()
    rows = lines(browse(gym.user("manager")).get("/locationview/export"))
    assert [f"'{text} hall", "1, Main Street\nBack door"] in [row[:2] for row in rows]


@pytest.mark.parametrize("mark", [";", "|", "\t", "\n", "\r\n", "; ", ';"', ";'"])
def test_no_text_is_a_formula_where_other_marks_separate(gym: World, browse, mark):
    with acting_as(SYSTEM):
        make(Location, name="Hall", address=f"1, Main Street{mark}=1+1")
        db.session.commit()
    rows = lines(browse(gym.user("manager")).get("/locationview/export"))
    (cell,) = [row[1] for row in rows if row[0] == "Hall"]
    assert cell.endswith("=1+1")
    cells = [each.strip(' "') for each in re.split(r"[;|\t\r\n]", cell)]
    assert not any(each.startswith("=") for each in cells)


def test_a_text_of_blanks_takes_no_longer_than_another():
    """It is looked at once from each end; a quarter of an hour otherwise."""
    text = "x" + "\n" * 300_000 + "x"
    assert cell(text, str) == text


def test_numbers_stay_numbers(gym: World, browse):
    with acting_as(SYSTEM):
        gym.row(CompletedSet).load = -20
        db.session.commit()
    titles, row, *_more = lines(browse(gym.user("own")).get("/completedsetview/export"))
    assert dict(zip(titles, row, strict=True))["Load"] == "-20"


def test_a_filter_too_many_or_unknown_is_refused(gym: World, browse):
    browser = browse(gym.user("manager"))
    assert browser.get("/clientprofileview/export?_flt_0_user=1").status_code == 400


def test_a_hundred_thousand_rows_take_no_more_memory_than_a_few(gym: World, browse):
    with acting_as(SYSTEM):
        for start in range(0, MANY, 10_000):
            rows = [
                {"name": f"Food {number}", "uid": uuid7(), "energy_kcal": 100}
                for number in range(start, start + 10_000)
            ]
            db.session.execute(insert(Food), rows)
        db.session.commit()
        db.session.expunge_all()
    browser = browse(gym.user("manager"))
    with counted() as sent:
        answer = browser.get("/foodview/export", buffered=False)
        chunks = iter(answer.response)
        size = sum(len(next(chunks)) for _ in range(20))
        before = memory()
        most = before
        for chunk in chunks:
            size += len(chunk)
            most = max(most, memory())
        answer.close()
    assert size > MANY * 10
    assert most - before < 20 * MEGABYTE
    assert len(sent) < 12


def memory():
    """What this process holds, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def test_carla_is_not_the_only_client(gym: World, browse):
    """One sees oneself alone, as in the list."""
    rows = lines(browse(gym.user("client")).get("/clientprofileview/export"))[1:]
    assert [row[1] for row in rows] == [gym.row(ClientProfile).first_name]
