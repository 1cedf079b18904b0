"""SQLite behaves as a database that many write to."""

import threading

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from fitadmin.extensions import prepare_sqlite


class Base(DeclarativeBase):
    pass


class Counter(Base):
    __tablename__ = "counter"
    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int]


@pytest.fixture
def engine(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path}/a.db", connect_args={"timeout": 5})
    prepare_sqlite(engine)
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add(Counter(id=1, value=0))
    yield engine
    engine.dispose()


def in_transaction(connection):
    return connection.connection.driver_connection.in_transaction


def test_it_has_the_pragmas(engine):
    with engine.connect() as connection:
        pragma = lambda name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()  # noqa: E731
        assert pragma("journal_mode") == "wal"
        assert pragma("busy_timeout") == 5000
        assert pragma("foreign_keys") == 1


def test_reading_takes_no_lock(engine):
    with engine.connect() as connection:
        connection.execute(select(Counter)).all()
        assert not in_transaction(connection)


def test_a_reader_sees_the_old_row_while_another_writes(engine):
    with engine.connect() as writer, engine.connect() as reader:
        writer.execute(text("UPDATE counter SET value = 1"))
        assert reader.scalar(select(Counter.value)) == 0
        writer.commit()
        assert reader.scalar(select(Counter.value)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE counter SET value = 7",
        "create table other (id int)",
        "WITH a AS (SELECT 1) DELETE FROM counter",
    ],
)
def test_what_writes_begins_a_transaction_and_can_be_taken_back(engine, statement):
    with engine.connect() as connection:
        connection.execute(text(statement))
        assert in_transaction(connection)
        connection.rollback()
        assert connection.scalar(select(Counter.value)) == 0


def test_reading_for_update_waits_for_the_other(engine):
    def add_one():
        with Session(engine) as session, session.begin():
            row = session.scalars(select(Counter).with_for_update()).one()
            row.value += 1

    threads = [threading.Thread(target=add_one) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Session(engine) as session:
        assert session.get(Counter, 1).value == 40


def test_eight_writers_never_see_it_locked(engine):
    errors = []

    def write_often():
        try:
            for _ in range(30):
                with Session(engine) as session, session.begin():
                    session.scalars(select(Counter)).all()
                    session.add(Counter(value=1))
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=write_often) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM counter")) == 241


def test_a_savepoint_is_part_of_the_transaction_around_it(engine):
    with Session(engine) as session:
        with session.begin_nested():
            session.get(Counter, 1).value = 5
        session.rollback()
        assert session.get(Counter, 1).value == 0


def test_autocommit_stays_autocommit(engine):
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("UPDATE counter SET value = 3"))
        assert not in_transaction(connection)


def test_another_database_is_left_alone():
    engine = create_engine("postgresql+psycopg://nobody@localhost/nothing")
    prepare_sqlite(engine)
    assert not list(engine.dispatch.before_cursor_execute)
