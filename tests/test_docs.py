"""The documents say what is so: settings, commands, words, links."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from flask_appbuilder import Model

import fitadmin.models  # noqa: F401  maps every table
from fitadmin.access import ROLES
from fitadmin.cli import commands
from fitadmin.menu import APIS

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("fitadmin/**/*.md")])
README = (ROOT / "README.md").read_text()
VOCABULARY = (ROOT / "docs" / "VOCABULARY.md").read_text()


def named(path):
    return str(path.relative_to(ROOT))


def code_of(text):
    """What stands between backticks, in blocks and in lines."""
    blocks = re.findall(r"^ *```.*?^ *```", text, re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", rest)])


def first_cells(text):
    """The first cell of every row of a table, without its backticks."""
    return re.findall(r"^\| `?([^|`]+?)`? \|", text, re.MULTILINE)


def section(text, title):
    return text.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def settings():
    """Every name that config.py asks the environment for."""
    reads = r"_(?:text|number|switch|words)\(\s*\"([A-Z_]+)\""
    return {f"FITADMIN_{n}" for n in re.findall(reads, (ROOT / "config.py").read_text())}


def test_the_settings_of_the_readme_are_those_of_config():
    assert settings()
    table = [cell for cell in first_cells(README) if cell.startswith("FITADMIN_")]
    assert set(table) == settings()
    assert len(table) == len(set(table))


@pytest.mark.parametrize("file", ["README.md", "compose.yaml", "Dockerfile"])
def test_only_settings_that_exist_are_spoken_of(file):
    spoken = set(re.findall(r"\bFITADMIN_[A-Z_]+\b", (ROOT / file).read_text()))
    assert spoken - settings() == set()


def test_the_commands_of_the_readme_are_those_of_the_command_line():
    spoken = set(re.findall(r"\bfitadmin ([a-z][a-z-]+)", code_of(README)))
    assert spoken == set(commands.commands)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_and_make_word_exists(page):
    code = code_of(page.read_text())
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(re.findall(r"\bmake ([a-z]+)", code)) <= set(targets)
    assert set(re.findall(r"\bfitadmin ([a-z][a-z-]+)", code)) <= set(commands.commands)


def test_every_table_has_its_row_in_the_vocabulary():
    ours = (m.class_ for m in Model.registry.mappers)
    models = {m.__name__ for m in ours if m.__module__.startswith("fitadmin")}
    rows = first_cells(section(VOCABULARY, "The tables"))
    assert set(rows) - {"model", "---"} == models | {"User"}
    assert len(rows) == len(set(rows))


def test_every_role_has_its_row_in_the_vocabulary():
    rows = set(first_cells(section(VOCABULARY, "Roles"))) - {"role", "---"}
    assert rows == {*ROLES, "Admin"}


def test_every_resource_stands_in_the_api_document():
    table = section((ROOT / "docs" / "api" / "README.md").read_text(), "Resources").split(
        "| call |"
    )[0]
    spoken = set(re.findall(r"`([a-z-]+)`", table.partition("|---")[2].partition("\n\n")[0]))
    models = [api for api in APIS if hasattr(api, "datamodel")]
    assert spoken == {api.resource_name for api in models}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def anchors(page):
    """The places of a page that a link can name."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_decisions_are_numbered_and_tell_all_three():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text()
        assert text.startswith(f"# {page.name[:4]} "), page.name
        assert all(f"**{word}.**" in text for word in ("Context", "Decision", "Consequence"))


def test_no_file_speaks_of_this_machine_or_of_a_registry():
    here = re.compile("|".join(re.escape(str(place)) for place in (ROOT, *own_folder())) + "/")
    anybody = re.compile(r"(?<![\w.$}])/(?:home|Users|root)/\w")
    usual = r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|docker\.io|ghcr\.io|index[-_]url"
    registry = re.compile("|".join([usual, *map(re.escape, own_registries())]))
    for file in tracked():
        text = file.read_text(errors="ignore")
        for pattern in (here, anybody, registry):
            found = pattern.search(text)
            assert found is None, f"{named(file)}: {found.group()}"


def own_folder():
    """The folder this copy lies in, unless it is one that any machine has."""
    usual = {Path("/"), Path("/opt"), Path("/srv"), Path("/var/lib"), Path(tempfile.gettempdir())}
    return [] if ROOT.parent in usual else [ROOT.parent]


def own_registries():
    """Where pip of this machine gets its packages from."""
    said = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    return set(re.findall(r"https?://(?:[^/'@ ]*@)?([^/' ]+)", said.stdout))


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("this copy is not a git repository")
    files = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [file for file in files if file.is_file()]
