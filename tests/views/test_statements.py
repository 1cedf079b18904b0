"""What the generated pages cost: a dozen statements at most, and none more for more rows."""

import pytest

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.scope import SYSTEM
from tests.growth import grow
from tests.statements import counted
from tests.views.test_generated import VIEWS, address_of, model_of

MOST = 12
SIZES = (1, 10, 100)


def pages_of(view, row):
    """The addresses of a view's pages about *row*."""
    address = address_of(view)
    yield f"{address}/list/?psize_{view.__name__}=100"
    yield f"{address}/show/{row.id}"
    for tab in view.related_views or ():
        yield f"{address}/show/{row.id}?tab={tab.__name__}"
    yield f"{address}/add"
    yield f"{address}/edit/{row.id}"


def cost(browser, page):
    """Statements of a page, None where it does not open; who asks is known by then."""
    browser.get("/users/userinfo/")
    with counted() as sent:
        answer = browser.get(page)
    if answer.status_code != 200:
        return None
    return list(sent)


@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize("who", ["admin", "own", "client"])
def test_pages_cost_the_same_at_any_size(gym, browse, who, backend, monkeypatch):
    for name in ("memory.POLL_S", "memory.KEEP_S", "identity.KEEP_S"):
        monkeypatch.setattr(f"fitadmin.access.{name}", 3600.0)  # or the clock would add some
    browser, costs = browse(gym.user(who)), {}
    pages = [page for view in VIEWS for page in pages_of(view, gym.row(model_of(view)))]
    have = 1
    for size in SIZES:
        with acting_as(SYSTEM):
            grow(db.session, have, size)
            db.session.commit()
        have = size
        for page in pages:
            sent = cost(browser, page)
            if sent is not None:
                costs.setdefault(page, []).append(len(sent))
    assert len(costs) > 40
    dear = {page: told for page, told in costs.items() if max(told) > min(MOST, told[0])}
    assert dear == {}
