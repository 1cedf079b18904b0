"""Coaching: a trainer takes a new client on, and lets one go."""

from datetime import date

from sqlalchemy.orm import Session

from fitadmin.models.people import ClientProfile, Coaching


def take_on_client(
    session: Session, client: ClientProfile, trainer_id: int, today: date, role: str = "lead"
) -> Coaching:
    """A new client and its coaching, from *today* on, in one act.

    A trainer may do this only for themselves: the guard refuses a coaching of another's.
    """
    client.joined_on = client.joined_on or today
    coaching = Coaching(trainer_id=trainer_id, client=client, role=role, started_on=today)
    session.add_all((client, coaching))
    session.flush()
    return coaching


def end_coaching(session: Session, coaching: Coaching, today: date) -> None:
    """From *today* on the trainer sees nothing of the client; one that has ended stays as it is."""
    if coaching.ended_on is None or coaching.ended_on > today:
        coaching.ended_on = max(today, coaching.started_on)
    session.flush()
