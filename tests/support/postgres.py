"""A private PostgreSQL cluster for one run of the tests.

It is made in a temporary folder, listens on a socket in that folder only, belongs to a user without
rights, and dies with the process that started it. A cluster that the machine may run is not touched.
"""

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from sanzhi.jobs.kinship import die_with_parent

BINARIES = Path("/usr/lib/postgresql")
# The cluster holds nothing that outlives the run, so it need not survive a power cut.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "timezone": "UTC",
}


class NoPostgres(RuntimeError):
    """PostgreSQL is not installed, or the cluster did not come up; the message says which."""


def start() -> str:
    """Start a cluster that ends with this process; return its ``postgresql://`` address."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="sanzhi-pg-"))
    owner = _owner(folder)
    _initialise(programs, folder, owner)
    server = _serve(programs, folder, owner)
    # The process that made the cluster removes it; a fork of that process must not.
    maker = os.getpid()
    atexit.register(lambda: _remove(server, folder) if os.getpid() == maker else None)
    _wait(programs, folder, server)
    return f"postgresql://sanzhi@/postgres?host={folder}"


def _programs() -> Path:
    versions = sorted(BINARIES.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if not versions:
        raise NoPostgres(f"{BINARIES} 下没有 PostgreSQL；请先执行 make setup")
    return versions[-1].parent


def _owner(folder: Path) -> dict[str, Any]:
    """How to start the programs: PostgreSQL refuses to run as root, so root lends it a humble user."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _initialise(programs: Path, folder: Path, owner: dict[str, Any]) -> None:
    command: list[str | Path] = [
        programs / "initdb",
        "-D",
        folder / "data",
        "-U",
        "sanzhi",
        "--auth=trust",
        "--no-sync",
    ]
    command += ["--encoding=UTF8", "--locale=C.UTF-8"]
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **owner)
    if made.returncode:
        raise NoPostgres(f"initdb 失败：{made.stderr}")


def _serve(programs: Path, folder: Path, owner: dict[str, Any]) -> "subprocess.Popen[bytes]":
    settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    command: list[str | Path] = [programs / "postgres", "-D", folder / "data", "-k", folder, *settings]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            command,
            cwd=folder,
            stdout=log,
            stderr=log,
            # Ctrl-C ends the tests first; the cluster follows when they let go of it.
            start_new_session=True,
            preexec_fn=lambda: die_with_parent(signal.SIGQUIT),
            **owner,
        )


def _wait(programs: Path, folder: Path, server: "subprocess.Popen[bytes]") -> None:
    asked: list[str | Path] = [programs / "pg_isready", "-q", "-h", folder, "-d", "postgres", "-t", "1"]
    for _ in range(300):
        if server.poll() is not None:
            break
        if subprocess.run(asked, check=False).returncode == 0:
            return
        # ``pg_isready`` answers at once while there is no socket yet.
        time.sleep(0.1)
    raise NoPostgres(f"PostgreSQL 没有启动：{(folder / 'log').read_text()}")


def _remove(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    server.send_signal(signal.SIGQUIT)
    server.wait(timeout=20)
    shutil.rmtree(folder, ignore_errors=True)
