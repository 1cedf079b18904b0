"""The processes: `python run.py` starts all of them, `python run.py web|worker|clock` one.

Any Python will do to call it: it makes `.venv` beside itself, installs what requirements/run.txt
pins, and goes on in there. Until then it needs nothing but the standard library.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PINNED = ROOT / "requirements" / "run.txt"
STAMP = VENV / ".installed"
PARTS = ("all", "web", "worker", "clock", "install")


def main(arguments: list[str]) -> int:
    """Do what *arguments* say; the exit code is 0, or 1–3 after one line that says why."""
    part = arguments[0] if arguments else "all"
    if len(arguments) > 1 or part not in PARTS:
        return _complain(f"usage: python run.py [{'|'.join(PARTS[1:])}]")
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        return _complain(f"fitadmin needs Python 3.11 to 3.13; this is {sys.version.split()[0]}.")
    if not _is_installed() and not _install():
        return 1
    if part == "install":
        return 0
    if Path(sys.prefix).resolve() != VENV.resolve():
        sys.stdout.flush()
        os.execv(PYTHON, [str(PYTHON), str(ROOT / "run.py"), part])  # noqa: S606  our own file
    return _start(part)


def _fingerprint() -> str:
    return hashlib.sha256(PINNED.read_bytes()).hexdigest()


def _is_installed() -> bool:
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == _fingerprint()


def _install() -> bool:
    """Bring .venv up to what is pinned; pip itself says what went wrong."""
    print(f"Installing what {PINNED.name} pins into {VENV.name} ...", flush=True)  # noqa: T201
    try:
        if not PYTHON.exists():
            venv.create(VENV, with_pip=True, clear=VENV.exists())
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", str(PINNED)], check=True)  # noqa: S603
        STAMP.write_text(_fingerprint())
    except (OSError, subprocess.CalledProcessError) as error:
        _complain(f"Installing failed: {error}")
        return False
    return True


def _start(part: str) -> int:
    from config import ConfigError, current
    from fitadmin import processes

    starters = {
        "all": processes.everything,
        "web": processes.web,
        "worker": processes.worker,
        "clock": processes.clock,
    }
    try:
        starters[part](current())
    except ConfigError as error:
        return _complain(str(error), 2)
    except processes.StartError as error:
        return _complain(str(error), error.exit_code)
    return 0


def _complain(line: str, exit_code: int = 1) -> int:
    print(line, file=sys.stderr)  # noqa: T201
    return exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
