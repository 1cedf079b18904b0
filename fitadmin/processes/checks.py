"""What must be true before anything starts, each with one line for when it is not."""

import errno
import socket
import tempfile
from pathlib import Path

PORT_TAKEN, FOLDER_UNUSABLE, DATABASE_NEWER = 1, 2, 3


class StartError(Exception):
    """Its text is one line for the person who started us."""

    def __init__(self, words: str, exit_code: int) -> None:
        super().__init__(words)
        self.exit_code = exit_code


def check_port(host: str, port: int) -> None:
    """Refuse an address that somebody listens on, or that is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        reason = (
            f"Port {port} is in use; set FITADMIN_PORT to a free one."
            if error.errno == errno.EADDRINUSE
            else f"Cannot listen on {host}, port {port}: {error.strerror or error}."
        )
        raise StartError(reason, PORT_TAKEN) from error


def check_folder(folder: Path) -> None:
    """Make *folder* and see that files can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise StartError(
            f"Cannot write to {folder}: {error.strerror}; set FITADMIN_VAR to a folder of yours.",
            FOLDER_UNUSABLE,
        ) from error
