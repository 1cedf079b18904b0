"""Telling: a few notifications, so that nobody's bell is empty."""

from collections.abc import Iterator
from datetime import timedelta

from fitadmin.models.notifications import Notification
from fitadmin.services.demo.cast import Habit
from fitadmin.services.demo.eating import Diary
from fitadmin.services.demo.people import Member
from fitadmin.services.demo.rows import Ink, Row
from fitadmin.services.demo.wish import Wish

QUIET_SHOWN = 40
"""Coaches hear of quiet clients among the first so many only: nobody reads a thousand."""


def notifications_of(ink: Ink, diary: Diary, wish: Wish) -> Iterator[Row]:
    """What one client and their coaches have been told, oldest first."""
    member, persona = diary.member, diary.member.persona
    name = f"{persona.first_name} {persona.last_name}"
    if member.user_id and persona.trains_from:
        told_at = ink.at(persona.trains_from, 8)
        facts = {"starts_on": persona.trains_from.isoformat()}
        yield _told(member.user_id, "plan_assigned", facts, told_at, is_read=True)
    for upload in diary.uploads:
        facts = {"client": name, "meal": upload["meal"]}
        if upload["verdict"] == "waiting":
            coach = member.nutritionist_user_id or member.coach_user_id
            yield _told(coach, "meal_waiting", facts, upload["taken_at"])
        elif member.user_id:
            facts |= {"verdict": upload["verdict"]}
            yield _told(member.user_id, "meal_reviewed", facts, upload["reviewed_at"])
    if _is_quiet(member):
        on = wish.today - timedelta(days=2)
        yield _told(member.coach_user_id, "client_quiet", {"client": name}, ink.at(on, 9))


def _is_quiet(member: Member) -> bool:
    persona = member.persona
    is_gone = persona.habit is Habit.VANISHING and persona.status == "active"
    return is_gone and persona.index <= QUIET_SHOWN


def _told(to: int | None, kind: str, facts: Row, at: object, *, is_read: bool = False) -> Row:
    return {
        "recipient_id": to,
        "kind": kind,
        "facts": facts,
        "created_at": at,
        "read_at": at if is_read else None,
    }


def write_notifications(ink: Ink, rows: list[Row]) -> None:
    """Write them in the order of time, as an inbox shows them."""
    ink.insert(Notification, sorted(rows, key=lambda row: row["created_at"]))
