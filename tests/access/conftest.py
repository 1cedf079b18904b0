"""Two processes of one gym."""

from typing import Any

import pytest

from tests.access.neighbours import FOREVER, Neighbours, neighbours, remember


@pytest.fixture
def two(backend: str, run_folder: Any, monkeypatch: pytest.MonkeyPatch) -> Neighbours:
    """Two processes that look for changes at every request, and forget nothing by themselves."""
    remember(monkeypatch, poll_s=0, keep_s=FOREVER)
    found = neighbours(backend, run_folder)
    for app in (found.here, found.there):
        app.extensions.pop("fitadmin.memory", None)
    return found
