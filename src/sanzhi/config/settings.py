"""Settings of the inner program: desk, interface, worker, command line.

Every value that an operator may change is an environment variable; secrets are files under
``SANZHI_HOME/secrets`` that are made at first run.
"""

import os
from pathlib import Path
from typing import Any

from sanzhi.config.database import from_url, sqlite
from sanzhi.config.figures import number
from sanzhi.config.origin import origin_of
from sanzhi.config.secrets import secret_text
from sanzhi.jobs.cluster import Q_CLUSTER as Q_CLUSTER

HOME = Path(os.environ.get("SANZHI_HOME", "var")).resolve()
HOME.mkdir(parents=True, exist_ok=True)
SANZHI_HOME = HOME

SECRET_KEY = secret_text(HOME, "django")
# What personal values are sealed with from now on: aes-256-gcm, or sm4-gcm where GB/T 39786 is asked for.
SANZHI_CIPHER = os.environ.get("SANZHI_CIPHER", "aes-256-gcm")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("SANZHI_HOSTS", "127.0.0.1,localhost,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("SANZHI_ORIGINS", "").split(",") if origin]

# A demonstration says so on every page and can never become real: the mark is a file of the
# instance, written before its first row and read here at every start.
SANZHI_DEMO = (HOME / "demonstration").exists()
SANZHI_SITE_NAME = os.environ.get(
    "SANZHI_SITE_NAME", "毕节市行政执法三项制度平台" if SANZHI_DEMO else "行政执法三项制度平台"
)
SANZHI_PORTAL_URL = os.environ.get("SANZHI_PORTAL_URL", "http://127.0.0.1:8000")
SANZHI_ORIGIN = origin_of(HOME)
SANZHI_SEAL_URL = os.environ.get("SANZHI_SEAL_URL", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_q",
    "sanzhi.jobs",
    "sanzhi.orgs",
    "sanzhi.accounts",
    "sanzhi.registry",
    "sanzhi.procedure",
    "sanzhi.documents",
    "sanzhi.evidence",
    "sanzhi.cases",
    "sanzhi.review",
    "sanzhi.disclosure",
    "sanzhi.pages",
    "sanzhi.desk",
    "sanzhi.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sanzhi.pages.security.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sanzhi.accounts.middleware.AccessLog",
    "django.contrib.messages.middleware.MessageMiddleware",
    "sanzhi.accounts.middleware.Seats",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "sanzhi.config.urls"
WSGI_APPLICATION = "sanzhi.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sanzhi.pages.context.site",
                "sanzhi.accounts.context.idle",
            ],
        },
    }
]

DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASES: dict[str, dict[str, Any]] = {
    "default": from_url(DATABASE_URL) if DATABASE_URL else sqlite(HOME / "sanzhi.db"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(HOME / "cache"),
        # The default of 300 would let failures under many names push a lock-out or a used code out.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# GB/T 22239-2019 8.1.4.1 a asks for complexity and periodic change and leaves the figures to the instance.
SANZHI_PASSWORD_DAYS = number("SANZHI_PASSWORD_DAYS", 90, least=0, most=366)
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": number("SANZHI_PASSWORD_LENGTH", 10, least=8, most=64)},
    },
    {
        "NAME": "sanzhi.accounts.passwords.Classes",
        "OPTIONS": {"least": number("SANZHI_PASSWORD_CLASSES", 3, least=1, most=4)},
    },
    {"NAME": "sanzhi.accounts.passwords.NotTheSame"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_ADAPTER = "sanzhi.accounts.adapter.ClosedAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# The session ends with the browser: desks are shared.
ACCOUNT_SESSION_REMEMBER = False
# GB/T 22239-2019 8.1.4.1 b: failures lock the account; five in fifteen minutes is the usual figure.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,50/15m/ip", "login": "120/m/ip"}
# How many proxies stand before the desk: the address of a person is what the first of them saw.
ALLAUTH_TRUSTED_PROXY_COUNT = number("SANZHI_PROXIES", 0, least=0, most=5)
# Who changes a factor shows once more that it is he.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_ADAPTER = "sanzhi.accounts.second.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
# One step before and after: telephones are not always on time.
MFA_TOTP_TOLERANCE = 1
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"

SESSION_COOKIE_NAME = "sanzhi_desk"
CSRF_COOKIE_NAME = "sanzhi_desk_csrf"
CSRF_FAILURE_VIEW = "sanzhi.pages.errors.stale_form"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
# GB/T 22239-2019 8.1.4.1 b: a session that nobody uses ends.
SANZHI_IDLE_SECONDS = 60 * number("SANZHI_IDLE_MINUTES", 15, least=3, most=480)
# 网络安全法 Art 21(3): six months at the least.
SANZHI_ACCESS_LOG_MONTHS = number("SANZHI_ACCESS_LOG_MONTHS", 12, least=6, most=1200)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(os.environ.get("SANZHI_HTTPS"))
SESSION_ENGINE = "django.contrib.sessions.backends.db"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
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
