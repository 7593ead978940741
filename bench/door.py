"""Lives of cases per second over HTTP: the program beside a skeleton by hand, in the same run.

    python -m bench.door [--lives N] [--database sqlite|postgres] [--clients 1-4]

Each side is served by gunicorn as ``sanzhi serve`` does it. The sides take turns, so that whatever else the
machine does meets both.
"""

import argparse
from contextlib import ExitStack

import psycopg

from bench.life import REQUESTS
from bench.side import Side
from tests.support import postgres

TURNS = 10
WARM_UP = 12


def main() -> None:
    """Measure and print."""
    asked = _arguments()
    for database in (asked.database,) if asked.database else ("sqlite", "postgres"):
        program, skeleton = measure(database, asked.lives, asked.clients)
        show(database, asked.clients, program, skeleton)


def measure(database: str, lives: int, clients: int) -> tuple[Side, Side]:
    """Both sides after so many lives each, taking turns."""
    urls = _two_databases() if database == "postgres" else ("", "")
    with ExitStack() as stack:
        program, skeleton = (
            stack.enter_context(Side(name, url))
            for name, url in zip(("program", "skeleton"), urls, strict=True)
        )
        for side in (program, skeleton):
            side.round(WARM_UP, clients)
            side.forget()
        for _ in range(TURNS):
            for side in (program, skeleton):
                side.round(max(clients, lives // TURNS), clients)
        return program, skeleton


def show(database: str, clients: int, program: Side, skeleton: Side) -> None:
    """Print what was measured."""
    print(f"\n{database}, {clients} clients, {program.lives} lives each")
    for side in (program, skeleton):
        print(f"  {side.name:<9} {side.rate:7.1f} lives/s  {1000 * side.cpu / side.lives:6.1f} ms CPU a life")
    cpu = (skeleton.cpu / skeleton.lives) / (program.cpu / program.lives)
    print(f"  ratio     {program.rate / skeleton.rate:7.2f} by lives/s, {cpu:.2f} by CPU")
    print(f"  {'ms':<18}{'program p50':>12}{'p99':>8}{'skeleton p50':>14}{'p99':>8}")
    for kind in REQUESTS:
        cells = [side.percentile(kind, share) for side in (program, skeleton) for share in (0.5, 0.99)]
        print(f"  {kind:<18}{cells[0]:>12.2f}{cells[1]:>8.1f}{cells[2]:>14.2f}{cells[3]:>8.1f}")


def _two_databases() -> tuple[str, str]:
    url = postgres.start()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE bare")
    return url, url.replace("/postgres?", "/bare?")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lives", type=int, default=200)
    parser.add_argument("--database", choices=("sqlite", "postgres"))
    parser.add_argument("--clients", type=int, choices=range(1, 5), default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
