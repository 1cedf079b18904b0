"""The processes a gym runs on: web, worker, clock, and the one that looks after them."""

from fitadmin.processes.checks import StartError
from fitadmin.processes.everything import everything
from fitadmin.processes.parts import clock, web, worker

__all__ = ["StartError", "clock", "everything", "web", "worker"]
