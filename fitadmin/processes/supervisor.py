"""Looks after child processes: starts them, starts them again when they die, stops them all."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field

from config import ROOT
from fitadmin.processes.checks import StartError

PR_SET_PDEATHSIG = 1
MOST_DEATHS, WITHIN_S = 5, 60.0
PATIENCE_S, INSISTENCE_S = 20.0, 4.0
"""From SIGTERM to a second SIGTERM, and from that to SIGKILL."""


@dataclass(eq=False)
class Child:
    """A command, and the process that runs it at the moment."""

    name: str
    command: list[str]
    is_forever: bool = True
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)
    next_start: float | None = None

    def start(self, environment: dict[str, str]) -> None:
        """Run the command in a session of its own, so that Ctrl-C reaches only its keeper."""
        self.next_start = None
        self.process = subprocess.Popen(  # noqa: S603  our own commands
            self.command,
            env={**os.environ, **environment},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_keeper if sys.platform == "linux" else None,  # noqa: PLW1509
        )

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def send(self, number: int) -> None:
        if self.process is not None and self.is_running:
            if number == signal.SIGKILL:
                os.killpg(self.process.pid, number)
            else:
                self.process.send_signal(number)


def _die_with_keeper() -> None:
    """Runs in the child: ask Linux to end it should its keeper be killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Supervisor:
    """The keeper of the children; *environment* is what they get beside our own."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.environment: dict[str, str] = {}

    def start(self, child: Child) -> Child:
        self.children.append(child)
        child.start(self.environment)
        return child

    def run(self, child: Child) -> int:
        """Start *child* and wait for its end: its exit code."""
        self.start(child)
        while child.is_running:
            time.sleep(0.02)
        self.children.remove(child)
        return child.process.returncode if child.process else 1

    def look_after(self) -> None:
        """Start again who died; give up with one line when somebody dies again and again."""
        for child in list(self.children):
            if child.is_running:
                continue
            if not child.is_forever:
                self.children.remove(child)
                code = child.process.returncode if child.process else 0
                tell(f"{child.name}: " + (f"stopped with code {code}." if code else "done."))
            elif child.next_start is None:
                self._note_death(child)
            elif time.monotonic() >= child.next_start:
                child.start(self.environment)

    def _note_death(self, child: Child) -> None:
        now = time.monotonic()
        child.deaths = [at for at in child.deaths if now - at < WITHIN_S] + [now]
        code = child.process.returncode if child.process else "?"
        if len(child.deaths) >= MOST_DEATHS:
            raise StartError(f"{child.name} keeps dying (code {code}); giving up.", 1)
        child.next_start = now + 0.25 * 2 ** (len(child.deaths) - 1)
        tell(f"{child.name} died (code {code}); starting it again.")

    def stop(self) -> None:
        """Stop everybody: the last to start are told first, and Redis goes when all others have."""
        first = [child for child in self.children if child.name != "redis"]
        for group in (first[::-1], [child for child in self.children if child.name == "redis"]):
            _end(group)


def _end(group: list[Child]) -> None:
    for number, patience in (
        (signal.SIGTERM, PATIENCE_S),
        (signal.SIGTERM, INSISTENCE_S),
        (signal.SIGKILL, 1.0),
    ):
        for child in group:
            child.send(number)
        deadline = time.monotonic() + patience
        while any(child.is_running for child in group):
            if time.monotonic() > deadline:
                break
            time.sleep(0.02)
        else:
            return


def tell(line: str) -> None:
    """Say something to the person at the terminal."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201
