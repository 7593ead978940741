"""A parent of processes: starts them, restarts what dies, gathers what they say, stops them all."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import BinaryIO

from sanzhi.jobs.kinship import die_with_parent

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
# A child that lived this long had started well: its next death is a new story.
SOUND_SECONDS = 60.0
GRACE_SECONDS = 10.0
TURN_SECONDS = 0.2


@dataclass
class Child:
    """One process to keep alive: its name in the log, its command, what its environment adds."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None
    deaths: int = 0
    started: float = 0.0
    next_start: float = 0.0

    def start(self) -> None:
        """Start the process as a group of its own, with one pipe for all that it says, at once."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            list(self.command),
            env=os.environ | {"PYTHONUNBUFFERED": "1"} | dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # Ctrl-C reaches the parent alone, which then stops its children in good order.
            process_group=0,
            preexec_fn=die_with_parent,
        )

    def pause(self) -> float:
        """Seconds to wait before the next start, given the deaths in a row."""
        return min(FIRST_PAUSE_SECONDS * 2.0 ** (self.deaths - 1), LONGEST_PAUSE_SECONDS)


class Supervisor:
    """Keeps children alive until it is told to stop. One thread, no locks.

    ``each_turn`` is called several times a second; ``out`` takes the common log (bytes);
    ``grace_seconds`` is how long children may take to stop before they are killed.
    """

    def __init__(
        self,
        each_turn: Callable[[], object] = lambda: None,
        out: BinaryIO | None = None,
        grace_seconds: float = GRACE_SECONDS,
    ) -> None:
        self.children: list[Child] = []
        self.stopping = False
        self._each_turn = each_turn
        self._grace_seconds = grace_seconds
        self._out = out or sys.stdout.buffer
        self._pipes = selectors.DefaultSelector()
        self._unfinished: dict[str, bytes] = {}

    def start(self, child: Child) -> None:
        """Add a child and start it."""
        self.children.append(child)
        self._start(child)

    def run(self) -> None:
        """Keep the children alive until SIGTERM, SIGINT or SIGHUP, then stop them."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._told_to_stop)
        while not self.stopping:
            self.turn()
        self.stop()

    def turn(self) -> None:
        """Pass on what the children say for a moment, then look after the dead."""
        self._listen(TURN_SECONDS)
        for child in self.children:
            if child.process is None:
                if time.monotonic() >= child.next_start:
                    self._start(child)
            elif child.process.poll() is not None:
                self._mourn(child, child.process)
        self._each_turn()

    def stop(self) -> None:
        """End all children: a request first, and after the time of grace no more requests."""
        living = [child.process for child in self.children if child.process is not None]
        for process in living:
            process.terminate()
        end = time.monotonic() + self._grace_seconds
        while time.monotonic() < end and any(process.poll() is None for process in living):
            self._listen(0.05)
        for process in living:
            if process.poll() is None:
                process.kill()
                process.wait()
        self._listen(0)

    def _told_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _start(self, child: Child) -> None:
        child.start()
        if child.process and child.process.stdout:
            pipe = child.process.stdout
            self._pipes.register(pipe, selectors.EVENT_READ, (child.name, pipe))

    def _mourn(self, child: Child, process: "subprocess.Popen[bytes]") -> None:
        lived = time.monotonic() - child.started
        child.deaths = 1 if lived >= SOUND_SECONDS else child.deaths + 1
        child.next_start = time.monotonic() + child.pause()
        child.process = None
        self._say(
            "serve", f"{child.name} 已退出（{process.returncode}），{child.pause():g} 秒后重新启动".encode()
        )

    def _listen(self, seconds: float) -> None:
        if not self._pipes.get_map():
            time.sleep(seconds)
            return
        for key, _ in self._pipes.select(seconds):
            text = os.read(key.fd, 65536)
            name, pipe = key.data
            if not text:
                self._pipes.unregister(pipe)
                pipe.close()
            self._hear(name, text)

    def _hear(self, name: str, text: bytes) -> None:
        *lines, rest = (self._unfinished.pop(name, b"") + text).split(b"\n")
        if rest and text:
            self._unfinished[name] = rest
        elif rest:
            lines.append(rest)
        for line in lines:
            self._say(name, line)

    def _say(self, name: str, line: bytes) -> None:
        self._out.write(f"{name:<9} | ".encode() + line + b"\n")
        self._out.flush()
