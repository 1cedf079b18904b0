"""Who is asking: every change to an account is known in every process within ten seconds."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask_appbuilder.security.sqla.models import Group, Role
from werkzeug.security import generate_password_hash

from fitadmin.access import memory
from fitadmin.models.accounts import User
from fitadmin.models.people import ClientProfile, Coaching, TrainerProfile
from tests.access.neighbours import FOREVER, Neighbours, browser_of, remember
from tests.factories import MONDAY, make

READS = "/muscles/"


def test_nobody_is_remembered_for_more_than_ten_seconds():
    assert memory.POLL_S + memory.KEEP_S <= 10


def user(session: Any, ident: int) -> Any:
    return session.get(User, ident)


def new_password(session: Any, ident: int) -> None:
    user(session, ident).password = generate_password_hash("another-horse-battery")


def deactivation(session: Any, ident: int) -> None:
    user(session, ident).active = False


def another_role(session: Any, ident: int) -> None:
    user(session, ident).roles = session.query(Role).filter_by(name="Client").all()


def one_role_more(session: Any, ident: int) -> None:
    user(session, ident).roles += session.query(Role).filter_by(name="Client").all()


def no_role(session: Any, ident: int) -> None:
    user(session, ident).roles = []


def deletion(session: Any, ident: int) -> None:
    session.delete(user(session, ident))


ENDING = [new_password, deactivation, another_role, one_role_more, no_role, deletion]


@pytest.mark.parametrize("signed_in", ["by_token", "by_cookie"])
@pytest.mark.parametrize("change", ENDING, ids=lambda change: change.__name__)
def test_a_change_to_an_account_ends_what_was_open(two, change, signed_in):
    ident = two.account("Trainer")
    ask = getattr(two, signed_in)(ident)
    assert [ask(READS), ask(READS)] == [200, 200]
    with two.changing() as session:
        change(session, ident)
    assert ask(READS) == 401


def test_what_is_remembered_is_not_asked_for_again(two, monkeypatch):
    """Or the tests above would prove nothing."""
    ident = two.account("Trainer")
    ask = two.by_token(ident)
    assert ask(READS) == 200
    monkeypatch.setattr(memory, "POLL_S", FOREVER)
    with two.changing() as session:
        deactivation(session, ident)
    assert ask(READS) == 200
    monkeypatch.setattr(memory, "POLL_S", 0)
    assert ask(READS) == 401


def test_whoever_signs_in_anew_after_a_change_is_let_in(two):
    ident = two.account("Trainer")
    assert two.by_token(ident)(READS) == 200
    with two.changing() as session:
        new_password(session, ident)
    assert two.by_token(ident)(READS) == 200
    assert two.by_cookie(ident)(READS) == 200


def test_a_group_gives_and_takes_while_one_is_signed_in(two):
    ident = two.account()
    ask = two.by_token(ident)
    assert ask(READS) == 403
    with two.changing() as session:
        role = session.query(Role).filter_by(name="Client").one()
        group = Group(name=f"group {ident}", roles=[role], users=[user(session, ident)])
        session.add(group)
        session.flush()
        group_id = group.id
    assert ask(READS) == 200
    with two.changing() as session:
        session.get(Group, group_id).roles = []
    assert ask(READS) == 403


def test_a_profile_that_comes_and_goes_changes_what_is_seen(two):
    ident = two.account("Trainer")
    with two.changing():
        client_id = make(ClientProfile).id
    ask = two.by_token(ident)
    address = f"/clients/{client_id}"
    assert ask(address) == 404
    with two.changing():
        trainer = make(TrainerProfile, user_id=ident)
        coaching = make(Coaching, trainer=trainer, client_id=client_id, started_on=MONDAY)
        trainer_id = coaching.trainer_id
    assert ask(address) == 200
    with two.changing() as session:
        session.get(TrainerProfile, trainer_id).user_id = None
    assert ask(address) == 404
    with two.changing() as session:
        session.get(TrainerProfile, trainer_id).user_id = ident
    assert ask(address) == 200


def admins_new_password(two: Neighbours, ident: int) -> Any:
    admin = two.account("Admin")
    known = generate_password_hash("correct-horse-battery")
    two.past_us("UPDATE ab_user SET password = :known WHERE id = :id", known=known, id=admin)
    body = dict.fromkeys(("password", "again"), "another-horse-battery")
    body["own"] = "correct-horse-battery"
    return browser_of(two, admin).post(f"/users/password/{ident}", data=body)


def ones_own_new_password(two: Neighbours, ident: int) -> Any:
    known = generate_password_hash("correct-horse-battery")
    two.past_us("UPDATE ab_user SET password = :known WHERE id = :id", known=known, id=ident)
    new = "another-horse-battery"
    body = {"now_used": "correct-horse-battery", "password": new, "conf_password": new}
    return browser_of(two, ident).post("/resetmypassword/form", data=body)


def admins_deactivation(two: Neighbours, ident: int) -> Any:
    with two.changing() as session:
        account = user(session, ident)
        body = {name: getattr(account, name) for name in ("first_name", "last_name", "username",
                                                          "email")}  # fmt: skip
        body["roles"] = [role.id for role in account.roles]
    return browser_of(two, two.account("Admin")).post(f"/users/edit/{ident}", data=body)


def admins_deletion(two: Neighbours, ident: int) -> Any:
    return browser_of(two, two.account("Admin")).post(f"/users/delete/{ident}")


@pytest.mark.parametrize(
    "change",
    [admins_new_password, ones_own_new_password, admins_deactivation, admins_deletion],
    ids=lambda change: change.__name__,
)
def test_a_change_through_a_page_ends_what_was_open(two, change):
    ident = two.account("Trainer")
    by_token, by_cookie = two.by_token(ident), two.by_cookie(ident)
    assert [by_token(READS), by_cookie(READS)] == [200, 200]
    assert change(two, ident).status_code == 302
    assert [by_token(READS), by_cookie(READS)] == [401, 401]


PAST_US = [
    ("UPDATE ab_user SET active = false WHERE id = :ident", 401),
    ("UPDATE ab_user SET auth_epoch = auth_epoch + 1 WHERE id = :ident", 401),
    ("DELETE FROM ab_user_role WHERE user_id = :ident", 403),
    ("UPDATE ab_user_role SET role_id = (SELECT id FROM ab_role WHERE name = 'Public')"
     " WHERE user_id = :ident", 403),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "status"), PAST_US)
def test_a_change_past_us_is_known_when_the_memory_ends(two, statement, status, monkeypatch):
    remember(monkeypatch, poll_s=FOREVER, keep_s=0.3)
    ident = two.account("Trainer")
    by_token, by_cookie = two.by_token(ident), two.by_cookie(ident)
    assert [by_token(READS), by_cookie(READS)] == [200, 200]
    two.past_us(statement, ident=ident)
    time.sleep(0.4)
    assert [by_token(READS), by_cookie(READS)] == [status, status]


def test_with_real_clocks_a_change_is_known_after_ten_seconds(two, monkeypatch):
    """Of one account by the gym's own means, of another past us."""
    remember(monkeypatch, poll_s=2.0, keep_s=7.0)
    ours, past_us = two.account("Trainer"), two.account("Trainer")
    asks: list[Callable[[str], int]] = [two.by_token(ours), two.by_token(past_us)]
    assert [ask(READS) for ask in asks] == [200, 200]
    with two.changing() as session:
        deactivation(session, ours)
    two.past_us("UPDATE ab_user SET active = false WHERE id = :ident", ident=past_us)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and 200 in [ask(READS) for ask in asks]:
        time.sleep(0.25)
    assert [ask(READS) for ask in asks] == [401, 401]


def test_many_threads_are_never_refused_while_the_memory_ends(two, monkeypatch):
    remember(monkeypatch, poll_s=0, keep_s=0)
    idents = [two.account("Trainer"), two.account("Client"), two.account("Manager")]
    asks = [two.by_token(ident) for ident in idents * 2]
    with ThreadPoolExecutor(len(asks)) as threads:
        answers = list(threads.map(lambda ask: [ask(READS) for _ in range(20)], asks))
    assert {status for statuses in answers for status in statuses} == {200}


def test_what_a_thread_has_found_is_not_taken_from_under_it(two, monkeypatch):
    """It would take a role for one that may nothing, and that would be remembered."""
    with two.there.app_context():
        known = memory.memory()
        known.role(1)
        roles, answers = known.roles, known.answers
        answers[frozenset({1}), "can_read", "Muscle"] = True
        monkeypatch.setattr(memory, "KEEP_S", 0)
        known.refresh()
        known.forget()
    assert roles
    assert answers
    assert not known.roles


def test_the_memory_is_bounded(two, monkeypatch):
    monkeypatch.setattr(memory, "LARGEST", 4)
    for _ in range(9):
        two.by_token(two.account("Trainer"))(READS)
    remembered = two.there.extensions["fitadmin.memory"]
    for each in (remembered.people, remembered.tokens, remembered.answers):
        assert 0 < len(each) <= 4
