"""Training: what was done, what it adds up to, and what comes next."""

from fitadmin.rules.training.adherence import (
    Adherence,
    EnergyAdherence,
    SetAdherence,
    component_adherence_pct,
    energy_adherence,
    session_adherence,
    set_adherence,
)
from fitadmin.rules.training.progression import (
    DoneSet,
    FailStreak,
    NextTarget,
    Prescription,
    Progression,
    fail_streak,
    is_met,
    next_target,
)
from fitadmin.rules.training.reasons import REASONS, Reason
from fitadmin.rules.training.records import (
    Lift,
    RecordKind,
    best_lift,
    is_record,
    personal_records,
)
from fitadmin.rules.training.volume import (
    CompletedSet,
    MuscleWork,
    SetKind,
    Volume,
    effective_load_kg,
    volume_load,
    weekly_sets,
)

__all__ = [
    "REASONS",
    "Adherence",
    "CompletedSet",
    "DoneSet",
    "EnergyAdherence",
    "FailStreak",
    "Lift",
    "MuscleWork",
    "NextTarget",
    "Prescription",
    "Progression",
    "Reason",
    "RecordKind",
    "SetAdherence",
    "SetKind",
    "Volume",
    "best_lift",
    "component_adherence_pct",
    "effective_load_kg",
    "energy_adherence",
    "fail_streak",
    "is_met",
    "is_record",
    "next_target",
    "personal_records",
    "session_adherence",
    "set_adherence",
    "volume_load",
    "weekly_sets",
]
