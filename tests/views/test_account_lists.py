"""The list of accounts is searched by words, too."""

import pytest

from tests.factories import person
from tests.world import World

USERS = "/users/list/"


def test_people_are_found_by_any_of_their_names(gym: World, browse):
    person("Trainer", username="walburga")
    reader = browse(gym.user("admin"))
    page = reader.get(f"{USERS}?q=WALBURGA+person").text
    assert "walburga@example.org" in page
    assert "cover@example.org" not in page
    assert 'name="q" value="WALBURGA person"' in page


@pytest.mark.parametrize("words", ["zzzz", "%", "!!", "scrypt"])
def test_nonsense_and_secrets_find_nobody(gym: World, browse, words):
    page = browse(gym.user("admin")).get(USERS, query_string={"q": words}).text
    assert "@example.org" not in page
    assert "Nothing was found" in page
