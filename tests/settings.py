"""Settings of the tests: those of the program, in a home of their own that is gone afterwards.

The environment is prepared before the program's settings are read: they make secrets at first use.
With ``SANZHI_TEST_POSTGRES=1`` the database is a private PostgreSQL cluster.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


def _make_home() -> Path:
    # Memory, where the machine offers it, spares the disk some thousand synchronous commits.
    memory = Path("/dev/shm")
    place = memory if os.access(memory, os.W_OK) else None
    home = Path(tempfile.mkdtemp(prefix="sanzhi-test-", dir=place))
    maker = os.getpid()
    atexit.register(lambda: shutil.rmtree(home, ignore_errors=True) if os.getpid() == maker else None)
    return home


# Workers of a parallel run inherit the environment: they share the cluster and get folders within the home.
worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if not worker:
    os.environ["SANZHI_HOME"] = str(_make_home())
elif Path(os.environ["SANZHI_HOME"]).name != worker:
    os.environ["SANZHI_HOME"] = str(Path(os.environ["SANZHI_HOME"]) / worker)

if os.environ.get("SANZHI_TEST_POSTGRES") == "1":
    if "DATABASE_URL" not in os.environ:
        from tests.support.postgres import start

        os.environ["DATABASE_URL"] = start()
else:
    # A database that the surroundings name is somebody's real one.
    os.environ.pop("DATABASE_URL", None)

from sanzhi.config import portal  # noqa: E402
from sanzhi.config.settings import *  # noqa: E402, F403
from sanzhi.config.settings import INSTALLED_APPS  # noqa: E402

# One test process meets the rooms of both programs; that each runs alone is shown by starting it.
INSTALLED_APPS = [*INSTALLED_APPS, *(app for app in portal.INSTALLED_APPS if app not in INSTALLED_APPS)]
