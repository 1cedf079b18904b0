"""The listener: one INSERT of audit events per flush that changed something."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import insert, inspect
from sqlalchemy.orm import InstanceState, ORMExecuteState, Session, UOWTransaction
from sqlalchemy.orm.base import INCLUDE_PENDING_MUTATIONS, PASSIVE_NO_INITIALIZE

from fitadmin.models.columns import now
from fitadmin.models.gym import AuditEvent
from fitadmin.models.history.told import Told, named, told_of
from fitadmin.models.scope import Unchangeable, asking_now

CREATE, CHANGE, TRASH, RESTORE, DELETE, PURGE = (
    "create", "change", "trash", "restore", "delete", "purge",
)  # fmt: skip
Values = dict[str, Any]
_AS_IT_IS = PASSIVE_NO_INITIALIZE | INCLUDE_PENDING_MUTATIONS
"""History of a collection without loading it."""
_INSERT = insert(AuditEvent).inline()


class Origin(NamedTuple):
    """Where a request came from, and its id."""

    ip: str | None = None
    request_id: str | None = None


class Happened(NamedTuple):
    """What became of one row; who, when and from where is added when it is written."""

    act: str
    table_name: str
    row_id: int | None = None
    client_id: int | None = None
    before: Values | None = None
    after: Values | None = None


_comes_from: Callable[[], Origin] = Origin


def ask_origin_with(origin: Callable[[], Origin]) -> None:
    """From now on events ask *origin* where the request came from."""
    global _comes_from  # noqa: PLW0603  one process, one answer
    _comes_from = origin


def asked_in() -> str | None:
    """The id of the request whose events are being written; None outside of one."""
    return _comes_from().request_id


def write(session: Session, happened: Sequence[Happened]) -> None:
    """Put *happened* into the audit log, in the name of whoever is asking; one INSERT."""
    if not happened:
        return
    viewer, origin = asking_now(), _comes_from()
    common: Mapping[str, Any] = {
        "at": now(),
        "user_id": viewer.user_id,
        "user_name": viewer.user_name,
        "on_behalf_of_id": viewer.on_behalf_of_id,
        "ip": origin.ip,
        "request_id": origin.request_id,
    }
    rows = [{**common, **each._asdict()} for each in happened]
    gone = {(e.table_name, e.row_id) for e in happened if e.act in {DELETE, PURGE}}
    for row in rows if gone else ():
        for column, table in _NAMES_A_ROW.items():
            if (table, row[column]) in gone:
                row[column] = None
    session.connection().execute(_INSERT, rows)


_NAMES_A_ROW = {
    "client_id": "client_profile", "user_id": "ab_user", "on_behalf_of_id": "ab_user",
}  # fmt: skip
"""Keys of an event, which the database would refuse once the row has gone."""


def after_flush(session: Session, context: UOWTransaction) -> None:
    """Tell of every row that this flush created, changed or deleted."""
    happened = []
    for state, (is_gone, only_listed) in context.states.items():
        told = None if only_listed else told_of(state.class_)
        if told is not None:
            event = _event(state, told, is_gone=is_gone)
            if event is not None:
                happened.append(event)
    write(session, happened)


def before_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Refuse to change or delete an event, whoever asks."""
    for row in session.deleted:
        _refuse_rewriting(type(row))
    for row in session.dirty:
        if isinstance(row, AuditEvent) and session.is_modified(row):
            _refuse_rewriting(AuditEvent)


def on_statement(state: ORMExecuteState) -> Any:
    """Tell of a statement that writes many rows at once, by their number."""
    if state.is_select or not (state.is_insert or state.is_update or state.is_delete):
        return None
    mapper = state.bind_mapper
    told = None if mapper is None else told_of(mapper.class_)  # type: ignore[arg-type]
    if not state.is_insert and mapper is not None:
        _refuse_rewriting(mapper.class_)
    if told is None:
        return None
    act = CREATE if state.is_insert else CHANGE if state.is_update else DELETE
    columns = set() if state.is_delete else _set_by(state) & told.columns
    result = state.invoke_statement()
    rows = max(getattr(result, "rowcount", 0), 0)
    if rows or state.is_insert:
        facts = {"rows": rows or _given(state), **({"set": sorted(columns)} if columns else {})}
        write(state.session, [Happened(act, told.table, after=facts)])
    return result


def _set_by(state: ORMExecuteState) -> set[str]:
    statement: Any = state.statement
    return {getattr(each, "key", str(each)) for each in statement._values or ()}


def _given(state: ORMExecuteState) -> int:
    return len(state.parameters) if isinstance(state.parameters, list) else 1


def _refuse_rewriting(model: type[Any]) -> None:
    if model is AuditEvent:
        raise Unchangeable("the audit log is only ever added to")


def _event(state: InstanceState[Any], told: Told, *, is_gone: bool) -> Happened | None:
    row = state.dict
    if is_gone:
        act, before, after = DELETE, told.values(row, sorted(told.columns)), None
    elif state.key is None:
        act, before = CREATE, None
        after = {**told.values(row, sorted(told.columns)), **_linked(state, told)[1]}
    else:
        before, after = _changes(state, told)
        if not before and not after:
            return None
        act = _what_became(before, after)
    client = row.get(told.client) if told.client else None
    return Happened(act, told.table, ident_of(state), client, before or None, after or None)


def _changes(state: InstanceState[Any], told: Told) -> tuple[Values, Values]:
    """The columns that changed, before and after; of a relation the ids that went and came."""
    before, after = _linked(state, told)
    for name in sorted(told.columns - state.unmodified):
        history = state.get_history(name, PASSIVE_NO_INITIALIZE)
        if history.has_changes():
            old = {name: history.deleted[0] if history.deleted else None}
            new = {name: history.added[0] if history.added else None}
            before |= told.values(old, old) or {name: None}
            after |= told.values(new, new) or {name: None}
    return before, after


def _linked(state: InstanceState[Any], told: Told) -> tuple[Values, Values]:
    went: Values = {}
    came: Values = {}
    for name in told.links:
        history = state.get_history(name, _AS_IT_IS)
        for into, rows in ((went, history.deleted), (came, history.added)):
            if rows:
                into[name] = sorted(named(each, ident_of(inspect(each))) for each in rows)
    return went, came


def _what_became(before: Values, after: Values) -> str:
    if "deleted_at" not in after:
        return CHANGE
    return RESTORE if after["deleted_at"] is None else TRASH


def ident_of(state: Any) -> int:
    """The id of a row, new or old, without asking the database."""
    ident: int = state.key[1][0] if state.key is not None else state.dict["id"]
    return ident
