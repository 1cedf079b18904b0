"""All parts at once, as one process tree: what `make run` starts."""

import http.client
import os
import secrets
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from config import Base
from fitadmin.processes.checks import DATABASE_NEWER, StartError, check_folder, check_port
from fitadmin.processes.parts import web_command
from fitadmin.processes.redis import embedded_redis, find_server
from fitadmin.processes.supervisor import Child, Supervisor, tell

FLASK = [sys.executable, "-m", "flask", "--app", "wsgi", "fitadmin"]
DEMO = [*FLASK, "demo", "--clients", "60", "--months", "6", "--seed", "1"]
EMPTY = 4  # how `upgrade --detailed-exitcode` says that nobody can sign in yet
LONGEST_START_S = 60
NO_REDIS = (
    "No Redis was given or found: jobs run inside the clock, and notifications reach a browser "
    "only when it asks. Set FITADMIN_REDIS_URL, or install redis-server, for all of it."
)


def everything(settings: Base) -> None:
    """Start web, worker, clock and a Redis; returns when told to stop, with nobody left behind."""
    check_folder(settings.VAR)
    check_port(settings.HOST, settings.PORT)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    supervisor = Supervisor()
    supervisor.environment["FITADMIN_VAR"] = str(settings.VAR)
    try:
        _start(supervisor, settings)
        while True:
            supervisor.look_after()
            time.sleep(0.2)
    except KeyboardInterrupt:
        tell("Stopping ...")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        supervisor.stop()


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _start(supervisor: Supervisor, settings: Base) -> None:
    has_redis = _provide_redis(supervisor, settings)
    is_empty = _upgrade(supervisor)
    me = [sys.executable, str(Path(__file__).parents[2] / "run.py")]
    web = supervisor.start(Child("web", web_command(settings)))
    wants_demo = is_empty and settings.DEMO
    if wants_demo:
        supervisor.environment["FITADMIN_DEMO_PASSWORD"] = _demo_password(settings)
        supervisor.start(Child("Filling the demo gym", DEMO, is_forever=False))
    if has_redis:
        supervisor.start(Child("worker", [*me, "worker"]))
    supervisor.start(Child("clock", [*me, "clock"]))
    _wait_for(web, settings)
    _greet(settings, wants_demo)


def _provide_redis(supervisor: Supervisor, settings: Base) -> bool:
    """Whether there is a Redis: the one given, or one of our own."""
    if settings.REDIS_URL:
        return True
    server = find_server()
    if server is None:
        tell(NO_REDIS)
        return False
    redis, url = embedded_redis(server, settings.VAR)
    supervisor.start(redis)
    supervisor.environment["FITADMIN_REDIS_URL"] = url
    return True


def _upgrade(supervisor: Supervisor) -> bool:
    """Bring the database up to this code; True when nobody can sign in yet."""
    code = supervisor.run(Child("upgrade", [*FLASK, "upgrade", "--detailed-exitcode"]))
    if code not in (0, EMPTY):  # it has said why
        sys.exit(code if code == DATABASE_NEWER else 1)
    return code == EMPTY


def _demo_password(settings: Base) -> str:
    """The one that was set, or a random one that is kept for its owner to read."""
    if settings.DEMO_PASSWORD:
        return settings.DEMO_PASSWORD
    password = secrets.token_urlsafe(9)
    handle = os.open(_password_file(settings), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(password)
    settings.DEMO_PASSWORD = password
    return password


def _password_file(settings: Base) -> Path:
    return settings.VAR / "demo_password"


def _wait_for(web: Child, settings: Base) -> None:
    """Return when the first page can be had."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.HOST, settings.HOST)  # noqa: S104
    deadline = time.monotonic() + LONGEST_START_S
    while time.monotonic() < deadline and web.is_running:
        connection = http.client.HTTPConnection(host, settings.PORT, timeout=5)
        try:
            connection.request("GET", "/health/live")
            connection.getresponse()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    raise StartError("The web server did not start; its reason stands above.", 1)


def _greet(settings: Base, is_new_demo: bool) -> None:
    host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
    tell(f"\nfitadmin is ready: {settings.BASE_URL or f'http://{host}:{settings.PORT}'}")
    if is_new_demo:
        tell(
            "Sign in as admin, manager, frontdesk, nutritionist, trainer1 ... or client1 ...; "
            f"the password of all of them: {settings.DEMO_PASSWORD}\n"
            "The demo gym is being filled meanwhile."
        )
    elif _password_file(settings).exists():
        tell(f"The password of the demo accounts stands in {_password_file(settings)}.")
    tell("Stop with Ctrl-C.\n")
