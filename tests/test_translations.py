"""The catalogues: complete, in every language we speak, for our words and for borrowed ones."""

import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import flask_appbuilder
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from babel.support import Translations
from flask_babel import LazyString
from wtforms.i18n import messages_path

from config import LANGUAGES
from fitadmin.views.base.borrowed import BORROWED

ROOT = Path(__file__).parents[1]
FAB = Path(flask_appbuilder.__path__[0])
OTHERS = sorted(set(LANGUAGES) - {"en"})
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z]|%%")
UNUSED = (
    "models/generic/", "models/mongoengine/", "validators.py", "fieldwidgets.py", "charts/",
    "security/registerviews.py",
)  # fmt: skip
"""Parts of Flask-AppBuilder that no page of ours uses."""
UNMET = {"List of Registration Requests", "User information changed", "Edit User Information"}
"""Words of its pages that ours have taken the place of."""


@cache
def ours():
    """Every message of the program, as `make translate` finds them."""
    makefile = (ROOT / "Makefile").read_text()
    words = re.search(r"^WORDS := (.*)$", makefile, re.MULTILINE)[1]
    asked = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "babel.cfg"]
    with TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        command = [*asked, *shlex.split(words), "-o", str(template), "."]
        subprocess.run(command, cwd=ROOT, check=True)
        with template.open("rb") as file:
            return read_po(file)


def catalogue(language):
    """The catalogue of *language* as translators keep it."""
    folder = ROOT / "translations" / language / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def forms(message):
    """A message's texts: one, or one for each of its plurals."""
    return [message] if isinstance(message, str) else list(message)


def said_by_fab():
    words = {"lazy_gettext": None, "_": None, "gettext": None, "lazy_formatter_gettext": (1,)}
    for file, _line, text, _notes, _context in extract_from_dir(
        str(FAB), [("**.py", "python")], keywords=words
    ):
        if not file.startswith(UNUSED):
            yield text if isinstance(text, str) else text[0]


def said_by_forms():
    with (Path(messages_path()) / "wtforms.pot").open("rb") as file:
        yield from (forms(message.id)[0] for message in read_po(file) if message.id)


def known(folder, language, domain):
    """What the library itself says in *language*."""
    texts = Translations.load(str(folder), [language], domain)._catalog
    return {key if isinstance(key, str) else key[0] for key, text in texts.items() if text}


def test_all_kinds_of_words_are_found():
    """Of a page, a template, a plural, a refusal of a model, a rule."""
    ids = {forms(message.id)[0] for message in ours() if message.id}
    for words in (
        "My account", "Skip to the content", "a quiet time needs its beginning and its end",
        "the role %(name)s belongs to the program", "One field is not right yet; the reason"
        " stands below it.", "A rounding step must be above zero.",
    ):  # fmt: skip
        assert words in ids, words


@pytest.mark.parametrize("language", OTHERS)
def test_what_libraries_leave_open_is_ours_to_translate(language):
    borrowed = {str(words) for words in BORROWED if isinstance(words, LazyString)}
    fab = set(said_by_fab()) - UNMET - known(FAB / "translations", language, "messages")
    in_forms = set(said_by_forms()) - known(messages_path(), language, "wtforms")
    assert (fab | in_forms) - borrowed == set()


def test_nothing_is_borrowed_that_nobody_says():
    said = {*said_by_fab(), *said_by_forms()}
    assert {str(words) for words in BORROWED} - said == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_translated(language):
    there, open_ones = catalogue(language), []
    for message in ours():
        if not message.id:
            continue
        found = there.get(message.id)
        texts = forms(found.string) if found is not None and not found.fuzzy else [""]
        plurals = 1 if isinstance(message.id, str) else there.num_plurals
        if len(texts) < plurals or not all(texts):
            open_ones.append(message.id)
    assert open_ones == []


@pytest.mark.parametrize("language", OTHERS)
def test_translations_have_the_places_of_the_original(language):
    wrong = []
    for message in catalogue(language):
        if not message.id or not any(forms(message.string)):
            continue
        places = [set(PLACEHOLDER.findall(text)) for text in forms(message.id)]
        for text in forms(message.string):
            said = set(PLACEHOLDER.findall(text))
            if said not in places:  # a form for one may leave the number out, as English does
                wrong.append((message.id, text))
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_compiled_is_what_is_written(language):
    written = {
        forms(message.id)[0]: forms(message.string)[0]
        for message in catalogue(language)
        if message.id and forms(message.string)[0] and not message.fuzzy
    }
    compiled = Translations.load(str(ROOT / "translations"), [language])._catalog
    texts = {
        key if isinstance(key, str) else key[0]: text
        for key, text in compiled.items()
        if isinstance(key, str) or key[1] == 0
    }
    assert {key: texts.get(key) for key in written} == written
