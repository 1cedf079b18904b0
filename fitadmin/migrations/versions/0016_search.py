"""Searching by words: beside each searched table a companion that the database keeps by triggers.

A companion holds one folded line per row, under an index of its trigrams: on PostgreSQL a table
with a GIN index (no contrib needed), on SQLite an FTS5 table. SQLite folds by the function
search_line that the application gives to its connections (fitadmin/models/searching).
The cost of search_grams keeps PostgreSQL from computing it row by row instead of by the index.
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SEARCHED = {
    "food": ("name", "brand", "gtin"),
    "exercise": ("name",),
    "recipe": ("name",),
    "client_profile": ("first_name last_name", "number", "email", "phone"),
    "trainer_profile": ("first_name last_name", "specialities"),
    "workout_plan": ("name",),
    "meal_plan": ("name",),
    "location": ("name", "address"),
    "muscle": ("name",),
    "equipment": ("name",),
    "metric": ("name",),
}
"""By table the values of a row; two columns with a space between them are one value."""

ALIASES = {"food": ("food_name", "food_id"), "exercise": ("exercise_name", "exercise_id")}
"""By table where its further names stand, and which column leads back."""

UPPER = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏØøŁłĐđĦħŦŧıςẞÆŒÞ"
LOWER = "αβγδεζηθικλμνξοπρστυφχψωабвгдежзийклмнопрстуфхцчшщъыьэюяѐёђѓєѕіїјљњћќѝўџoollddhhttiσßæœþ"
"""Letters that neither NFKD nor lower() of the C locale makes plain and small."""

POSTGRESQL_FUNCTIONS = r"""
CREATE FUNCTION search_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT btrim(regexp_replace(
    CASE WHEN octet_length(words) = length(words) THEN lower(words COLLATE "C")
    ELSE lower(replace(replace(replace(replace(translate(
        regexp_replace(normalize(words, NFKD), '[\u0300-\u036f\ufe00-\ufe0f]+', '', 'g'),
        'UPPER', 'LOWER'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') COLLATE "C") END,
    '[\u0001-\u001e\u0020-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7'
    '\u1680\u2000-\u206f\u3000-\u303f]+', '  ', 'g'), ' ') $$;

CREATE FUNCTION search_line(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT '!  ' || btrim(regexp_replace(search_fold(
    CASE WHEN octet_length(words) <> length(words) AND normalize(words, NFC) ~ '[äöüÄÖÜ]'
    THEN words || chr(31) ||
        replace(replace(replace(translate(normalize(words, NFC), 'ÄÖÜ', 'äöü'),
            'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue')
    ELSE words END),
    ' *\u001f[ \u001f]*', '  !  ', 'g'), ' !') || '  !' $$;

CREATE FUNCTION search_grams(line text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
COST 10000 AS $$
SELECT array_agg(a || b || c)
FROM (SELECT string_to_array(line, NULL) AS x OFFSET 0) AS letters,
    unnest(x, x[2:], x[3:]) AS gram(a, b, c)
WHERE c <> ' ' AND c <> '!' $$;
"""

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


def upgrade() -> None:
    if _is_postgresql():
        _run(POSTGRESQL_FUNCTIONS.replace("UPPER", UPPER).replace("LOWER", LOWER))
    for of in SEARCHED:
        words = _words(of)
        _run((POSTGRESQL if _is_postgresql() else SQLITE).format(**words))
        if of in ALIASES and _is_postgresql():
            _run(POSTGRESQL_ALIASES.format(**words))
        elif of in ALIASES:
            for event, when, ids in SQLITE_EVENTS:
                moment = {"event": event, "when": when.format(**words), "ids": ids.format(**words)}
                _run(SQLITE_ALIASES.format(**words, **moment))


def downgrade() -> None:
    for of in reversed(SEARCHED):
        for table in {of, ALIASES.get(of, (of,))[0]}:
            for event in ("new", "changed", "gone"):
                _drop_trigger(table, f"{table}_search_{event}")
        if _is_postgresql():
            _run(f"DROP FUNCTION {of}_search_refresh")
        _run(f"DROP TABLE {of}_search")
    if _is_postgresql():
        _run("DROP FUNCTION search_grams, search_line, search_fold")


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _drop_trigger(table: str, name: str) -> None:
    if _is_postgresql():
        _run(f"DROP TRIGGER IF EXISTS {name} ON {table}\n\nDROP FUNCTION IF EXISTS {name}")
    else:
        _run(f"DROP TRIGGER IF EXISTS {name}")


def _run(statements: str) -> None:
    """Each of *statements*, which blank lines part."""
    for statement in statements.strip().split("\n\n"):
        op.get_bind().exec_driver_sql(statement)


def _words(of: str) -> dict[str, str]:
    """What the statements for one table are filled with."""
    end, joined = ("chr(31)", "string_agg") if _is_postgresql() else ("char(31)", "group_concat")
    first, *others = SEARCHED[of]
    values = " || ' ' || ".join(f"r.{column}" for column in first.split())
    values += "".join(f" || coalesce({end} || r.{value}, '')" for value in others)
    aliases, key = ALIASES.get(of, ("", ""))
    if aliases:
        names = FURTHER_NAMES.format(joined=joined, end=end, aliases=aliases, key=key)
        values += f" || coalesce({end} || ({names}), '')"
    columns = " ".join(SEARCHED[of]).split()
    return {
        "of": of,
        "values": values,
        "columns": ", ".join(columns),
        "old": ", OLD.".join(columns),
        "new": ", NEW.".join(columns),
        "aliases": aliases,
        "key": key,
    }
