"""The plans of the demo gym, as a coach would write them on a card."""

from fitadmin.services.demo.prescriptions import Day, Item, Programme

SQUAT, BENCH, PULL = "barbell-back-squat", "barbell-bench-press", "conventional-deadlift"
_LONG, _HARD, _SHORT = (150, 240), (120, 180), (45, 75)


def _heavy(exercise: str, sets: int, reps: int) -> Item:
    return Item(exercise, sets, (reps, reps), "linear", warm_ups=2, rest_s=_LONG)


def _core(seconds: int = 40) -> Item:
    return Item("plank", 3, seconds=seconds, rest_s=_SHORT)


BEGINNER = Programme(
    "First steps",
    "Learn the movements, find a rhythm",
    8,
    (
        Day("Day A", (
            Item("goblet-squat", 3, (8, 12), warm_ups=1),
            Item("machine-chest-press", 3, (8, 12)),
            Item("seated-cable-row", 3, (10, 12), tempo="2-1-2"),
            _core(30),
        )),
        Day("Day B", (
            Item("leg-press", 3, (10, 15), warm_ups=1),
            Item("lat-pulldown", 3, (8, 12)),
            Item("seated-dumbbell-shoulder-press", 2, (10, 12)),
            Item("stationary-bike", 1, kcal=80, rest_s=(0, 60), note="Easy: talking is possible"),
        )),
    ),
    frozenset({"lose", "keep", "endure"}),
)  # fmt: skip

FULL_BODY = Programme(
    "Full body, three days",
    "Strong in the basic lifts",
    12,
    (
        Day("Squat day", (
            _heavy(SQUAT, 3, 5),
            Item(BENCH, 3, (6, 8), warm_ups=1, rest_s=_HARD),
            Item("barbell-row", 3, (8, 10)),
            _core(),
        )),
        Day("Press day", (
            _heavy("standing-overhead-press", 3, 5),
            Item("romanian-deadlift", 3, (8, 10), warm_ups=1, rest_s=_HARD),
            Item("lat-pulldown", 3, (8, 12)),
            Item("dumbbell-lunge", 2, (10, 12)),
        )),
        Day("Pull day", (
            _heavy(PULL, 2, 5),
            Item("incline-dumbbell-press", 3, (8, 12)),
            Item("one-arm-dumbbell-row", 3, (8, 12)),
            Item("hanging-leg-raise", 3, (8, 12), rest_s=_SHORT),
        )),
    ),
    frozenset({"lose", "gain", "keep"}),
)  # fmt: skip

UPPER_LOWER = Programme(
    "Upper and lower",
    "Muscle, four sessions in rotation",
    10,
    (
        Day("Upper 1", (
            Item(BENCH, 4, (5, 7), warm_ups=2, rest_s=_HARD),
            Item("barbell-row", 4, (6, 8), rest_s=_HARD),
            Item("seated-dumbbell-shoulder-press", 3, (8, 12), group="A"),
            Item("lat-pulldown", 3, (8, 12), group="A"),
            Item("triceps-pushdown", 2, (10, 15), rest_s=_SHORT),
        )),
        Day("Lower 1", (
            Item(SQUAT, 4, (5, 7), warm_ups=2, rest_s=_LONG),
            Item("romanian-deadlift", 3, (8, 10)),
            Item("leg-extension", 3, (10, 15), rest_s=_SHORT),
            Item("standing-calf-raise", 3, (10, 15), rest_s=_SHORT),
        )),
        Day("Upper 2", (
            Item("incline-dumbbell-press", 4, (8, 12), warm_ups=1),
            Item("seated-cable-row", 4, (8, 12)),
            Item("dumbbell-lateral-raise", 3, (12, 15), rest_s=_SHORT),
            Item("ez-bar-curl", 3, (8, 12), group="B"),
            Item("skull-crusher", 3, (8, 12), group="B"),
        )),
        Day("Lower 2", (
            Item("leg-press", 4, (8, 12), warm_ups=1),
            Item("barbell-hip-thrust", 3, (8, 10)),
            Item("lying-leg-curl", 3, (10, 12), rest_s=_SHORT),
            Item("cable-crunch", 3, (10, 15), rest_s=_SHORT),
        )),
    ),
    frozenset({"gain", "keep"}),
)  # fmt: skip

PUSH_PULL_LEGS = Programme(
    "Push, pull, legs",
    "More volume for those who sleep well",
    8,
    (
        Day("Push", (
            Item(BENCH, 4, (6, 8), warm_ups=2, rest_s=_HARD, rpe="8"),
            Item("seated-dumbbell-shoulder-press", 3, (8, 12)),
            Item("dumbbell-lateral-raise", 3, (12, 15), rest_s=_SHORT),
            Item("triceps-pushdown", 3, (10, 15), rest_s=_SHORT),
        )),
        Day("Pull", (
            Item("barbell-row", 4, (6, 8), warm_ups=1, rest_s=_HARD),
            Item("lat-pulldown", 3, (8, 12)),
            Item("face-pull", 3, (12, 15), rest_s=_SHORT),
            Item("dumbbell-biceps-curl", 3, (8, 12), rest_s=_SHORT),
        )),
        Day("Legs", (
            Item("barbell-front-squat", 4, (5, 8), warm_ups=2, rest_s=_LONG),
            Item("bulgarian-split-squat", 3, (8, 12)),
            Item("lying-leg-curl", 3, (10, 12)),
            Item("standing-calf-raise", 4, (10, 15), rest_s=_SHORT),
        )),
    ),
    frozenset({"gain"}),
)  # fmt: skip

RUNNING = Programme(
    "Run ten kilometres",
    "10 km without a break",
    10,
    (
        Day("Easy run", (
            Item("outdoor-running", 1, metres=5000, rest_s=(0, 0), note="Talking pace"),
            Item("worlds-greatest-stretch", 2, (6, 8), rest_s=(0, 30)),
        )),
        Day("Intervals", (
            Item("treadmill-running", 5, metres=600, rest_s=(90, 120), note="Brisk, not all out"),
            Item("side-plank", 2, seconds=30, rest_s=_SHORT),
        )),
        Day("Strength for runners", (
            Item("goblet-squat", 3, (8, 12), warm_ups=1),
            Item("romanian-deadlift", 3, (8, 10)),
            Item("glute-bridge", 3, (12, 15), rest_s=_SHORT),
            Item("push-up", 3, (8, 15), rest_s=_SHORT),
        )),
    ),
    frozenset({"endure"}),
)  # fmt: skip


def _wave(week: int, percent: str, reps: int, kind: str = "working") -> tuple[Day, ...]:
    """One week of percentages; the fourth is light."""

    def day(name: str, lift: str, extra: Item) -> Day:
        main = Item(
            lift, 3, (reps, reps), "percent_of_training_max", warm_ups=2, rest_s=_LONG,
            percent=percent, kind=kind,
        )  # fmt: skip
        return Day(f"{name}, week {week}", (main, extra, _core()), week)

    return (
        day("Squat", SQUAT, Item("lying-leg-curl", 3, (10, 12))),
        day("Bench", BENCH, Item("one-arm-dumbbell-row", 3, (8, 12))),
        day("Deadlift", PULL, Item("leg-press", 2, (10, 12))),
    )


PERCENTAGES = Programme(
    "Percentages, four-week wave",
    "Stronger every month, a light week in each",
    4,
    (*_wave(1, "75", 5), *_wave(2, "80", 5), *_wave(3, "85", 3, "amrap"), *_wave(4, "60", 5)),
    frozenset({"gain"}),
    owner=1,
)

PROGRAMMES = (FULL_BODY, UPPER_LOWER, PUSH_PULL_LEGS, BEGINNER, RUNNING, PERCENTAGES)
"""The last one is trainer2's own."""
