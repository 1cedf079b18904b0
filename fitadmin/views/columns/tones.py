"""Which chosen words are good news and which are bad: the colour of their tag."""

from typing import Any

GOOD = ("active", "done", "good", "delivered")
WARNING = ("paused", "vacation", "adjust", "waiting", "queued", "muted", "excused")
BAD = ("missed", "failed", "off_plan")
ACCENT = ("lead", "planned", "in_progress", "running")

TONES = {
    word: tone
    for tone, words in (("good", GOOD), ("warning", WARNING), ("bad", BAD), ("accent", ACCENT))
    for word in words
}


def tone_of(value: Any) -> str:
    """The class of the tag in which *value* is shown; "" for a word without a colour."""
    tone = TONES.get(value) if isinstance(value, str) else None
    return f"tag is-{tone}" if tone else ""
