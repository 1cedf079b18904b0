"""Statements for lists, items and pickers, for pages and resources alike."""

from fitadmin.models.reading.changes import changes_for
from fitadmin.models.reading.counts import forget_counts
from fitadmin.models.reading.derivation import derived
from fitadmin.models.reading.filters import AmongRows, OfRow
from fitadmin.models.reading.foremost import foremost, named
from fitadmin.models.reading.ids import LARGEST_ID, is_id
from fitadmin.models.reading.layout import column_of
from fitadmin.models.reading.limits import Limits, limits_of
from fitadmin.models.reading.many import columns_for_many
from fitadmin.models.reading.pickers import changeable, chosen, name_loads, offered
from fitadmin.models.reading.plans import Plan, plan_for
from fitadmin.models.reading.shapes import CAP, CAPPED, EXACT, NONE, Filter, Shape, page_of
from fitadmin.models.reading.table import DomainTable
from fitadmin.models.reading.words import HoldsWords, Words

__all__ = [
    "CAP",
    "CAPPED",
    "EXACT",
    "LARGEST_ID",
    "NONE",
    "AmongRows",
    "DomainTable",
    "Filter",
    "HoldsWords",
    "Limits",
    "OfRow",
    "Plan",
    "Shape",
    "Words",
    "changeable",
    "changes_for",
    "chosen",
    "column_of",
    "columns_for_many",
    "derived",
    "foremost",
    "forget_counts",
    "is_id",
    "limits_of",
    "name_loads",
    "named",
    "offered",
    "page_of",
    "plan_for",
]
