"""How the tests of the rules expect a refusal, and the numbers they try."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from hypothesis import strategies as st

from fitadmin.rules import RuleError


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Expect a RuleError of this code that also speaks to people."""
    with pytest.raises(RuleError) as refusal:
        yield
    assert refusal.value.code == code
    assert str(refusal.value).endswith((".", "”"))


def decimals(lowest: str, highest: str, places: int = 3) -> st.SearchStrategy[Decimal]:
    """Numbers as people measure them."""
    return st.decimals(Decimal(lowest), Decimal(highest), places=places)
