"""No endpoint without a row in the table; and what is not generated opens to whom it should."""

import pytest

from fitadmin.api.base import DomainApi
from fitadmin.extensions import appbuilder
from fitadmin.views.base import DomainView
from tests.access.matrix import (
    ADMIN,
    DOMAIN_API,
    DOMAIN_VIEW,
    EVERYONE,
    OTHERS,
    RULES,
    SIGNED_IN,
    STAFF,
    rule_of,
)
from tests.world import MODELS

PEOPLE = ("nobody", "admin", "manager", "desk", "own", "client")
MAY = {
    EVERYONE: set(PEOPLE),
    SIGNED_IN: set(PEOPLE) - {"nobody"},
    STAFF: set(PEOPLE) - {"nobody", "client"},
    ADMIN: {"admin"},
}
REFUSED = {302, 401, 403, 405}


def ruled(endpoint: str) -> bool:
    """Whether a row of the table speaks of *endpoint*."""
    blueprint, _, method = endpoint.partition(".")
    for view in appbuilder.baseviews:
        if view.endpoint == blueprint and isinstance(view, DomainApi | DomainView):
            known = DOMAIN_API if isinstance(view, DomainApi) else DOMAIN_VIEW
            if method in known:
                return view.datamodel.obj.__name__ in RULES
    return rule_of(endpoint) is not None


def test_every_endpoint_has_a_row_in_the_table(gym):
    unruled = [r.endpoint for r in gym.app.url_map.iter_rules() if not ruled(r.endpoint)]
    assert sorted(set(unruled)) == []


def test_every_row_of_the_table_speaks_of_something(gym):
    endpoints = {r.endpoint for r in gym.app.url_map.iter_rules()}
    blueprints = {e.partition(".")[0] for e in endpoints}
    gone = [row for row in OTHERS if row not in endpoints and row.removesuffix(".*") not in blueprints]
    assert gone == []
    assert set(RULES) == {model.__name__ for model in MODELS}


def by_hand(app):
    """(rule, verb, who may) of every endpoint that is not generated."""
    for rule in app.url_map.iter_rules():
        allowed = rule_of(rule.endpoint)
        if allowed is not None and "static" not in rule.endpoint:
            for verb in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield rule, verb, allowed


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_not_generated_opens_to_whom_the_table_says(gym, browse, call, who):
    user = gym.user(who)
    wrong = []
    for rule, verb, allowed in by_hand(gym.app):
        values = {name: "1" for name in rule.arguments} | {"version": "v1", "locale": "en"}
        path = rule.rule
        for name in rule.arguments:
            for form in (f"<{name}>", f"<int:{name}>", f"<string:{name}>", f"<path:{name}>"):
                path = path.replace(form, values[name])
        if rule.endpoint == "AuthDBView.logout" or "userinfo" in rule.endpoint:
            continue
        door = call(user) if path.startswith("/api") else browse(user)
        answer = getattr(door, verb.lower())(path)
        turned_away = answer.status_code in REFUSED and not (
            answer.status_code == 302 and allowed == EVERYONE
        )
        if allowed == EVERYONE and answer.status_code == 401:
            turned_away = False  # signing in with nothing
        if turned_away and who in MAY[allowed] and answer.status_code in {401, 403}:
            wrong.append((rule.endpoint, verb, answer.status_code))
        if not turned_away and who not in MAY[allowed]:
            wrong.append((rule.endpoint, verb, answer.status_code))
    assert wrong == []
