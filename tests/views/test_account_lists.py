"""The lists of accounts and roles are searched by words, too."""

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


def test_roles_are_found_by_their_names(gym: World, browse):
    page = browse(gym.user("admin")).get("/roles/list/?q=desk").text
    assert "Front desk" in page
    assert "Nutritionist" not in page


def test_a_list_without_names_has_no_such_search(gym: World, browse):
    page = browse(gym.user("admin")).get("/permissionviews/list/?q=desk")
    assert page.status_code == 200
    assert 'name="q"' not in page.text
