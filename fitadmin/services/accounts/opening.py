"""Opening accounts: for whom, as what, with which password."""

from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session
from werkzeug.security import generate_password_hash

from fitadmin.models.accounts import User
from fitadmin.models.people import ClientProfile, TrainerProfile
from fitadmin.models.scope import Invalid

SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 128
ROLE_OF = {"trainer": "Trainer", "nutritionist": "Nutritionist"}


def refuse_password(password: str) -> None:
    """Refuse a password that is too short or too long; there is no rule of composition."""
    if not SHORTEST_PASSWORD <= len(password or "") <= LONGEST_PASSWORD:
        raise Invalid(
            "the password must have %(least)s to %(most)s characters",
            "password",
            least=SHORTEST_PASSWORD,
            most=LONGEST_PASSWORD,
        )


def give_password(session: Session, user: User, password: str) -> None:
    """A new password for *user*, which ends every session and token of the account."""
    refuse_password(password)
    user.password = generate_password_hash(password)
    session.flush()


def role_for(profile: ClientProfile | TrainerProfile) -> str:
    """The built-in role of this person's account."""
    return "Client" if isinstance(profile, ClientProfile) else ROLE_OF[profile.kind]


def open_account(
    session: Session,
    sm: Any,
    profile: ClientProfile | TrainerProfile,
    username: str,
    password: str,
    email: str,
) -> User:
    """Give the person of *profile* an account and say what it is; *sm* keeps accounts.

    Refuses a person who has one, and a user name or address that somebody else has,
    whatever its capitals.
    """
    if profile.user_id is not None:
        raise Invalid("this person has an account already")
    refuse_password(password)
    refuse_taken(session, username, email)
    account: User = sm.add_user(
        username,
        profile.first_name,
        profile.last_name,
        email,
        sm.find_role(role_for(profile)),
        password=password,
        commit=False,
    )
    if not account:
        raise Invalid("the account could not be opened")
    profile.user = account
    session.flush()
    return account


def refuse_taken(session: Session, username: str, email: str, but: int | None = None) -> None:
    """Refuse a name or address that an account other than *but* has, whatever its capitals."""
    name, address = username.lower(), email.lower()
    taken = select(User).where(
        or_(func.lower(User.username) == name, func.lower(User.email) == address),
        User.id != (but or 0),
    )
    for other in session.scalars(taken):
        if other.username.lower() == name:
            raise Invalid("this user name is taken", "username")
        raise Invalid("somebody with this e-mail address has an account already", "email")
