"""Where two people have changed the same row: what the one has saved, what the other typed."""

from typing import Any, NamedTuple

from fitadmin.views.columns.carried import said


class Difference(NamedTuple):
    """One field: its label, what stands in the gym by now, what was typed."""

    label: str
    theirs: Any
    yours: Any


def take_over(theirs: Any, yours: Any, columns: list[str]) -> list[str]:
    """Put into *yours* what the other has changed and this person has not touched; the labels."""
    fields = [yours[name] for name in columns if name in yours]
    untouched = yours.before.untouched(fields)
    taken = [f for f in fields if f.name in untouched and said(f) != said(theirs[f.name])]
    for field in taken:
        field.data, field.raw_data = theirs[field.name].data, None
    return [field.label.text for field in taken]


def differences(theirs: Any, yours: Any, columns: list[str]) -> list[Difference]:
    """The fields that both have changed, and not to the same."""
    kept = yours.before.untouched(theirs[name] for name in columns if name in yours)
    pairs = [(theirs[name], yours[name]) for name in columns if name in yours and name not in kept]
    told = [(yours.label.text, said(theirs), said(yours)) for theirs, yours in pairs]
    return [Difference(*each) for each in told if each[1] != each[2]]
