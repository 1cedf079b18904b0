"""The house rules that no linter knows."""

import ast
import re
from pathlib import Path

import pytest
from flask_appbuilder import Model

import fitadmin.models  # noqa: F401  maps every table
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import Scoped

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "fitadmin"
LAYERS = ["models", "services", "views", "api", "jobs"]
DOMAINS = {
    "gym", "accounts", "people", "exercises", "workouts", "sessions", "foods", "meals", "diary",
    "progress", "files", "notifications", "system",
}  # fmt: skip
FRAME = {
    "models": {
        "scope",
        "reading",
        "exporting",
        "searching",
        "bulk",
        "columns",
        "history",
        "trash",
    },
    "services": {"base", "constraints", "demo", "home", "queue"},
    "views": {"base", "columns", "home"},
    "api": {"base", "columns", "openapi"},
    "jobs": {"base", "schedule"},
}
"""Beside the domains: what a whole layer stands on."""
SCIENCES = {"units", "energy", "nutrition", "strength", "training", "body", "trend", "schedule"}
VAGUE = {"util", "utils", "helper", "helpers", "common", "manager", "misc", "handle", "data"}
LONGEST = 300

SOURCES = [
    ROOT / "config.py",
    ROOT / "run.py",
    *sorted((ROOT / "bench").glob("*.py")),
    *sorted(HOUSE.rglob("*.py")),
    *sorted((ROOT / "tests").rglob("*.py")),
]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("file", SOURCES, ids=named)
def test_no_file_is_long(file):
    assert len(file.read_text().splitlines()) <= LONGEST


@pytest.mark.parametrize("file", SOURCES, ids=named)
def test_no_file_has_a_name_that_says_nothing(file):
    assert file.stem not in VAGUE


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_speaks_the_same_words(layer):
    words = {file.stem for file in (HOUSE / layer).iterdir() if file.suffix in {".py", ""}}
    assert words - {"__init__", "__pycache__"} <= DOMAINS | FRAME[layer]


def test_rules_are_named_by_science():
    words = {file.stem for file in (HOUSE / "rules").iterdir()}
    assert words - {"__init__", "__pycache__"} == SCIENCES


def test_every_word_stands_in_the_vocabulary():
    text = (ROOT / "docs" / "VOCABULARY.md").read_text()
    assert [word for word in sorted(DOMAINS) if f"`{word}`" not in text] == []
    assert [m.__name__ for m in our_models() if m.__name__ not in text] == []


def our_models():
    """Every mapped class of ours."""
    ours = (m.class_ for m in Model.registry.mappers)
    found = [model for model in ours if model.__module__.startswith("fitadmin")]
    return sorted(found, key=lambda model: model.__name__)


@pytest.mark.parametrize("model", our_models(), ids=lambda m: m.__name__)
def test_every_table_says_who_sees_it(model):
    assert issubclass(model, Scoped)
    assert "visible_to" in {name for c in model.__mro__[:-1] if c is not Scoped for name in vars(c)}
    assert re.search(r"\b(see[ns]?|shown|everybody|alone|client)\b", all_docs(model), re.IGNORECASE)


def all_docs(model):
    return " ".join(c.__doc__ or "" for c in model.__mro__ if c is not object)


@pytest.mark.parametrize("model", our_models(), ids=lambda m: m.__name__)
def test_no_relation_is_joined_behind_the_guards_back(model):
    assert [r.key for r in model.__mapper__.relationships if r.lazy == "joined"] == []


@pytest.mark.parametrize("model", our_models(), ids=lambda m: m.__name__)
def test_a_row_about_a_client_carries_the_client_itself(model):
    relations = {r.key: r.mapper.class_ for r in model.__mapper__.relationships}
    holders = [relations.get(name) for name in (model.client_from, *model.hidden_with) if name]
    if ClientProfile in holders or any("client_id" in h.__mapper__.columns for h in holders):
        assert "client_id" in model.__mapper__.columns


@pytest.mark.parametrize(
    "file", [f for f in SOURCES if f.is_relative_to(HOUSE) and "models" not in f.parts], ids=named
)
def test_core_statements_and_unguarded_gets_stay_in_models(file):
    """`__table__`, text() and Session.get would go round the guard."""
    if "migrations" in file.parts:
        return
    source = file.read_text()
    assert "__table__" not in source
    calls = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call)]
    names = {c.func.attr for c in calls if isinstance(c.func, ast.Attribute)}
    assert not names & {"get_or_404", "from_statement"}
    assert not re.search(r"session(\(\))?\.get\(", source)


def test_only_config_reads_the_environment():
    readers = {
        named(f)
        for f in SOURCES
        if re.search(r"os\.(environ|getenv)", f.read_text()) and f.parts[-2] != "tests"
    }
    allowed = {"config.py", "run.py"}
    assert {
        r for r in readers if not r.startswith(("tests", "bench", "fitadmin/processes"))
    } <= allowed


def test_no_registry_stands_in_a_requirement():
    for file in (ROOT / "requirements").iterdir():
        assert "http" not in re.sub(r"^\s*#.*$", "", file.read_text(), flags=re.MULTILINE)
