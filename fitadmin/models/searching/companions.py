"""What migrations write for a searched table: the companion, its index, and the triggers.

Frozen: migrations that ran long ago say what stands here. Change nothing; write another beside it.

    def upgrade() -> None:
        drop_companion(op.get_bind(), "muscle")
        op.add_column("muscle", sa.Column("latin", sa.String(80)))
        write_companion(op.get_bind(), "muscle", ("name", "latin"))

All the values are named, the old ones too; the first must not be nullable.
"""

from sqlalchemy import Connection

POSTGRESQL = """
CREATE TABLE {of}_search (
    rowid integer PRIMARY KEY REFERENCES {of} (id) ON DELETE CASCADE,
    text text COLLATE "C" NOT NULL
);

CREATE FUNCTION {of}_search_refresh(ids integer[]) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
    PERFORM 1 FROM {of}_search WHERE rowid = ANY (ids) ORDER BY rowid FOR UPDATE;
    INSERT INTO {of}_search AS old
    SELECT r.id, search_line({values}) FROM {of} AS r WHERE r.id = ANY (ids)
    ON CONFLICT (rowid) DO UPDATE SET text = excluded.text WHERE old.text <> excluded.text;
END $$;

CREATE FUNCTION {of}_search_new() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM {of}_search_refresh(ARRAY(SELECT id FROM touched));
    RETURN NULL;
END $$;

CREATE FUNCTION {of}_search_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM {of}_search_refresh(ARRAY[NEW.id]);
    RETURN NULL;
END $$;

CREATE TRIGGER {of}_search_new AFTER INSERT ON {of}
REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION {of}_search_new();

CREATE TRIGGER {of}_search_changed AFTER UPDATE OF {columns} ON {of} FOR EACH ROW
WHEN ((OLD.{old}) IS DISTINCT FROM (NEW.{new})) EXECUTE FUNCTION {of}_search_changed();

INSERT INTO {of}_search SELECT r.id, search_line({values}) FROM {of} AS r;

CREATE INDEX ix_{of}_search_grams ON {of}_search USING gin (search_grams(text));

CREATE INDEX ix_{of}_search_start ON {of}_search (left(text, 60));
"""

POSTGRESQL_ALIASES = """
CREATE FUNCTION {aliases}_search_new() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM {of}_search_refresh(ARRAY(SELECT {key} FROM touched));
    RETURN NULL;
END $$;

CREATE FUNCTION {aliases}_search_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM {of}_search_refresh(ARRAY[OLD.{key}, NEW.{key}]);
    RETURN NULL;
END $$;

CREATE TRIGGER {aliases}_search_new AFTER INSERT ON {aliases}
REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION {aliases}_search_new();

CREATE TRIGGER {aliases}_search_changed AFTER DELETE OR UPDATE OF {key}, name ON {aliases}
FOR EACH ROW EXECUTE FUNCTION {aliases}_search_changed();
"""

SQLITE = """
CREATE VIRTUAL TABLE {of}_search USING fts5 (text, tokenize = 'trigram case_sensitive 1');

CREATE TRIGGER {of}_search_new AFTER INSERT ON {of} BEGIN
    INSERT INTO {of}_search (rowid, text) SELECT r.id, search_line({values})
    FROM {of} AS r WHERE r.id = NEW.id; END;

CREATE TRIGGER {of}_search_changed AFTER UPDATE OF {columns} ON {of}
WHEN (OLD.{old}) IS NOT (NEW.{new}) BEGIN
    UPDATE {of}_search SET text = (SELECT search_line({values}) FROM {of} AS r WHERE r.id = NEW.id)
    WHERE rowid = NEW.id; END;

CREATE TRIGGER {of}_search_gone AFTER DELETE ON {of} BEGIN
    DELETE FROM {of}_search WHERE rowid = OLD.id; END;

INSERT INTO {of}_search (rowid, text) SELECT r.id, search_line({values}) FROM {of} AS r;
"""

SQLITE_ALIASES = """
CREATE TRIGGER {aliases}_search_{event} AFTER {when} ON {aliases} BEGIN
    UPDATE {of}_search SET text = line.text
    FROM (SELECT r.id, search_line({values}) AS text FROM {of} AS r WHERE r.id IN ({ids})) AS line
    WHERE {of}_search.rowid = line.id; END;
"""

FURTHER_NAMES = """
    SELECT {joined}(a.name, {end})
    FROM (SELECT name FROM {aliases} WHERE {key} = r.id ORDER BY id) AS a
"""

SQLITE_EVENTS = (
    ("new", "INSERT", "NEW.{key}"),
    ("changed", "UPDATE OF {key}, name", "OLD.{key}, NEW.{key}"),
    ("gone", "DELETE", "OLD.{key}"),
)


def write_companion(
    connection: Connection,
    of: str,
    values: tuple[str, ...],
    aliases: tuple[str, str] | None = None,
) -> None:
    """Make table *of* found by *values*, its columns; two with a space between are one value.

    *aliases* names the table of its further names and the column there that leads back.
    """
    is_postgresql = connection.dialect.name == "postgresql"
    words = _words(of, values, aliases, is_postgresql=is_postgresql)
    _run(connection, (POSTGRESQL if is_postgresql else SQLITE).format(**words))
    if aliases and is_postgresql:
        _run(connection, POSTGRESQL_ALIASES.format(**words))
    elif aliases:
        for event, when, ids in SQLITE_EVENTS:
            moment = {"event": event, "when": when.format(**words), "ids": ids.format(**words)}
            _run(connection, SQLITE_ALIASES.format(**words, **moment))


def drop_companion(connection: Connection, of: str, aliases: tuple[str, str] | None = None) -> None:
    """Take back what `write_companion` did."""
    is_postgresql = connection.dialect.name == "postgresql"
    for table in {of, aliases[0] if aliases else of}:
        for event in ("new", "changed", "gone"):
            name = f"{table}_search_{event}"
            on = f" ON {table}" if is_postgresql else ""
            _run(connection, f"DROP TRIGGER IF EXISTS {name}{on}")
            if is_postgresql:
                _run(connection, f"DROP FUNCTION IF EXISTS {name}")
    if is_postgresql:
        _run(connection, f"DROP FUNCTION {of}_search_refresh")
    _run(connection, f"DROP TABLE {of}_search")


def _run(connection: Connection, statements: str) -> None:
    """Each of *statements*, which blank lines part."""
    for statement in statements.strip().split("\n\n"):
        connection.exec_driver_sql(statement)


def _words(
    of: str, values: tuple[str, ...], aliases: tuple[str, str] | None, *, is_postgresql: bool
) -> dict[str, str]:
    """What the statements for one table are filled with."""
    end, joined = ("chr(31)", "string_agg") if is_postgresql else ("char(31)", "group_concat")
    first, *others = values
    line = " || ' ' || ".join(f"r.{column}" for column in first.split())
    line += "".join(f" || coalesce({end} || r.{value}, '')" for value in others)
    table, key = aliases or ("", "")
    if aliases:
        names = FURTHER_NAMES.format(joined=joined, end=end, aliases=table, key=key)
        line += f" || coalesce({end} || ({names}), '')"
    columns = " ".join(values).split()
    return {
        "of": of,
        "values": line,
        "columns": ", ".join(columns),
        "old": ", OLD.".join(columns),
        "new": ", NEW.".join(columns),
        "aliases": table,
        "key": key,
    }
