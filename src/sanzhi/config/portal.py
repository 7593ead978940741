"""Settings of the portal program: public pages over ``public.db``, fed by the public log alone.

The program has no sign-in, no session and no secret, and it never opens the inner database. Its web
processes open ``public.db`` read-only; only the follower of the feed (``SANZHI_PORTAL_ROLE=follower``,
set by ``sanzhi portal-sync``) may write it.
"""

import os
from pathlib import Path
from typing import Any

from sanzhi.config.database import from_url, sqlite

HOME = Path(os.environ.get("SANZHI_HOME", "var")).resolve()
SANZHI_HOME = HOME
SANZHI_FEED = os.environ.get("SANZHI_FEED", str(HOME / "log" / "public"))
SANZHI_FEED_KEY = os.environ.get("SANZHI_FEED_KEY", "")

# Nothing is signed with it: the program has neither sessions nor forms that write.
SECRET_KEY = "the portal signs nothing"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = os.environ.get("SANZHI_HOSTS", "127.0.0.1,localhost,testserver").split(",")

SANZHI_DEMO = (HOME / "demonstration").exists()
SANZHI_SITE_NAME = os.environ.get(
    "SANZHI_PORTAL_NAME", "毕节市行政执法公示平台" if SANZHI_DEMO else "行政执法公示平台"
)
SANZHI_SITE = {
    "organiser": os.environ.get("SANZHI_SITE_ORGANISER", ""),
    "operator": os.environ.get("SANZHI_SITE_OPERATOR", ""),
    "contact": os.environ.get("SANZHI_SITE_CONTACT", ""),
    "address": os.environ.get("SANZHI_SITE_ADDRESS", ""),
    "icp": os.environ.get("SANZHI_SITE_ICP", ""),
    "police": os.environ.get("SANZHI_SITE_POLICE", ""),
    "code": os.environ.get("SANZHI_SITE_CODE", ""),
    "domain": os.environ.get("SANZHI_SITE_DOMAIN", ""),
}
SANZHI_MODULES = (
    ("首页", "home"),
    ("执法部门", "agencies"),
    ("执法人员", "officers"),
    ("权责清单", "powers"),
    ("执法结果", "results"),
    ("办理动态", "progress"),
)

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "sanzhi.released",
    "sanzhi.pages",
    "sanzhi.portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sanzhi.portal.headers.PublicHeaders",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "sanzhi.portal.headers.Unready",
]
ROOT_URLCONF = "sanzhi.config.portal_urls"
WSGI_APPLICATION = "sanzhi.config.portal_wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "sanzhi.pages.context.site",
                "sanzhi.portal.context.portal",
            ],
        },
    }
]


def _public_database() -> dict[str, Any]:
    """``public.db``, or the portal's own PostgreSQL (``SANZHI_PUBLIC_DATABASE_URL``)."""
    url = os.environ.get("SANZHI_PUBLIC_DATABASE_URL", "")
    if url:
        return from_url(url)
    path = HOME / "public.db"
    if os.environ.get("SANZHI_PORTAL_ROLE") == "follower":
        return sqlite(path)
    options = {"uri": True, "timeout": 30, "init_command": "PRAGMA query_only=ON; PRAGMA cache_size=-65536;"}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{path}?mode=ro",
        # A kept connection would go on showing a file that was deleted to be replayed.
        "CONN_MAX_AGE": 0,
        "OPTIONS": options,
    }


DATABASES = {"default": _public_database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if os.environ.get("SANZHI_HTTPS") else 0
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
# Static files are served out of the package; nothing has to be collected.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
