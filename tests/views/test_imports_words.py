"""The words of an import: what importers say is known to the catalogues."""

import re
from pathlib import Path

import pytest

import fitadmin
from fitadmin.views.gym.reasons import REASONS, translated
from tests.bracketed import Words
from tests.uploads import MAPPED, PEOPLE, looked
from tests.views.test_every_word import reader

HOME = Path(fitadmin.__file__).parent
SAID = "".join(f.read_text() for d in ("importers", "services") for f in (HOME / d).rglob("*.py"))


@pytest.mark.parametrize("reason", REASONS, ids=str)
def test_every_reason_of_the_catalogue_is_one_that_somebody_says(reason):
    said = re.sub(r"\S+ is missing", "is missing", str(reason))
    assert said in SAID


@pytest.mark.parametrize("backend", ["sqlite"])
def test_reasons_are_said_in_the_readers_language(gym, browse, backend, tmp_path):
    gym.app.config["VAR"], was = tmp_path, gym.app.config["VAR"]
    try:
        browser = browse(reader(gym, "manager"))
        text = PEOPLE.replace("Ada", "").replace("nonsense", "alan@example.org")
        address = looked(browser, text)
        for page in (f"{address}?columns=1", address):
            assert Words(browser.get(page).text).escaped == []
        browser.post(f"{address}take", data=MAPPED)
        assert Words(browser.get(address).text).escaped == []
    finally:
        gym.app.config["VAR"] = was


def test_no_reason_is_none(gym):
    with gym.app.test_request_context():
        assert translated("") == ""
        assert translated("line 3: the file is empty; x") == "line 3: the file is empty; x"
