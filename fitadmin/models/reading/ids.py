"""Ids as they come from outside, in addresses, forms and questions."""

from typing import Any

LARGEST_ID = 2**31 - 1
"""The largest number in a column of whole numbers; PostgreSQL refuses to compare larger ones."""


def is_id(value: Any) -> bool:
    """Whether *value*, as it stands in an address or a form, can be the id of a row."""
    text = str(value)
    return len(text) <= 10 and text.isascii() and text.isdigit() and 0 < int(text) <= LARGEST_ID
