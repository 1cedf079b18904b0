"""Homes: what somebody finds on the first page, computed from the rows they may see."""

from fitadmin.services.home.asking import Caller
from fitadmin.services.home.checklist import Step, first_steps, hide_steps
from fitadmin.services.home.client import next_aim, own_day, replies
from fitadmin.services.home.coach import last_words, sessions_today
from fitadmin.services.home.gym import (
    adherence,
    birthdays,
    failed_jobs,
    loads_of,
    newest_clients,
    people_of,
    plans_ending,
    without_coach,
)
from fitadmin.services.home.needs import needs_today

__all__ = [
    "Caller",
    "Step",
    "adherence",
    "birthdays",
    "failed_jobs",
    "first_steps",
    "hide_steps",
    "last_words",
    "loads_of",
    "needs_today",
    "newest_clients",
    "next_aim",
    "own_day",
    "people_of",
    "plans_ending",
    "replies",
    "sessions_today",
    "without_coach",
]
