"""The pages are drawn by our templates; Flask-AppBuilder's own are only generated into."""

import hashlib
import json
import re
from pathlib import Path

import flask_appbuilder
import pytest
from jinja2 import FileSystemLoader

from fitadmin.extensions import appbuilder
from fitadmin.menu import MENU
from tests.world import World

STOCK = Path(flask_appbuilder.__file__).parent / "templates"
OURS = Path("fitadmin/templates")
BUILT = Path("fitadmin/static/built")
REPLACED = {
    "general/model/add.html": "321397131fa0a95f",
    "general/model/edit.html": "a10db10430c6aa9f",
    "general/model/list.html": "7c11106ff27fb6d2",
    "general/model/show.html": "67a574db1dc124a2",
    "general/security/login_db.html": "809558f64c446bff",
    "general/widgets/form.html": "640a41d53d00a184",
    "general/widgets/list.html": "2a0fad48fe42239c",
    "general/widgets/search.html": "36c988fa2af397d9",
    "general/widgets/show.html": "babd5b80d4e383c4",
}
"""Flask-AppBuilder's templates that ours stand in for, by the hash of what we have read."""
STILL_STOCK = {"base.html", "baselib.html"}


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


@pytest.mark.parametrize("name", sorted(REPLACED))
def test_an_upgrade_tells_which_template_to_read_again(name):
    assert hash_of(STOCK / "appbuilder" / name) == REPLACED[name]


def test_every_replaced_template_is_in_the_list():
    ours = {str(p.relative_to(OURS / "appbuilder")) for p in OURS.glob("appbuilder/**/*.html")}
    assert ours == set(REPLACED)


def test_no_page_of_the_menu_uses_a_stock_template(gym: World, browse, monkeypatch):
    loaded = set()
    load = FileSystemLoader.get_source

    def note(loader, environment, template):
        found = load(loader, environment, template)
        if Path(found[1]).is_relative_to(STOCK):
            loaded.add(template.removeprefix("appbuilder/"))
        return found

    monkeypatch.setattr(FileSystemLoader, "get_source", note)
    gym.app.jinja_env.cache.clear()
    admin = browse(gym.user("admin"))
    for view, *_rest in MENU:
        page = next(v for v in appbuilder.baseviews if type(v) is view)
        for address in (
            f"{page.route_base}/",
            f"{page.route_base}/list/",
            f"{page.route_base}/add",
        ):
            assert admin.get(address).status_code in {200, 302, 308, 403, 404}
    assert loaded <= STILL_STOCK


def test_every_icon_that_a_page_names_is_in_the_sprite():
    sprite = next(BUILT.glob("icons-*.svg")).read_text()
    there = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    named = {icon for *_entry, icon in MENU}
    for template in OURS.rglob("*.html"):
        named |= set(re.findall(r"""\bicon\(["']([\w-]+)["']""", template.read_text()))
    assert named <= there


def test_what_is_built_names_what_is_there():
    manifest = json.loads((BUILT / "manifest.json").read_text())
    assert {"app.css", "app.js", "theme.js", "icons.svg"} <= set(manifest)
    files = {path.name for path in BUILT.iterdir()} - {"manifest.json", "licences.txt"}
    assert set(manifest.values()) <= files
    licences = (BUILT / "licences.txt").read_text()
    for package in ("@fontsource-variable/inter", "lucide-static", "tom-select"):
        assert package in licences
