"""Clients: their profiles, their bodies, who coaches them and since when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from fitadmin.models.people import ClientHealth, ClientNote, ClientProfile, Coaching, Consent
from fitadmin.services.demo.cast import Habit, Persona
from fitadmin.services.demo.names import (
    AIMS,
    ALLERGIES,
    COACH_NOTES,
    DIETS,
    DISLIKES,
    INJURIES,
    SHARED_NOTES,
    STREETS,
)
from fitadmin.services.demo.rows import Ink, Row
from fitadmin.services.demo.staff import Staff
from fitadmin.services.demo.wish import Wish

HOLIDAY_DAYS = 14
ON_HOLIDAY, COVER = 3, 2
"""trainer4 is away these days, and trainer3 covers; trainer1 was, and trainer2 did."""


@dataclass(slots=True)
class Member:
    """A client who stands in the database. *writer_id* enters what happens in the gym."""

    persona: Persona
    client_id: int
    user_id: int | None
    coach_user_id: int | None
    nutritionist_user_id: int | None
    location_id: int

    @property
    def writer_id(self) -> int | None:
        """Who writes down sets and meals: the client, or a coach for who has no account."""
        return self.user_id or self.coach_user_id


def write_clients(ink: Ink, cast: Sequence[Persona], staff: Staff, wish: Wish) -> list[Member]:
    """Write the people of *cast* with all that does not depend on what they then do."""
    ids = ink.insert(ClientProfile, (_profile(ink, p, staff, wish) for p in cast))
    members = [
        Member(
            p,
            client_id,
            staff.client_users.get(p.index),
            staff.users[f"trainer{p.trainer + 1}"] if p.joined_on else staff.users["manager"],
            staff.users["nutritionist"] if p.has_nutritionist else None,
            _location(p, staff),
        )
        for p, client_id in zip(cast, ids, strict=True)
    ]
    ink.insert(ClientHealth, (_health(ink, m, wish) for m in members))
    ink.insert(Coaching, (row for m in members for row in _coachings(ink, m, staff, wish)))
    ink.insert(Consent, (row for m in members for row in _consents(ink, m, wish)))
    ink.insert(ClientNote, (row for m in members for row in _notes(ink, m, wish)))
    return members


def _location(persona: Persona, staff: Staff) -> int:
    return staff.locations[persona.index % 5 == 0]


def _profile(ink: Ink, persona: Persona, staff: Staff, wish: Wish) -> Row:
    dice = wish.chance("profile", persona.index)
    at = ink.at(persona.joined_on or wish.today - timedelta(days=dice.randint(1, 12)), 11)
    kin = dice.choice(("partner", "sister", "brother", "mother", "friend"))
    row = {
        "user_id": staff.client_users.get(persona.index),
        "number": f"D-{persona.index:05d}",
        "first_name": persona.first_name,
        "last_name": persona.last_name,
        "born_on": persona.born_on,
        "email": f"client{persona.index}@demo.example",
        "phone": f"+49 30 23125 {dice.randint(0, 999):03d}",  # numbers kept free for fiction
        "address": f"{dice.choice(STREETS)} {dice.randint(1, 120)}, Berlin",
        "emergency_name": f"{dice.choice(('Alex', 'Kim', 'Robin', 'Sascha'))} ({kin})",
        "emergency_phone": f"+49 30 23125 {dice.randint(0, 999):03d}",
        "location_id": _location(persona, staff),
        "status": persona.status,
        "joined_on": persona.joined_on,
    }
    return ink.dated(row, at, staff.users["frontdesk"])


def _health(ink: Ink, member: Member, wish: Wish) -> Row:
    persona, dice = member.persona, wish.chance("health", member.persona.index)

    def some(words: Sequence[str], share: float) -> str | None:
        return dice.choice(words) if dice.random() < share else None

    row = {
        "client_id": member.client_id,
        "sex": persona.sex,
        "height_cm": persona.height_cm,
        "activity": activity_of(persona),
        "goal": dice.choice(AIMS[persona.aim]).format(kg=dice.randint(4, 12)),
        "injuries": some(INJURIES, 0.25),
        "allergies": some(ALLERGIES, 0.2),
        "diet": some(DIETS, 0.2),
        "dislikes": some(DISLIKES, 0.3),
    }
    return ink.dated(row, _joined_at(ink, member, wish), member.coach_user_id)


def activity_of(persona: Persona) -> str:
    """How much somebody moves, as the formulas want to know it."""
    if persona.habit is Habit.UNSTEADY:
        return "light"
    return "active" if len(persona.weekdays) > 3 else "moderate"


def _joined_at(ink: Ink, member: Member, wish: Wish) -> datetime:
    return ink.at(member.persona.joined_on or wish.today - timedelta(days=1), 11.5)


def _coachings(ink: Ink, member: Member, staff: Staff, wish: Wish) -> Iterator[Row]:
    persona = member.persona
    if persona.joined_on is None or persona.trains_until is None:
        return
    dice = wish.chance("coaching", persona.index)
    ended_on = persona.trains_until if persona.status == "former" else None
    for trainer, role, started_on, until in _spells(persona, dice, ended_on, wish):
        row = {
            "client_id": member.client_id,
            "trainer_id": staff.trainers[trainer],
            "role": role,
            "started_on": started_on,
            "ended_on": until,
        }
        yield ink.dated(row, ink.at(min(started_on, wish.today), 8), staff.users["manager"])


Spell = tuple[str, str, date, date | None]


def _spells(persona: Persona, dice: Random, ended_on: date | None, wish: Wish) -> Iterator[Spell]:
    """Who coached from when until when: some have changed, and holidays are covered."""
    joined_on, lead = persona.joined_on or wish.today, f"trainer{persona.trainer + 1}"
    begins = joined_on
    days = ((ended_on or wish.today) - joined_on).days
    if days > 60 and dice.random() < 0.12:
        begins = joined_on + timedelta(days=days // 3)
        yield f"trainer{(persona.trainer + 1) % 4 + 1}", "lead", joined_on, begins
    yield lead, "lead", begins, ended_on
    if persona.has_nutritionist:
        yield "nutritionist", "nutrition", joined_on + timedelta(days=min(7, days)), ended_on
    if ended_on is None and persona.trainer == ON_HOLIDAY:
        left_on = max(wish.today - timedelta(days=4), begins)
        back_on = wish.today + timedelta(days=HOLIDAY_DAYS - 4)
        yield f"trainer{COVER + 1}", "cover", left_on, back_on
    elif ended_on is None and persona.trainer == 0:
        left_on = wish.since + timedelta(days=wish.days // 3)
        if begins < left_on:
            yield "trainer2", "cover", left_on, left_on + timedelta(days=HOLIDAY_DAYS)


def _consents(ink: Ink, member: Member, wish: Wish) -> Iterator[Row]:
    persona = member.persona
    if persona.joined_on is None:
        return
    at = _joined_at(ink, member, wish)
    for purpose in ("health_data", "sharing_with_trainer", "meal_photos"):
        if purpose == "meal_photos" and persona.index % 3 == 0:
            continue
        row = {
            "client_id": member.client_id,
            "purpose": purpose,
            "text_version": "2024-05",
            "given_at": at,
            "withdrawn_at": None,
        }
        if persona.status == "former" and purpose != "health_data" and persona.trains_until:
            row["withdrawn_at"] = ink.at(persona.trains_until, 12)
        yield ink.dated(row, at, member.user_id)


def _notes(ink: Ink, member: Member, wish: Wish) -> Iterator[Row]:
    persona, dice = member.persona, wish.chance("notes", member.persona.index)
    if persona.joined_on is None or persona.trains_until is None:
        return
    days = (persona.trains_until - persona.joined_on).days
    for words, is_shared in ((COACH_NOTES, False), (SHARED_NOTES, True)):
        for _ in range(dice.choice((0, 1, 1, 2))):
            on = persona.joined_on + timedelta(days=dice.randint(0, max(days - 1, 0)))
            row = {
                "client_id": member.client_id,
                "text": dice.choice(words),
                "is_shared": is_shared,
            }
            yield ink.dated(row, ink.at(on, dice.randint(9, 20)), member.coach_user_id)
