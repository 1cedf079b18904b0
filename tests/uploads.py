"""Sending a file to be taken in, as a browser does."""

import io

from sqlalchemy import func, select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.gym import ImportUpload
from fitadmin.models.scope import SYSTEM
from tests.factories import person

PEOPLE = (
    "Nr;Vorname;Nachname;E-Mail;geboren;Bemerkung\n"
    "0042;Ada;Lovelace;ada@example.org;10.12.1980;=1+1\n"
    "0043;Alan;Turing;nonsense;23.06.1982;\n"
    "0044;Grace;Hopper;grace@example.org;09.12.1976;<b>bold</b>\n"
)
MAPPED = {
    "column-0": "number", "column-1": "first_name", "column-2": "last_name", "column-3": "email",
    "column-4": "born_on", "date_format": "%d.%m.%Y", "source": "old system",
}  # fmt: skip


def send(reader, content, name="clients.csv", kind="clients", **more):
    content = content.encode() if isinstance(content, str) else content
    fields = {"kind": kind, "file": (io.BytesIO(content), name), **more}
    return reader.post("/import/", data=fields, content_type="multipart/form-data")


def sent(reader, content, name="clients.csv", kind="clients", **more):
    """The address of the upload."""
    answer = send(reader, content, name, kind, **more)
    assert answer.status_code == 302, answer.text
    return answer.location


def looked(reader, content=PEOPLE, **choice):
    """The address of an upload that was looked through."""
    address = sent(reader, content)
    answer = reader.post(f"{address}look", data={**MAPPED, **choice})
    assert answer.status_code == 302, answer.text
    return address


def count(model):
    with acting_as(SYSTEM):
        return db.session.scalar(select(func.count()).select_from(model))


def uploads_there():
    with acting_as(SYSTEM):
        return db.session.scalars(select(ImportUpload)).all()


def many(n):
    rows = "".join(f"n{i},First,Last{i},p{i}@example.org\n" for i in range(n))
    return "number,first name,last name,email\n" + rows


def make_manager():
    """Another manager than the world's."""
    with acting_as(SYSTEM):
        return person("Manager", username="second")
