"""Files that wait to be taken in: each in a folder of its own, readable by its owner only.

Whoever works on one holds its lock, which ends with the process, and tells in the lock's own file
how far they are.
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

FOLDER = "imports"
TELL_EVERY_S = 0.1


class HowFar(NamedTuple):
    """So many steps of so many have been taken; 0 of 0 while the file is being read."""

    done: int
    most: int


class Bar:
    """How far the work is, for others to see."""

    def __init__(self, lock: int) -> None:
        self._lock, self._told_at = lock, 0.0
        self._done = self._most = 0
        self._tell()

    def expect(self, most: int) -> None:
        """There will be so many steps; none has been taken yet."""
        self._done, self._most = 0, most
        self._tell()

    def __call__(self, steps: int) -> None:
        """So many more steps have been taken."""
        self._done += steps
        if time.monotonic() - self._told_at >= TELL_EVERY_S:
            self._tell()

    def _tell(self) -> None:
        self._told_at = time.monotonic()
        os.pwrite(self._lock, f"{self._done:12} {self._most:12}\n".encode(), 0)


class Waiting:
    """One file that waits; *key* is ours, never what somebody sent."""

    def __init__(self, var: Path, key: str) -> None:
        self.key = key
        self._folder = var / FOLDER / key
        self.file = self._folder / "file"

    def keep(self, stream: IO[bytes]) -> int:
        """Write what *stream* holds, all of it or nothing; says how many bytes."""
        self._folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.mkdir(mode=0o700)
        try:
            with self._created("file") as file:
                shutil.copyfileobj(stream, file)
                return file.tell()
        except OSError:
            self.forget()
            raise

    def note(self, name: str, value: Any) -> None:
        """Keep *value*, which JSON can hold, beside the file."""
        with self._created(f"{name}.new") as file:
            file.write(json.dumps(value, default=str).encode())
        (self._folder / f"{name}.new").replace(self._folder / f"{name}.json")

    def noted(self, name: str) -> Any:
        """What was noted; None where nothing was."""
        try:
            return json.loads((self._folder / f"{name}.json").read_bytes())
        except FileNotFoundError:
            return None

    def drop_file(self) -> None:
        """The bytes go; what was noted stays."""
        self.file.unlink(missing_ok=True)

    def forget(self) -> None:
        """All of it goes."""
        shutil.rmtree(self._folder, ignore_errors=True)

    @contextmanager
    def at_work(self) -> Iterator[Bar]:
        """Work on the file, alone: who comes second waits. OSError where it has gone."""
        lock = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield Bar(lock)
        finally:
            os.close(lock)

    def how_far(self) -> HowFar | None:
        """How far who works on it is; None where nobody does."""
        try:
            lock = os.open(self._folder / "lock", os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            told = os.pread(lock, 64, 0).split()
            return HowFar(*map(int, told)) if len(told) == 2 else HowFar(0, 0)
        finally:
            os.close(lock)
        return None

    def _created(self, name: str) -> IO[bytes]:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
        return os.fdopen(os.open(self._folder / name, flags, 0o600), "wb")


def old_ones(var: Path, before: float) -> list[Waiting]:
    """Those in which nothing has happened since *before* (seconds, as time.time() counts)."""
    folders = (var / FOLDER).iterdir() if (var / FOLDER).is_dir() else ()
    return [Waiting(var, each.name) for each in folders if each.stat().st_mtime < before]
