"""The staff of the demo gym and everybody's accounts: written first, so that people can sign in."""

from dataclasses import dataclass, field
from typing import Any

from flask_appbuilder.security.sqla.models import Role
from sqlalchemy import select
from sqlalchemy.orm import Session

from fitadmin.models.accounts import User
from fitadmin.models.gym import GymSettings, Location
from fitadmin.models.people import TrainerProfile
from fitadmin.services.demo.cast import ACCOUNTS, Persona

ZONE = "Europe/Berlin"
UNNAMED = "My gym"
DOMAIN = "demo.example"

STAFF: dict[str, tuple[str, str, str]] = {
    "admin": ("Admin", "Ada", "Keller"),
    "manager": ("Manager", "Renate", "Falk"),
    "frontdesk": ("Front desk", "Milan", "Horvat"),
    "nutritionist": ("Nutritionist", "Noémie", "Laurent"),
    "trainer1": ("Trainer", "Jana", "Petersen"),
    "trainer2": ("Trainer", "Marcus", "Okoye"),
    "trainer3": ("Trainer", "Selin", "Arslan"),
    "trainer4": ("Trainer", "Pedro", "Vasques"),
}
"""User name: role, first and last name."""

PROFILES: dict[str, tuple[str, str, str, int]] = {
    "trainer1": (
        "Strength first, patience second. Twelve years on the platform.",
        "barbell training, beginners", "EQF level 4 personal trainer", 20,
    ),
    "trainer2": (
        "Powerlifter who likes spreadsheets.",
        "powerlifting, percentages", "Coach B licence (strength)", 18,
    ),
    "trainer3": (
        "Physiotherapist by training; gets people back after injuries.",
        "rehabilitation, mobility", "State-approved physiotherapist", 16,
    ),
    "trainer4": (
        "Runs marathons, lifts to run better.",
        "running, endurance", "Athletics coach C licence", 20,
    ),
    "nutritionist": (
        "No forbidden foods. Small changes that stay.",
        "weight loss, sports nutrition", "Dietitian (state-approved)", 40,
    ),
}  # fmt: skip
"""User name: bio, specialities, certifications, capacity."""


@dataclass(slots=True)
class Staff:
    """Who works here and who can sign in, by user name; clients' accounts by number."""

    users: dict[str, int] = field(default_factory=dict)
    client_users: dict[int, int] = field(default_factory=dict)
    trainers: dict[str, int] = field(default_factory=dict)
    locations: list[int] = field(default_factory=list)


def zone_of(settings: GymSettings) -> str:
    """Where the gym is: ours, unless it has been named and set up by somebody."""
    return ZONE if settings.name == UNNAMED else settings.timezone


def open_gym(session: Session) -> str:
    """Name the gym, unless it has a name; returns its time zone."""
    settings = session.scalars(select(GymSettings)).one()
    settings.timezone = zone_of(settings)
    if settings.name == UNNAMED:
        settings.name = "Demo gym"
    return settings.timezone


def hire(session: Session, password_hash: str, cast: list[Persona]) -> Staff:
    """Give everybody an account with that password, and the coaches their profiles.

    An account of the same name is left as it is.
    """
    roles = {role.name: role for role in session.scalars(select(Role))}
    known = {user.username: user for user in session.scalars(select(User))}
    staff = Staff()
    wanted: list[tuple[str, str, str, str, str | None]] = [
        (name, *who, None) for name, who in STAFF.items()
    ]
    wanted += [
        (f"client{p.index}", "Client", p.first_name, p.last_name, p.unit)
        for p in cast
        if p.index <= ACCOUNTS
    ]
    users = {
        name: known.get(name) or _account(name, roles[role], (first, last), password_hash, unit)
        for name, role, first, last, unit in wanted
    }
    session.add_all(users.values())
    session.flush()
    ids = {name: user.id for name, user in users.items()}
    staff.users = {name: ids[name] for name in STAFF}
    staff.client_users = {n: ids[f"client{n}"] for n in range(1, len(wanted) - len(STAFF) + 1)}
    staff.locations = _locations(session)
    staff.trainers = _coaches(session, users, staff.locations[0])
    return staff


def _account(
    name: str, role: Role, names: tuple[str, str], password_hash: str, unit: str | None
) -> User:
    return User(
        username=name,
        first_name=names[0],
        last_name=names[1],
        email=f"{name}@{DOMAIN}",
        active=True,
        password=password_hash,
        roles=[role],
        mass_unit=unit,
        length_unit="in" if unit == "lb" else None,
    )


def _locations(session: Session) -> list[int]:
    """The gym's one place, and a second one."""
    first = session.scalars(select(Location).order_by(Location.id).limit(1)).one()
    first.address = first.address or "Lindenweg 12, Berlin"
    second = Location(name="Studio by the canal", address="Am Kanal 3, Berlin", phone=None)
    session.add(second)
    session.flush()
    return [first.id, second.id]


def _coaches(session: Session, users: dict[str, Any], location_id: int) -> dict[str, int]:
    coaches = {
        name: TrainerProfile(
            user=users[name],
            kind="nutritionist" if name == "nutritionist" else "trainer",
            first_name=STAFF[name][1],
            last_name=STAFF[name][2],
            bio=bio,
            specialities=specialities,
            certifications=certifications,
            capacity=capacity,
            location_id=location_id,
        )
        for name, (bio, specialities, certifications, capacity) in PROFILES.items()
    }
    session.add_all(coaches.values())
    session.flush()
    return {name: coach.id for name, coach in coaches.items()}
