"""Amounts as an EU food label rounds them."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from fitadmin.rules import RuleError
from fitadmin.rules.units import Number, exact


class LabelKind(StrEnum):
    """The nutrients that share a way to round."""

    MACRO = "macro"
    FATTY_ACID = "fatty_acid"
    SALT = "salt"
    SODIUM = "sodium"


@dataclass(frozen=True, slots=True)
class LabelRounding:
    """From *coarse_from_g* in coarse steps, below in fine ones, up to *trace_g* as "<…"."""

    coarse_from_g: Decimal
    coarse_step_g: Decimal
    fine_step_g: Decimal
    trace_g: Decimal
    trace_label: str


_D = Decimal
ROUNDINGS: dict[LabelKind, LabelRounding] = {
    LabelKind.MACRO: LabelRounding(_D(10), _D(1), _D("0.1"), _D("0.5"), "<0.5"),
    LabelKind.FATTY_ACID: LabelRounding(_D(10), _D(1), _D("0.1"), _D("0.1"), "<0.1"),
    LabelKind.SALT: LabelRounding(_D(1), _D("0.1"), _D("0.01"), _D("0.0125"), "<0.01"),
    LabelKind.SODIUM: LabelRounding(_D(1), _D("0.1"), _D("0.01"), _D("0.005"), "<0.005"),
}
"""MACRO: fat, carbs, sugars, polyols, starch, fibre, protein. FATTY_ACID: saturates and others.

Source: European Commission, Guidance on tolerances, December 2012, table 4.
"""


def label_amount(grams: Number | None, kind: LabelKind = LabelKind.MACRO) -> str | None:
    """Return the amount in g as a label prints it, with a decimal point; unknown stays None.

    Traces print as "<0.5", true zero as "0", and 9.96 as "10", not "10.0". Refused: negative
    grams (negative_amount).

    Source: European Commission, Guidance on tolerances, December 2012, table 4.

    >>> [label_amount(Decimal(g)) for g in ("0.4", "3.46", "12.6")]
    ['<0.5', '3.5', '13']
    """
    if grams is None:
        return None
    amount, rounding = exact(grams), ROUNDINGS[kind]
    if amount < 0:
        raise RuleError("negative_amount", "An amount of food cannot be negative.")
    if amount == 0:
        return "0"
    if amount <= rounding.trace_g:
        return rounding.trace_label
    fine = amount.quantize(rounding.fine_step_g, ROUND_HALF_UP)
    if fine < rounding.coarse_from_g:
        return str(fine)
    return str(amount.quantize(rounding.coarse_step_g, ROUND_HALF_UP))
