"""The peers as processes of their own, and what they cost: CPU and memory of whole trees."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import config
from bench.database import FOLDER, postmaster
from bench.seeds import PASSWORD
from fitadmin.processes.parts import web_command

APPS = {"floor": "bench.floor:create_app()", "fitadmin": "wsgi:create_app()"}
FIRST = {"floor": "/foods/search?text=x", "fitadmin": "/health/live"}
"""What tells that a peer answers; the floor says 401 without a token, which is an answer."""
TICKS = os.sysconf("SC_CLK_TCK")
SECRETS = {name: secrets.token_urlsafe(48) for name in ("SECRET_KEY", "JWT_SECRET_KEY")}


class Server(NamedTuple):
    """A peer that answers, and how long its start took."""

    peer: str
    port: int
    pid: int
    started_in_s: float

    def cpu_ms(self) -> tuple[float, float]:
        """CPU used so far by its web processes, and by the whole database server."""
        return _cpu_ms(_tree(self.pid)), database_cpu_ms()

    def memory_mb(self) -> float:
        """Memory of its web processes; a page that several share counts once in all."""
        return round(sum(_memory_mb(pid) for pid in _tree(self.pid)), 1)

    def ask(
        self, method: str, path: str, body: object = None, token: str = ""
    ) -> tuple[int, bytes]:
        """Status and body of one answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        connection.request(method, path, json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, text

    def token_of(self, name: str) -> str:
        """A fresh token of one of ACCOUNTS, by the door everybody uses; only fitadmin has it."""
        who = {"username": name, "password": PASSWORD, "provider": "db"}
        status, text = self.ask("POST", "/api/v1/security/login", who)
        if status != 200:
            raise RuntimeError(f"{name} cannot sign in: {text!r}")
        return str(json.loads(text)["access_token"])


@contextmanager
def serving(peer: str, url: str) -> Iterator[Server]:
    """Run a peer under gunicorn as production does, on the database *url*, until the block ends."""
    settings = settings_of(url)
    settings.PORT = _free_port()
    command = [APPS[peer] if word == APPS["fitadmin"] else word for word in web_command(settings)]
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=config.ROOT, env={**os.environ, **_environment(url)})
    try:
        _wait(process, settings.PORT, FIRST[peer])
        yield Server(peer, settings.PORT, process.pid, time.monotonic() - began)
    finally:
        process.send_signal(signal.SIGQUIT)  # at once: nobody is waiting for an answer
        process.wait(120)


def settings_of(url: str) -> config.Base:
    """The settings of a peer, for an application inside this process too."""
    before = dict(os.environ)
    os.environ.update(_environment(url))
    try:
        return config.current()
    finally:
        os.environ.clear()
        os.environ.update(before)


def _environment(url: str) -> dict[str, str]:
    """Production, but for the limits: the load comes from one address."""
    chosen = {
        "CONFIG": "Production", "DATABASE_URL": url, "VAR": str(FOLDER / "var"),
        "LOG_LEVEL": "WARNING", "WEB_WORKERS": "2", "AUTH_RATE_LIMIT": "1000000 per minute",
        "API_RATE_LIMIT": "0",
        **SECRETS,
    }  # fmt: skip
    (FOLDER / "var").mkdir(parents=True, exist_ok=True)
    return {f"FITADMIN_{name}": value for name, value in chosen.items()}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if process.poll() is not None:
            sys.exit(f"It did not start: exit code {process.returncode}.")
        with suppress(OSError):
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", path)
            connection.getresponse().read()
            return
        time.sleep(0.02)
    sys.exit("It did not start within two minutes.")


def database_cpu_ms() -> float:
    """CPU used so far by the whole database server; 0 where it cannot be read."""
    master = postmaster()
    return _cpu_ms(_tree(master)) if master else 0.0


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat after the name, which may hold anything."""
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()


def _tree(root: int) -> list[int]:
    """A process and all below it."""
    below: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            below.setdefault(int(_stat(int(folder.name))[1]), []).append(int(folder.name))
    tree = [root]
    for pid in tree:
        tree.extend(below.get(pid, ()))
    return tree


def _cpu_ms(pids: list[int]) -> float:
    """What the processes and their ended children have used: utime, stime, cutime, cstime."""
    ticks = 0
    for pid in pids:
        with suppress(OSError):
            ticks += sum(map(int, _stat(pid)[11:15]))
    return ticks * 1000 / TICKS


def _memory_mb(pid: int) -> float:
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return 0.0
