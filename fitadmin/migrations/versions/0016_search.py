"""Searching by words: beside each searched table a companion that the database keeps by triggers.

A companion holds one folded line per row, under an index of its trigrams: on PostgreSQL a table
with a GIN index (no contrib needed), on SQLite an FTS5 table. SQLite folds by the function
search_line that the application gives to its connections (fitadmin/models/searching).
The cost of search_grams keeps PostgreSQL from computing it row by row instead of by the index.
"""

from alembic import op

from fitadmin.models.searching import drop_companion, write_companion

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


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        functions = POSTGRESQL_FUNCTIONS.replace("UPPER", UPPER).replace("LOWER", LOWER)
        for function in functions.strip().split("\n\n"):
            connection.exec_driver_sql(function)
    for of, values in SEARCHED.items():
        write_companion(connection, of, values, ALIASES.get(of))


def downgrade() -> None:
    connection = op.get_bind()
    for of in reversed(SEARCHED):
        drop_companion(connection, of, ALIASES.get(of))
    if connection.dialect.name == "postgresql":
        op.execute("DROP FUNCTION search_grams, search_line, search_fold")
