"""No endpoint without a row in the table; and what is not generated opens to whom it should."""

import re

import pytest

from fitadmin.api.base import DomainApi
from fitadmin.extensions import appbuilder
from fitadmin.models.scope import Scoped
from fitadmin.views.base import DomainView
from tests.access.matrix import (
    ADMIN,
    COACHES,
    DOMAIN_API,
    DOMAIN_VIEW,
    EVERYONE,
    OTHERS,
    RULES,
    SEES_ALL,
    SIGNED_IN,
    STAFF,
    TRAINER,
    rule_of,
)
from tests.world import MODELS

PEOPLE = ("nobody", "admin", "manager", "desk", "own", "client")
MAY = {
    EVERYONE: set(PEOPLE),
    SIGNED_IN: set(PEOPLE) - {"nobody"},
    STAFF: set(PEOPLE) - {"nobody", "client"},
    SEES_ALL: {"admin", "manager"},
    COACHES: {"admin", "manager", "own", "client"},
    TRAINER: {"own"},
    ADMIN: {"admin"},
}


def ruled(endpoint: str) -> bool:
    """Whether a row of the table speaks of *endpoint*."""
    blueprint, _, method = endpoint.partition(".")
    for view in appbuilder.baseviews:
        if view.endpoint == blueprint and isinstance(view, DomainApi | DomainView):
            known = DOMAIN_API if isinstance(view, DomainApi) else DOMAIN_VIEW
            if method in known and issubclass(view.datamodel.obj, Scoped):
                return view.datamodel.obj.__name__ in RULES
    return rule_of(endpoint) is not None


def test_every_endpoint_has_a_row_in_the_table(gym):
    unruled = [r.endpoint for r in gym.app.url_map.iter_rules() if not ruled(r.endpoint)]
    assert sorted(set(unruled)) == []


def test_every_row_of_the_table_speaks_of_something(gym):
    endpoints = {r.endpoint for r in gym.app.url_map.iter_rules()}
    blueprints = {e.partition(".")[0] for e in endpoints}
    gone = [
        row for row in OTHERS if row not in endpoints and row.removesuffix(".*") not in blueprints
    ]
    assert gone == []
    assert set(RULES) == {model.__name__ for model in MODELS}


def by_hand(app):
    """(rule, verb, who may) of every endpoint that is not generated."""
    for rule in app.url_map.iter_rules():
        allowed = rule_of(rule.endpoint)
        if allowed is not None and "static" not in rule.endpoint:
            for verb in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield rule, verb, allowed


NOT_THERE = "999999999"
ENDS_THE_VISIT = {"AuthDBView.logout", "OwnAccountView.sign_out"}


def address_of(rule):
    """A path of *rule*; no row has the id in it, so that nobody deletes themselves."""
    path = re.sub(
        r"<[^>]*(version|locale)>", lambda m: {"version": "v1", "locale": "en"}[m[1]], rule.rule
    )
    return re.sub(r"<[^>]+>", NOT_THERE, path)


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_not_generated_opens_to_whom_the_table_says(gym, browse, call, who):
    user, wrong = gym.user(who), []
    for rule, verb, allowed in by_hand(gym.app):
        if rule.endpoint in ENDS_THE_VISIT:
            continue
        path = address_of(rule)
        door = call(user) if path.startswith("/api") else browse(user)
        status = getattr(door, verb.lower())(path).status_code
        if allowed == who == ADMIN:
            continue  # Flask-AppBuilder's own business
        if who in MAY[allowed]:
            fits = status not in {401, 403} or "login" in path or "refresh" in path
        else:
            fits = status in {302, 401, 403, 404, 405}
        if not fits or status >= 500:
            wrong.append((rule.endpoint, verb, status))
    assert wrong == []
