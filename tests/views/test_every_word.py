"""No word on screen escapes gettext: every page, in a language of brackets."""

import pytest
from sqlalchemy import select

from fitadmin.access import acting_as, forget_everybody
from fitadmin.extensions import appbuilder, db
from fitadmin.menu import MENU, PARTS
from fitadmin.models.scope import SYSTEM
from fitadmin.views.base import DomainView
from tests.bracketed import Words, bare
from tests.world import World

VIEWS = [view for view in [*(entry[0] for entry in MENU), *PARTS] if issubclass(view, DomainView)]
BY_HAND = ("/", "/import/", "/account/", "/resetmypassword/form", "/trash/", "/take-on-client/")


def reader(gym, who):
    """The account of *who*, to whom every message comes in brackets."""
    with acting_as(SYSTEM):
        user = gym.user(who)
        user.locale = "en_XA"
        db.session.commit()
    forget_everybody()
    return user


def pages_of(gym, view):
    """Addresses of the pages of *view*."""
    base = f"/{view.__name__.lower()}"
    yield f"{base}/list/"
    yield f"{base}/list/?_flt_0_{view.search_columns[0]}=nobody"
    yield f"{base}/add"
    with acting_as(SYSTEM):
        row = db.session.scalars(select(view.datamodel.obj)).first()
    if row is None:
        return
    yield f"{base}/show/{row.id}"
    yield f"{base}/edit/{row.id}"
    for tab in view.related_views or ():
        yield f"{base}/show/{row.id}?tab={tab.__name__}"


def entries(gym):
    """Every address of the menu."""
    items = (item for category in appbuilder.menu.get_list() for item in category.childs)
    with gym.app.test_request_context():
        return [item.get_url() for item in items if item.name != "-"]


@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize("who", ["manager", "own", "client"])
def test_no_word_of_a_page_escapes(gym: World, browse, who, backend):
    browser, escaped, seen = browse(reader(gym, who)), {}, 0
    for page in [*entries(gym), *BY_HAND, *(p for view in VIEWS for p in pages_of(gym, view))]:
        answer = browser.get(page)
        if answer.status_code == 302:
            continue
        seen += answer.status_code == 200
        if found := Words(answer.text).escaped:
            escaped[page] = sorted(set(found))
    assert {word: page for page, words in escaped.items() for word in words} == {}
    assert seen > 60


@pytest.mark.parametrize("backend", ["sqlite"])
def test_no_word_of_a_refused_form_escapes(gym: World, browse, backend):
    browser, escaped = browse(reader(gym, "manager")), {}
    for view in VIEWS:
        page = f"/{view.__name__.lower()}/add"
        answer = browser.post(page, data={"born_on": "x", "height_cm": "1", "load_kg": "-1"})
        if answer.status_code != 302 and (found := Words(answer.text).escaped):
            escaped[page] = sorted(set(found))
    assert {word: page for page, words in escaped.items() for word in words} == {}


@pytest.mark.parametrize("backend", ["sqlite"])
def test_no_word_of_a_stranger_s_page_escapes(gym: World, backend):
    browser = gym.app.test_client()
    browser.post("/lang/en_XA")
    browser.get("/clientprofileview/list/")  # is sent to sign in, and told why
    for page in ("/login/", "/nowhere"):
        assert Words(browser.get(page).text).escaped == [], page
    wrong = browser.post("/login/", data={"username": "x", "password": "y"}, follow_redirects=True)
    assert Words(wrong.text).escaped == []


@pytest.mark.parametrize(
    ("text", "left"),
    [("[Clients]", ""), ("[[Load] (lb)]", ""), ("Clients", "Clients"), ("12 – 3", ""),
     ("[A] of [B]", "of"), ("82,5 kg", ""), ("", "")],
)  # fmt: skip
def test_what_counts_as_a_word(text, left):
    assert bare(text) == left


def test_data_is_left_alone_but_its_labels_are_not():
    page = '<td translate="no" aria-label="Load">Carla<b>!</b> x</td><p>After <img alt="A"></p>'
    assert Words(page).escaped == ["td aria-label: Load", "After", "img alt: A"]
