"""Load: so many seconds of requests over 16 kept connections, by wrk or, without it, by asyncio."""

import asyncio
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

CONNECTIONS = 16
SCRIPT = """
local requests, at = {}, 0
function init(args)
  for line in io.lines(args[1]) do
    local method, path, body = line:match("^(%S+)\\t(%S+)\\t(.*)$")
    if body == "" then body = nil end
    requests[#requests + 1] = wrk.format(method, path, wrk.headers, body)
  end
end
function request()
  at = at % #requests + 1
  return requests[at]
end
function done(summary, latency)
  local wrong = summary.errors.status + summary.errors.read + summary.errors.timeout
  io.write(string.format("\\n{\\"requests\\": %d, \\"wrong\\": %d, \\"p95_ms\\": %.3f}",
    summary.requests, wrong, latency:percentile(95) / 1000))
end
"""


class Request(NamedTuple):
    """One request: the path with its query, and a body as JSON."""

    path: str
    method: str = "GET"
    body: str = ""


class Outcome(NamedTuple):
    """How many answers there were, how many of them were no success, and the 95th percentile."""

    requests: int
    wrong: int
    p95_ms: float


def put_load(
    port: int, token: str, requests: list[Request], seconds: float, *, by_wrk: bool = False
) -> Outcome:
    """Ask *requests* in turn, again and again, for so long.

    wrk leaves when its time is up, with one question open on each connection: good enough where
    there are thousands of answers. Our own generator waits for the last one.
    """
    if by_wrk and seconds >= 1 and shutil.which("wrk"):
        return _by_wrk(port, token, requests, round(seconds))
    return asyncio.run(_by_asyncio(port, token, requests, seconds))


def _by_wrk(port: int, token: str, requests: list[Request], seconds: int) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        script, listed = Path(folder, "load.lua"), Path(folder, "requests")
        script.write_text(SCRIPT)
        listed.write_text("".join(f"{r.method}\t{r.path}\t{r.body}\n" for r in requests))
        command = [
            "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s",
            "-s", str(script), "-H", "Content-Type: application/json",
            "-H", f"Authorization: Bearer {token}",
            f"http://127.0.0.1:{port}", "--", str(listed),
        ]  # fmt: skip
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Outcome(**json.loads(said.rstrip().rpartition("\n")[2]))


async def _by_asyncio(port: int, token: str, requests: list[Request], seconds: float) -> Outcome:
    wire = cycle([_on_the_wire(request, token) for request in requests])
    deadline = time.monotonic() + seconds
    people = (_one_connection(port, wire, deadline) for _ in range(CONNECTIONS))
    answers = [answer for each in await asyncio.gather(*people) for answer in each]
    waited = sorted(ms for ms, _ in answers)
    wrong = sum(not 200 <= status < 400 for _, status in answers)
    return Outcome(len(answers), wrong, waited[int(len(waited) * 0.95)] if waited else 0.0)


def _on_the_wire(request: Request, token: str) -> bytes:
    head = (
        f"{request.method} {request.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(request.body)}\r\n\r\n"
    )
    return (head + request.body).encode()


async def _one_connection(
    port: int, wire: Iterator[bytes], deadline: float
) -> list[tuple[float, int]]:
    """Milliseconds and status of each answer on one connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = []
    while (began := time.monotonic()) < deadline:
        writer.write(next(wire))
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length or 0))
        answers.append(((time.monotonic() - began) * 1000, int(head.split(None, 2)[1])))
    writer.close()
    return answers
