"""The two peers in turn, operation by operation."""

from collections.abc import Iterator
from statistics import median
from typing import Any

from bench.inside import Inside
from bench.measure import Figure, least, measure
from bench.operations import Contract, Operation, asked, contract_of
from bench.servers import Server, serving

PEERS = ("floor", "fitadmin")


def compare(
    url: str, operations: list[Operation], rounds: int, seconds: float
) -> Iterator[dict[str, Any]]:
    """A row per operation, at last one about the peers as a whole: memory and start."""
    with serving("floor", url) as floor, serving("fitadmin", url) as ours:
        servers = {"floor": floor, "fitadmin": ours}
        contract = contract_of(ours, ours.token_of("manager"))
        inside = Inside(url)
        for operation in operations:
            statements = {
                peer: inside.statements(
                    peer, asked(operation, peer, contract, fresh=True)[:3], operation.viewer
                )
                for peer in PEERS
            }
            row = {
                "key": operation.key, "title": operation.title, "viewer": operation.viewer,
                "target": operation.target, "earlier": operation.earlier,
                "statements": statements, "most_statements": operation.statements,
            }  # fmt: skip
            for kind in ("fresh", "repeated"):
                if kind == "fresh" or operation.key != "write":
                    row[kind] = _in_turn(servers, operation, contract, kind, rounds, seconds)
            yield row
        yield {
            "key": "whole",
            "memory_mb": {peer: server.memory_mb() for peer, server in servers.items()},
            "started_in_s": {p: round(server.started_in_s, 2) for p, server in servers.items()},
        }


def _in_turn(
    servers: dict[str, Server],
    operation: Operation,
    contract: Contract,
    kind: str,
    rounds: int,
    seconds: float,
) -> dict[str, Any]:
    token = servers["fitadmin"].token_of(operation.viewer)
    turns: list[dict[str, Figure]] = []
    for _ in range(rounds):
        requests = {p: asked(operation, p, contract, fresh=kind == "fresh") for p in PEERS}
        turns.append({p: measure(servers[p], token, requests[p], seconds) for p in PEERS})
    ratios = [turn["fitadmin"].cpu_ms / max(turn["floor"].cpu_ms, 0.001) for turn in turns]
    return {
        **{peer: least([turn[peer] for turn in turns])._asdict() for peer in PEERS},
        "ratios": [round(ratio, 2) for ratio in ratios],
        "ratio": round(median(ratios), 2),
        "wrong": sum(figure.wrong for turn in turns for figure in turn.values()),
    }
