"""The portal as a program of its own: its follower and its web server in processes, no inner database."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLLOW = "from sanzhi.cli.portal_sync import portal_sync; portal_sync()"


def environment(home: Path, feed: Path) -> dict[str, str]:
    """What the operator sets, and nothing else."""
    return {"SANZHI_HOME": str(home), "SANZHI_FEED": str(feed), "PATH": os.environ["PATH"]}


def sync(home: Path, feed: Path) -> subprocess.CompletedProcess[str]:
    """One round of the follower."""
    command = [sys.executable, "-c", FOLLOW]
    return subprocess.run(command, env=environment(home, feed), capture_output=True, text=True, check=False)


@contextmanager
def following(home: Path, feed: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The follower going on each second."""
    command = [sys.executable, "-c", FOLLOW, "--follow"]
    process = subprocess.Popen(command, env=environment(home, feed), stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def serving(home: Path, feed: Path) -> Iterator[str]:
    """The web server; gives its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    options = ["-k", "gthread", "--threads", "4", "-b", address, "--no-control-socket"]
    command = [sys.executable, "-m", "gunicorn", *options, "sanzhi.config.portal_wsgi"]
    process = subprocess.Popen(command, env=environment(home, feed), stderr=subprocess.DEVNULL)
    try:
        _await(f"http://{address}/health")
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait(10)


def get(url: str) -> tuple[int, str]:
    """Status and text of an answer, errors included."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def _await(url: str) -> None:
    for _ in range(200):
        try:
            get(url)
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(url)
