"""Words on screen go through gettext: in templates and in Python, before any page is opened."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask_babel import LazyString
from jinja2 import Environment, nodes

from fitadmin.menu import CATEGORIES, MENU, PARTS
from fitadmin.views.base import DomainView
from tests.bracketed import NAMES, SPOKEN, UNITS

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted((ROOT / "fitadmin" / "templates").rglob("*.html"))
SOURCES = [
    file
    for file in sorted((ROOT / "fitadmin").rglob("*.py"))
    if not {"migrations", "demo", "cli", "processes"} & set(file.parts)
]
"""Commands and processes speak English to whoever keeps the machine."""
VIEWS = [view for view in [*(entry[0] for entry in MENU), *PARTS] if issubclass(view, DomainView)]
JINJA = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
MACROS = {
    "page_head": (0,),
    "empty": (0, 1),
    "post_button": (1, 4),
    "icon_link": (1,),
    "menu": (0,),
}
"""Macros of ui.html: which of their arguments are read on screen."""
SAID = {
    "flash": 0, "say": 0, "abort": 1, "ValidationError": 0, "Malformed": 0, "BadRequest": 0,
    "Unauthorized": 0, "Forbidden": 0, "NotFound": 0, "Conflict": 0, "TooManyRequests": 0,
    "ServiceUnavailable": 0, "UnprocessableEntity": 0, "action": 1,
}  # fmt: skip
"""Functions of Python: which of their arguments is read by people."""
NAMED = {"title", "message", "description", "label", "category_label", "form_title"}
"""Keywords, and names of classes' attributes, that hold what people read."""
REFUSALS = {"Invalid", "Unchangeable", "NotYours", "OutOfSight"}
"""What explain() translates: extracted where it is raised, it must be a plain text."""
SAME_EVERYWHERE = UNITS | NAMES | {"OK"}
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
"""A macro may write one outside of any tag."""
GETTEXT = {"_", "gettext", "lazy_gettext", "ngettext", "lazy_ngettext"}


def named(path):
    return str(path.relative_to(ROOT))


def has_word(text):
    words = re.findall(r"[^\W\d_]{2,}", text)
    return any(word not in SAME_EVERYWHERE for word in words)


class Texts(HTMLParser):
    """The texts and spoken attributes of a template, in which expressions are left out."""

    def __init__(self, page):
        super().__init__()
        self.found, self._silent = [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self._silent += tag in {"script", "style"}
        self.found += [value for name, value in attrs if name in SPOKEN and has_word(value or "")]

    def handle_endtag(self, tag):
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data):
        if not self._silent and has_word(text := ATTRIBUTE.sub("", data)):
            self.found.append(text.strip())


def plain_texts(source):
    """What stands in a template outside of its expressions."""
    kept = (value for _line, kind, value in JINJA.lex(source) if kind == "data")
    return Texts("\N{WHITE SQUARE}".join(kept)).found


def spoken_constants(source):
    """Strings given to macros of ui.html as they stand, and branches such as `"A" if x`."""
    for call in JINJA.parse(source).find_all(nodes.Call):
        name = getattr(call.node, "attr", None)
        for place in MACROS.get(name, ()):
            if place < len(call.args):
                yield from _constants(call.args[place])


def _constants(node):
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and has_word(node.value):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from _constants(node.expr1)
        yield from _constants(node.expr2)


@pytest.mark.parametrize("file", TEMPLATES, ids=named)
def test_no_text_of_a_template_escapes(file):
    source = file.read_text()
    assert [*plain_texts(source), *spoken_constants(source)] == []


@pytest.mark.parametrize(
    ("source", "escaped"),
    [
        ("<p>Saved</p>", ["Saved"]),
        ('<p>{{ _("Saved") }}</p>', []),
        ('<a title="Go">{{ x }}</a>', ["Go"]),
        ('<a title="{{ _(\'Go\') }}" class="btn is-x">5 kg</a>', []),
        ("{% if a %}<b>{{ a }} rows</b>{% endif %}", ["rows"]),
        ('{{ ui.page_head("Trash") }}', ["Trash"]),
        ('{{ ui.empty(_("A") if x else "Bad") }}', ["Bad"]),
        ("{# a word #}<script>let a = 1</script>", []),
    ],
)
def test_the_look_at_templates_sees(source, escaped):
    found = [*plain_texts(source), *spoken_constants(source)]
    assert [text.strip("\N{WHITE SQUARE} ") for text in found] == escaped


def name_of(function):
    return getattr(function, "attr", None) or getattr(function, "id", "")


def is_bare(node):
    """Whether *node* is a text that nobody translates."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and has_word(node.value)
    if isinstance(node, ast.IfExp):
        return is_bare(node.body) or is_bare(node.orelse)
    return isinstance(node, ast.JoinedStr) and any(map(is_bare, node.values))


def bare_in_call(call):
    name = name_of(call.func)
    place = 0 if name.endswith("Field") else SAID.get(name)
    if place is not None and place < len(call.args) and is_bare(call.args[place]):
        yield call.args[place]
    if name != "mapped_column" and not name.startswith("Api"):
        yield from (k.value for k in call.keywords if k.arg in NAMED and is_bare(k.value))
    if name in REFUSALS and call.args and isinstance(call.args[0], ast.JoinedStr):
        yield call.args[0]
    if name in GETTEXT and call.args and isinstance(call.args[0], ast.JoinedStr):
        yield call.args[0]


def bare_in_class(body):
    for node in body:
        if isinstance(node, ast.Assign) and is_bare(node.value):
            names = {name_of(target) for target in node.targets}
            if any(name in NAMED or name.endswith(("_title", "_message")) for name in names):
                yield node.value


def bare_texts(source):
    """The texts of Python source that people read and nobody translates."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from bare_in_call(node)
        elif isinstance(node, ast.ClassDef):
            yield from bare_in_class(node.body)


@pytest.mark.parametrize("file", SOURCES, ids=named)
def test_no_text_of_python_escapes(file):
    found = list(bare_texts(file.read_text()))
    if "openapi" in file.parts or file.parent.name == "api":
        return  # descriptions for programmers are English
    assert [f"{file.name}:{node.lineno} {ast.unparse(node)}" for node in found] == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('flash("Saved.")', 1), ('flash(_("Saved."))', 0), ('flash(f"{n} saved")', 1),
        ('abort(400, "Too long.")', 1), ("abort(404)", 0), ('StringField("Name")', 1),
        ('x(title="Trash")', 1), ('x(title=_("Trash"))', 0), ('flash("No way" if x else y)', 1),
        ('class A:\n    list_title = "Clients"', 1), ('raise Invalid(f"{x} is wrong")', 1),
        ('raise Invalid("%(x)s is wrong", x=x)', 0), ('_(f"{x} is wrong")', 1),
    ],
)  # fmt: skip
def test_the_look_at_python_sees(source, count):
    assert len(list(bare_texts(source))) == count


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_groups_of_columns_and_actions_are_words_of_ours(view):
    groups = [
        *(view.show_fieldsets or ()),
        *(view.add_fieldsets or ()),
        *(view.edit_fieldsets or ()),
    ]
    texts = [title for title, _columns in groups]
    for act in view().actions.values():
        texts += [act.text, *([act.confirmation] if act.confirmation else [])]
    assert [str(text) for text in texts if not isinstance(text, LazyString)] == []


def test_the_menu_is_made_of_words_of_ours():
    labels = [*CATEGORIES.values(), *(entry[1] for entry in MENU)]
    assert [str(label) for label in labels if not isinstance(label, LazyString)] == []


SCRIPTS = sorted((ROOT / "frontend" / "js").rglob("*.js"))
SHOWN_BY_SCRIPT = re.compile(
    r"(?:\b(?:textContent|innerText|innerHTML|title|placeholder|ariaLabel|alt)\s*=|"
    r"\b(?:toast|confirm|alert)\()\s*([\"'`])((?:(?!\1).)*)\1"
)


@pytest.mark.parametrize("file", SCRIPTS, ids=named)
def test_no_script_has_words_of_its_own(file):
    """The server hands them over, translated, in attributes and templates."""
    found = [text for _quote, text in SHOWN_BY_SCRIPT.findall(file.read_text())]
    assert [text for text in found if has_word(re.sub(r"\$\{[^}]*\}|<[^>]*>", "", text))] == []


def test_the_look_at_scripts_sees():
    for source in ('b.textContent = "Saved"', 'toast("Saved", {})', "a.title = `Go ${x}`"):
        assert SHOWN_BY_SCRIPT.search(source)
