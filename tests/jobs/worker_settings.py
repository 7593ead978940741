"""A small program of its own: the outbox and the queue alone, with short times."""

import os
from pathlib import Path

from sanzhi.config.database import from_url, sqlite
from sanzhi.jobs.cluster import Q_CLUSTER as REAL

HOME = Path(os.environ["SANZHI_HOME"])
SECRET_KEY = "for one test"
INSTALLED_APPS = ["django_q", "sanzhi.jobs", "tests.jobs.program"]
DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASES = {"default": from_url(DATABASE_URL) if DATABASE_URL else sqlite(HOME / "sanzhi.db")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(HOME / "cache"),
    }
}
USE_TZ = True
SANZHI_DEMO = False
Q_CLUSTER = REAL | {"timeout": 6, "retry": 7}
