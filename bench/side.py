"""One side of the comparison: its data, its server, and rounds of lives against it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.life import REQUESTS, Caller
from sanzhi.jobs.kinship import die_with_parent

ROOT = Path(__file__).parent.parent
MODULES = {"program": "sanzhi.config.wsgi", "skeleton": "bench.skeleton"}
START_SECONDS = 60.0


@dataclass
class Side:
    """``program`` or ``skeleton`` behind gunicorn with the arguments that ``sanzhi serve`` gives it."""

    name: str
    database_url: str = ""
    lives: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    by_kind: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in REQUESTS})

    def __enter__(self) -> "Side":
        self._home = Path(tempfile.mkdtemp(prefix=f"sanzhi-bench-{self.name}-"))
        self._environment = {
            **os.environ,
            "SANZHI_HOME": str(self._home),
            "DATABASE_URL": self.database_url,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
        }
        self.world = self._prepare()
        self._port = _free_port()
        self._server = self._serve()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.send_signal(signal.SIGTERM)
        self._server.wait(timeout=30)
        shutil.rmtree(self._home, ignore_errors=True)

    def round(self, lives: int, clients: int) -> None:
        """Live so many lives with so many clients at once, and add what they took."""
        before, began = self._cpu(), time.perf_counter()
        callers = [Caller(self._port, self.world) for _ in range(clients)]
        work = [lives // clients + (place < lives % clients) for place in range(clients)]
        failures: list[BaseException] = []
        threads = [
            threading.Thread(target=_live, args=(caller, count, failures))
            for caller, count in zip(callers, work, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]
        self.seconds += time.perf_counter() - began
        self.cpu += self._cpu() - before
        self.lives += lives
        for caller in callers:
            for kind, found in caller.seconds.items():
                self.by_kind[kind] += found

    @property
    def rate(self) -> float:
        """Lives per second."""
        return self.lives / self.seconds

    def percentile(self, kind: str, share: float) -> float:
        """Milliseconds below which this share of the requests of a kind stayed."""
        found = sorted(self.by_kind[kind])
        return 1000 * found[min(len(found) - 1, int(share * len(found)))]

    def forget(self) -> None:
        """Begin to count anew, after warming up."""
        self.lives, self.seconds, self.cpu = 0, 0.0, 0.0
        self.by_kind = {kind: [] for kind in REQUESTS}

    def _prepare(self) -> dict[str, Any]:
        command = [sys.executable, "-m", "bench.prepare", self.name]
        made = subprocess.run(command, env=self._environment, check=True, stdout=subprocess.PIPE, cwd=ROOT)
        world: dict[str, Any] = json.loads(made.stdout)
        return world

    def _serve(self) -> "subprocess.Popen[bytes]":
        command = [
            *(sys.executable, "-m", "gunicorn", f"{MODULES[self.name]}:application"),
            *("--bind", f"127.0.0.1:{self._port}", "--worker-class", "gthread", "--threads", "8"),
            *("--workers", "1", "--no-control-socket", "--log-level", "warning"),
        ]
        server = subprocess.Popen(command, env=self._environment, cwd=ROOT, preexec_fn=die_with_parent)
        end = time.monotonic() + START_SECONDS
        while not _answers(self._port):
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{self.name} did not start")
            time.sleep(0.1)
        return server

    def _cpu(self) -> float:
        """Seconds of processor that the server and its children have used."""
        ticks = os.sysconf("SC_CLK_TCK")
        family = [self._server.pid, *_children(self._server.pid)]
        return sum(sum(map(int, _stat(pid)[11:13])) for pid in family) / ticks


def _live(caller: Caller, count: int, failures: list[BaseException]) -> None:
    try:
        for _ in range(count):
            caller.live()
    except BaseException as error:
        failures.append(error)


def _stat(pid: int) -> list[str]:
    # The name in brackets may hold spaces, so fields are counted behind it.
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
