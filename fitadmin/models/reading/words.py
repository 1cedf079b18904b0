"""Words that a list is searched by, beside the filters of a page."""

from typing import Any, NamedTuple

from flask_appbuilder.models.filters import BaseFilter
from sqlalchemy.orm import Query

from fitadmin.models.searching.lists import among


class Words(NamedTuple):
    """What is looked for, in a list that shows *columns*; *is_first*: the likeliest come first."""

    text: str
    columns: tuple[str, ...]
    is_first: bool


class HoldsWords(BaseFilter):
    """Rows in which every word stands; its value is Words."""

    def apply(self, query: Query[Any], value: Words) -> Query[Any]:
        """*query*, narrowed and perhaps ordered."""
        found = among(self.model, value.text, value.columns)
        query = query.filter(found.condition)
        return query.order_by(*found.order) if value.is_first else query
