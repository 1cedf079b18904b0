"""Imports act as the system, and so do the tests that look at what came of them."""

import pytest

from fitadmin.access import acting_as
from fitadmin.models.scope import SYSTEM


@pytest.fixture(autouse=True)
def as_system():
    with acting_as(SYSTEM):
        yield
