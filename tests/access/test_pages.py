"""Every generated page × everybody: what a person gets is what the table says."""

import re
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from fitadmin.access import acting_as
from fitadmin.extensions import appbuilder, db
from fitadmin.models.scope import SYSTEM
from fitadmin.views.base import DomainView
from tests.access.matrix import ADD, DELETE, EDIT, READ, RULES, WHO
from tests.access.test_resources import out_of_the_way
from tests.forms import Form
from tests.world import MODELS, World

MODEL = {model.__name__: model for model in MODELS}
CASES = [(name, who) for name in RULES for who in WHO]


def view_of(model: str) -> DomainView:
    """The one generated view of a model."""
    found = [v for v in appbuilder.baseviews if isinstance(v, DomainView)]
    (view,) = [v for v in found if v.datamodel.obj.__name__ == model]
    return view


def typed(view: DomainView, row: Any) -> dict[str, list[str]]:
    """What a person would type to add a row like this one."""
    values = {}
    for name in view.add_columns:
        value = getattr(row, name)
        if isinstance(value, datetime):
            value = value.strftime("%Y-%m-%dT%H:%M:%S")
        if isinstance(value, list):
            values[name] = [str(each.id) for each in value]
        elif value not in {None, False}:
            values[name] = [str(value.id if view.datamodel.is_relation(name) else value)]
    return values


_filled_in: dict[tuple[str, str], dict[str, list[str]]] = {}


def filled_in(gym: World, browse: Any, model: str, address: str) -> dict[str, list[str]]:
    """What the edit form of Carla's row holds for somebody who may open it; asked once."""
    key = db.engine.dialect.name, model
    if key not in _filled_in:
        is_personal = model in {"NotificationPreference", "SavedView"}
        owner = gym.user("client" if is_personal else "admin")
        _filled_in[key] = Form(browse(owner).get(address).text).values
    return _filled_in[key]


def expected(letter: str, allowed: int = 200, hidden: int = 404) -> set[int]:
    """A page without permission is 403, or 404 and 405 where it does not exist for anybody."""
    return {".": {hidden}, "!": {200}, "-": {403, 404, 405}}.get(letter, {allowed})


def rows(model: str) -> int:
    """How many living rows there are."""
    with acting_as(SYSTEM):
        count: int = db.session.scalar(select(func.count()).select_from(MODEL[model]))
        return count


@pytest.mark.parametrize(("model", "who"), CASES)
def test_reading_pages(gym, browse, model, who):
    letter, view, row = RULES[model][who][READ], view_of(model), gym.row(MODEL[model])
    ident, browser = row.id, browse(gym.user(who))
    listed = browser.get(f"{view.route_base}/list/?psize_{type(view).__name__}=100")
    assert listed.status_code == (403 if letter == "-" else 200)
    shown = browser.get(f"{view.route_base}/show/{ident}")
    assert shown.status_code in expected(letter)
    assert browser.get(f"{view.route_base}/named/{ident}").status_code == shown.status_code
    if letter == ".":
        assert f"{view.route_base}/show/{ident}" not in listed.text
    if who in {"other", "former", "stranger"}:
        assert "Carla" not in listed.text + shown.text


@pytest.mark.parametrize(("model", "who"), CASES)
def test_adding_by_a_page(gym, browse, model, who):
    letter, view, row = RULES[model][who][ADD], view_of(model), gym.row(MODEL[model])
    values = typed(view, row)
    values = {k: v for k, v in values.items() if k not in {"number", "version", "slug"}}
    for name in ("name", "first_name"):
        if name in values:
            values[name] = [f"New {values[name][0]}"]
    out_of_the_way(row)
    browser, before = browse(gym.user(who)), rows(model)
    form = browser.get(f"{view.route_base}/add")
    assert form.status_code in expected(letter, hidden=200)
    assert browser.get(f"{view.route_base}/new").status_code == form.status_code
    if who in {"other", "former", "stranger"}:
        assert "Carla" not in form.text
    answer = browser.post(f"{view.route_base}/add", data=values)
    if letter == "a":
        assert answer.status_code == 302, told(answer.text)
    else:
        browser.post(f"{view.route_base}/new", data=values)
    assert rows(model) - before == (1 if letter == "a" else 0)


@pytest.mark.parametrize(("model", "who"), CASES)
def test_editing_by_a_page(gym, browse, model, who):
    letter, view, row = RULES[model][who][EDIT], view_of(model), gym.row(MODEL[model])
    address, version = f"{view.route_base}/edit/{row.id}", getattr(row, "version", 0)
    values = dict(filled_in(gym, browse, model, address))
    changed = next((n for n in ("note", "name", "text", "phone", "injuries") if n in values), None)
    if changed:
        values[changed] = ["something else"]
    browser = browse(gym.user(who))
    form = browser.get(address)
    assert form.status_code in expected(letter)
    if who in {"other", "former", "stranger"}:
        assert "Carla" not in form.text
    answer = browser.post(address, data=values)
    if letter == "e":
        assert answer.status_code == 302, told(answer.text)
    elif version:
        assert gym.row(MODEL[model]).version == version


@pytest.mark.parametrize(("model", "who"), CASES)
def test_deleting_by_a_page(gym, browse, model, who):
    letter, view, row = RULES[model][who][DELETE], view_of(model), gym.row(MODEL[model])
    before, browser = rows(model), browse(gym.user(who))
    browser.get(f"{view.route_base}/delete/{row.id}")
    answer = browser.post(f"{view.route_base}/delete/{row.id}")
    assert answer.status_code in ({302} if letter in "d!" else expected(letter))
    assert before - rows(model) == (1 if letter == "d" else 0)


@pytest.mark.parametrize(("model", "who"), CASES)
def test_actions_and_pickers_of_a_page(gym, browse, model, who):
    letter, view, row = RULES[model][who][READ], view_of(model), gym.row(MODEL[model])
    browser = browse(gym.user(who))
    for name in (*view.actions, "no_such_action"):
        single = browser.post(f"{view.route_base}/action/{name}/{row.id}")
        many = browser.post(
            f"{view.route_base}/action_post", data={"action": name, "rowid": row.id}
        )
        unknown = name not in view.actions
        assert single.status_code in ({404} if unknown or letter == "." else {302, 403, 404})
        assert many.status_code in ({404} if unknown else {302, 403, 404})
    for column in view.add_columns:
        if view.datamodel.is_relation(column):
            picker = browser.get(f"{view.route_base}/related/{column}?q=Carla")
            assert picker.status_code == (403 if letter == "-" else 200)
            if who in {"other", "former", "stranger"} and letter != "-":
                assert picker.json["result"] == []


@pytest.mark.parametrize("model", RULES)
def test_a_stranger_to_the_gym_is_led_to_the_door(gym, browse, model):
    view, ident = view_of(model), gym.row(MODEL[model]).id
    for page in ("list/", "add", f"show/{ident}", f"edit/{ident}", "related/client"):
        answer = browse().get(f"{view.route_base}/{page}")
        assert answer.status_code in {302, 404}
        assert "/login/" in answer.headers.get("Location", "/login/")


def told(html: str) -> list[str]:
    """What a page says was wrong."""
    found = re.findall(r'class="(?:error|notice is-bad)[^>]*>([^<]+)<', html)
    return [words.strip() for words in found if words.strip()]
