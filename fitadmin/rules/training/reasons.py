"""Why the next target is what it is: a code and its facts, and words for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

REASONS: dict[str, str] = {
    "no_rule": "no progression is set: the same again",
    "no_load_yet": "no load is known yet",
    "nothing_done": "nothing was done: the same again",
    "all_sets_met": ("%(sets)s × %(reps)s done at %(load_kg)s kg → %(next_kg)s kg × %(next_reps)s"),
    "missed": "%(sets)s × %(reps)s not done at %(load_kg)s kg (miss %(misses)s): the same again",
    "deload": "%(misses)s misses running at %(load_kg)s kg → %(next_kg)s kg (−%(deload_pct)s %%)",
    "top_reached": (
        "%(sets)s × %(reps)s reached at %(load_kg)s kg → %(next_kg)s kg × %(next_reps)s"
    ),
    "top_not_reached": (
        "%(sets)s × %(reps)s not reached at %(load_kg)s kg: stay at %(load_kg)s kg"
    ),
    "percent_of_training_max": (
        "%(percent)s %% of the training max of %(training_max_kg)s kg → %(next_kg)s kg"
    ),
}
"""English sentences by code, ready for gettext: translate first, then fill in the facts."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of REASONS with the facts its sentence needs; str() is the English sentence."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def words(self, sentence: str) -> str:
        """Return *sentence*, a translation of REASONS[code], with the facts filled in.

        Numbers lose their trailing zeros: 32.50 kg reads 32.5 kg. A sentence that asks for
        another fact raises KeyError.

        >>> Reason("deload", {"next_kg": Decimal("90.0")}).words("weiter mit %(next_kg)s kg")
        'weiter mit 90 kg'
        """
        return sentence % {name: _plain(fact) for name, fact in self.facts.items()}

    def __str__(self) -> str:
        """Say it in English."""
        return self.words(REASONS[self.code])


def _plain(fact: object) -> object:
    return f"{fact.normalize():f}" if isinstance(fact, Decimal) else fact
