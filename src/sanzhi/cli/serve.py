"""``sanzhi serve``: all programs of one machine as the children of one command."""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import click

from sanzhi.cli.supervise import Child, Supervisor
from sanzhi.jobs.kinship import die_with_parent

INNER = {"DJANGO_SETTINGS_MODULE": "sanzhi.config.settings"}
PORTAL = {"DJANGO_SETTINGS_MODULE": "sanzhi.config.portal"}
ASK_SECONDS = 0.3


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
@click.option("--port", default=8000, show_default=True, help="公示门户的端口；办案平台在其后一个端口。")
@click.option("--demo", is_flag=True, help="示例实例：首次启动时装入示例数据，并启动测试印章服务。")
@click.option(
    "--web-processes", default=1, show_default=True, help="办案平台的进程数；多于一个需要 PostgreSQL。"
)
def serve(host: str, port: int, demo: bool, web_processes: int) -> None:
    """启动公示门户、办案平台和后台进程，并在其退出时重新启动。"""
    if web_processes > 1 and not os.environ.get("DATABASE_URL"):
        raise click.UsageError("内置数据库只能有一个办案平台进程；请设置 DATABASE_URL 使用 PostgreSQL。")
    _refuse_taken(host, [port, port + 1, port + 2] if demo else [port, port + 1])
    os.environ.setdefault("SANZHI_PORTAL_URL", f"http://{host}:{port}")
    supervisor = Supervisor(each_turn=Announcement(host, port))
    if demo:
        os.environ.setdefault("SANZHI_SEAL_URL", f"http://127.0.0.1:{port + 2}")
        supervisor.start(_seal(port + 2))
    try:
        _prepare(demo)
        for child in _programs(host, port, web_processes):
            supervisor.start(child)
    except BaseException:
        supervisor.stop()
        raise
    supervisor.run()


class Announcement:
    """Prints the addresses once, as soon as both pages answer."""

    def __init__(self, host: str, port: int) -> None:
        self.pages = {"公示门户": f"http://{host}:{port}/", "办案平台": f"http://{host}:{port + 1}/"}
        self.made = False

    def __call__(self) -> None:
        """Look whether it is time, unless it has been."""
        if self.made or not all(_answers(address) for address in self.pages.values()):
            return
        self.made = True
        for name, address in self.pages.items():
            click.echo(f"{name}  {address}")
        click.echo("按 Ctrl-C 停止。")


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=ASK_SECONDS).close()  # noqa: S310  (one of our own two addresses)
    except urllib.error.HTTPError:
        # Even a refusal is an answer: there is a program behind the address.
        return True
    except OSError:
        return False
    return True


def _refuse_taken(host: str, ports: list[int]) -> None:
    """Say now what a child would otherwise say again at each of its restarts."""
    for port in ports:
        with socket.socket() as taken:
            # A port whose last connections are only waiting to be forgotten is free.
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                taken.bind((host, port))
            except OSError as error:
                raise click.ClickException(
                    f"不能使用 {host}:{port}（{error.strerror}）。请换一个端口：--port，或 make run PORT="
                ) from error


def _prepare(demo: bool) -> None:
    """Bring the databases into their form, and load the demonstration where there is none yet."""
    command = [_sanzhi(), "demo"] if demo else [sys.executable, "-m", "django", "migrate", "--noinput", "-v0"]
    done = subprocess.run(command, env=os.environ | INNER, check=False, preexec_fn=die_with_parent)
    if done.returncode:
        raise click.ClickException("准备数据库失败，没有启动。")


def _programs(host: str, port: int, web_processes: int) -> list[Child]:
    return [
        Child("portal", _web("sanzhi.config.portal_wsgi", host, port, 1), PORTAL),
        Child("desk", _web("sanzhi.config.wsgi", host, port + 1, web_processes), INNER),
        Child("worker", [_sanzhi(), "worker"], INNER),
        Child("clockwork", [_sanzhi(), "clockwork"], INNER),
        Child("follower", [_sanzhi(), "portal-sync", "--follow"], PORTAL),
    ]


def _seal(port: int) -> Child:
    home = str(Path(os.environ.get("SANZHI_HOME", "var")) / "secrets" / "seal")
    command = [sys.executable, "-m", "sanzhi.documents.sealing.testseal", "--port", str(port), "--home", home]
    return Child("seal", command, INNER)


def _web(module: str, host: str, port: int, processes: int) -> list[str]:
    # Threads, because pages wait for the database; one process, because the embedded database has
    # one writer and the lock before it is fair only within a process.
    return [
        *(sys.executable, "-m", "gunicorn", f"{module}:application"),
        *("--bind", f"{host}:{port}", "--worker-class", "gthread", "--threads", "8"),
        *("--workers", str(processes), "--graceful-timeout", "5", "--no-control-socket"),
        *("--log-level", "warning"),
    ]


def _sanzhi() -> str:
    return str(Path(sys.executable).with_name("sanzhi"))
