"""People: taking clients in from another system's list."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fitadmin.models.columns import now
from fitadmin.models.gym import Location
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import with_trash
from fitadmin.services.gym import (
    Incoming,
    Intake,
    Misfit,
    Progress,
    Report,
    Source,
    Verdict,
    take_in,
)

EARLIEST_BIRTH = date(1900, 1, 1)


class ClientIntake(Intake):
    """Clients, told apart by their number, and where there is none by their e-mail address."""

    kind = "clients"
    model = ClientProfile

    def prepare(self, session: Session, rows: list[Incoming]) -> None:
        found = session.execute(select(Location.name, Location.id))
        places = {name.casefold(): ident for name, ident in found}
        for row in rows:
            word = row.values.pop("location", None)
            if word:
                row.values["location_id"] = places.get(word.casefold(), word)
        living = session.execute(select(ClientProfile.email).where(ClientProfile.email != ""))
        times = Counter(key_of(None, email) for (email,) in living)
        self._shared = {key for key, n in times.items() if n > 1}

    def known(self, session: Session, rows: list[Incoming]) -> dict[str, int]:
        """By number and by e-mail; a client without a number may get one from the file."""
        there: Any = select(ClientProfile.id, ClientProfile.number, ClientProfile.email)
        in_order = there.order_by(ClientProfile.deleted_at.is_(None), ClientProfile.id)
        ids: dict[str, int] = {}
        numbered: set[int] = set()
        for ident, number, email in session.execute(with_trash(in_order)):
            ids |= {key: ident for key in (key_of(number, None), key_of(None, email)) if key}
            numbered |= {ident} if number else set()
        for row in rows:
            same = ids.get(key_of(None, row.values.get("email")))
            if same is not None and same not in numbered:
                ids.setdefault(row.key, same)
        return ids

    def fit(self, row: Incoming) -> None:
        super().fit(row)
        location = row.values.get("location_id")
        if isinstance(location, str):
            raise Misfit(f"there is no location “{location}”")
        email = row.values.get("email")
        if email is not None and "@" not in email.strip("@"):
            raise Misfit(f"email is “{email}”, which is no address")
        born = row.values.get("born_on")
        if born is not None and not EARLIEST_BIRTH <= born <= now().date():
            raise Misfit(f"born_on is {born}, which cannot be")
        row.key = key_of(row.values.get("number"), email)
        if row.key in self._shared:
            raise Misfit("several clients here have this e-mail address, and the row has no number")
        if not row.key:
            raise Misfit("neither a number nor an e-mail address tells this client from others")

    def name(self, row: Incoming) -> str:
        names = (row.values.get("first_name"), row.values.get("last_name"))
        return " ".join(name.strip() for name in names if name)


def import_clients(
    session: Session,
    source: Source,
    rows: Iterable[Incoming | Verdict],
    file_name: str,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Take clients in; see take_in(). Numbers are text: 0042 stays 0042."""
    return take_in(
        session, ClientIntake(source), rows, file_name, overwrite=overwrite, progress=progress
    )


def key_of(number: str | None, email: str | None) -> str:
    """What tells a client from others: the number, else the e-mail address; "" for neither."""
    if number:
        return f"number {number}"
    return f"e-mail {email.casefold()}" if email else ""
