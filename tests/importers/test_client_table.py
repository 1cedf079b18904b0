"""Clients from CSV: text stays text, a number or an e-mail address tells who is who."""

from datetime import date

import pytest
from sqlalchemy import select

from fitadmin.models.gym import Location
from fitadmin.models.people import ClientProfile
from tests.importers.made import SAMPLES, refused, run, written

BORN = ("--map", "born_on=Born")
HEADER = "number,first_name,last_name,email"


def clients(session):
    return {each.first_name: each for each in session.scalars(select(ClientProfile))}


def table(folder, *rows, header=HEADER):
    return written(folder, "x.csv", "\n".join((header, *rows)) + "\n")


def test_clients_come_in_and_zeros_survive(app, session):
    done = run(app, "import-clients", SAMPLES / "clients.csv", *BORN)
    assert "2 rows: 2 created" in done.output
    ann, bob = clients(session)["Ann"], clients(session)["Bob"]
    assert (ann.number, ann.phone, ann.born_on) == ("0007", "0049 30 123", date(1990, 2, 3))
    assert (ann.status, bob.status, bob.number, bob.born_on) == ("active", "lead", None, None)


def test_twice_in_a_row_changes_nothing(app):
    run(app, "import-clients", SAMPLES / "clients.csv", *BORN)
    assert "2 unchanged" in run(app, "import-clients", SAMPLES / "clients.csv", *BORN).output


def test_a_person_keeps_being_the_same_person(app, session, tmp_path):
    run(app, "import-clients", table(tmp_path, "1,Ann,Lee,ann@example.org", ",Bob,Stone,b@x.org"))
    path = table(tmp_path, "1,Anna,Lee,other@example.org", "2,Bob,Stone,B@x.org")
    assert "2 updated" in run(app, "import-clients", path).output
    people = {each.number: each.first_name for each in session.scalars(select(ClientProfile))}
    assert people == {"1": "Anna", "2": "Bob"}


def test_dates_in_another_form_need_saying(app, session, tmp_path):
    path = table(tmp_path, "1,Ann,Lee,03.02.1990", header="number,first_name,last_name,born_on")
    said = run(app, "import-clients", path)
    assert "born_on is “03.02.1990”, which is no date of the form %Y-%m-%d" in said.output
    assert said.exit_code == 1
    run(app, "import-clients", path, "--date-format", "%d.%m.%Y")
    assert clients(session)["Ann"].born_on == date(1990, 2, 3)


def test_a_location_is_known_by_its_name(app, session, tmp_path):
    session.add(Location(name="North"))
    session.commit()
    header = "number,first_name,last_name,location"
    path = table(tmp_path, "1,Ann,Lee,north", "2,Bob,Stone,Mars", "3,Cy,Ray,", header=header)
    said = run(app, "import-clients", path).output
    assert "line 3: refused Bob Stone: there is no location “Mars”" in said
    assert clients(session)["Ann"].location.name == "North"


REFUSED = {
    ",Bob,Stone,": "neither a number nor an e-mail address tells this client from others",
    "2,,Stone,": "first_name is missing",
    "2,Bob,Stone,bob": "email is “bob”, which is no address",
    "1,Bob,Stone,": "it is the same as line 2",
    f"2,{'B' * 61},Stone,": "first_name is longer than 60 characters",
}


@pytest.mark.parametrize("row", list(REFUSED))
def test_a_row_is_refused_with_the_reason_and_the_rest_comes_in(row, app, session, tmp_path):
    said = run(app, "import-clients", table(tmp_path, "1,Ann,Lee,", row)).output
    assert f"line 3: refused {' '.join(row.split(',')[1:3]).strip()}: {REFUSED[row]}" in said
    assert clients(session).keys() == {"Ann"}


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("status", "asleep", "status is “asleep”, not one of lead, active"),
        ("born_on", "1789-07-14", "born_on is 1789-07-14, which cannot be"),
        ("born_on", "2999-01-01", "born_on is 2999-01-01, which cannot be"),
    ],
)
def test_a_value_that_cannot_be_is_refused(column, cell, reason, app, tmp_path):
    header = f"number,first_name,last_name,{column}"
    path = table(tmp_path, "1,Ann,Lee,", f"2,Bob,Stone,{cell}", header=header)
    assert reason in run(app, "import-clients", path).output


def test_an_address_that_two_clients_share_tells_nothing(app, session, tmp_path):
    run(app, "import-clients", table(tmp_path, "1,Ann,Lee,lee@x.org", "2,Bob,Lee,lee@x.org"))
    said = run(app, "import-clients", table(tmp_path, "3,Cy,Ray,c@x.org", ",Ann,Lee,lee@x.org"))
    assert "several clients here have this e-mail address" in said.output
    assert "1 created" in said.output


def test_two_rows_about_one_client_are_one_too_many(app, tmp_path):
    run(app, "import-clients", table(tmp_path, "1,Ann,Lee,ann@x.org"))
    path = table(tmp_path, "1,Ann,Li,ann@x.org", ",Anna,Lee,ann@x.org")
    said = run(app, "import-clients", path).output
    assert "line 3: refused Anna Lee: it is the same as line 2" in said


@pytest.mark.parametrize(
    ("header", "missing"),
    [("number,first_name", "last_name"), ("first_name,last_name", "number or email")],
)
def test_columns_that_are_needed_are_named(header, missing, app, tmp_path):
    path = table(tmp_path, "a,b", header=header)
    assert f"there is no column for {missing}" in refused(app, "import-clients", path)
