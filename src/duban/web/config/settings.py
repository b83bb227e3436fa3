"""Django's settings, read from the environment and one data directory.

DUBAN_DATA              the data directory (see `data.py`); without it nothing is kept
DUBAN_DATABASE_URL      postgres://…; SQLite in the data directory otherwise
DUBAN_HOSTS             host names this site answers to, parted by commas
DUBAN_TLS               1 when people reach the site over https (secure cookies, HSTS)
DUBAN_PROXY             1 when a proxy in front sets X-Forwarded-Proto and X-Forwarded-For
DUBAN_IDLE_MINUTES      a session ends after this long without a request (30)
DUBAN_UPLOAD_MB         the largest file a person may hand in (what the reader takes: 64)
DUBAN_ALLOW_CLASSIFIED  1 where the administrator admits papers that bear a 密级 mark
DUBAN_SMTP              smtp://user:password@host:port for digests by mail (?starttls=1; smtps://)
DUBAN_MAIL_FROM         the sender of these mails
DUBAN_WECOM_ROBOT       address of a WeCom group robot; DUBAN_DINGTALK_ROBOT of a DingTalk one
DUBAN_DINGTALK_SECRET   its secret, where it asks for signed messages
DUBAN_DIGEST_HOUR       digests go out from this hour of the day on (8)
DUBAN_SITE              the address of this site as people reach it, put under digests
DUBAN_JOBS              cluster: long work runs beside the server; inline: within the request

No variable moves the day. A data directory that `duban demo` made keeps its own (`data.py`).
"""

from __future__ import annotations

import os
import secrets
from datetime import timedelta
from pathlib import Path

from duban.reading.formats.limits import MEBIBYTE, Limits
from duban.web.config import data

DATA = Path(os.environ["DUBAN_DATA"]).resolve() if os.environ.get("DUBAN_DATA") else None
TLS = os.environ.get("DUBAN_TLS") == "1"
PROXY = os.environ.get("DUBAN_PROXY") == "1"
JOBS = os.environ.get("DUBAN_JOBS", "cluster")

if DATA is not None:
    data.prepare(DATA)
SECRET_KEY = secrets.token_urlsafe(48) if DATA is None else data.secret_key(DATA)
DEBUG = False
#: the day a sample site stands still on; None on a real one (see duban.web.clock)
DAY = None if DATA is None else data.sample_day(DATA)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS += [name for name in os.environ.get("DUBAN_HOSTS", "").split(",") if name]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_q",
    "axes",
    "duban.web.design",
    "duban.web.journal",
    "duban.web.accounts",
    "duban.web.ledger",
    "duban.web.evidence",
    "duban.web.handling",
    "duban.web.reports",
    "duban.web.supervision",
    "duban.web.papers",
    "duban.web.boards",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "duban.web.clock.one_day",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "duban.web.config.security.language",
    "duban.web.boards.errors.wrong_way",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "duban.web.config.security.headers",
    "duban.web.config.security.idle_clock",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "duban.web.accounts.http.SignInRequired",
    "duban.web.accounts.http.MemberMiddleware",
    "axes.middleware.AxesMiddleware",
    "duban.web.config.typed.FitForms",
]
#: what stands on the page of a task beside the ledger's own: function(request, task) → HTML
TASK_PANELS = (
    "duban.web.supervision.panel.panel",
    "duban.web.boards.task_panel.panel",
    "duban.web.handling.panel.panel",
    "duban.web.reports.panel.panel",
)
#: what may be done to ticked tasks of the ledger: function(request) → HTML of buttons
TASK_BARS = ("duban.web.handling.bulk_pages.bar",)
#: the light beside each task of a list: a Marking (see duban.web.ledger.marks)
TASK_MARKS = "duban.web.supervision.marks.LIGHTS"
#: what holds a part of a task to its unit: function(assignment) → why, or nothing
PART_HOLDS = (
    "duban.web.reports.holding.why_held",
    "duban.web.supervision.holding.why_held",
)
#: what else the day's work writes of the tasks it looks at: function(lamps, day)
DAY_WORK = ("duban.web.boards.daily.write",)
ROOT_URLCONF = "duban.web.config.urls"
WSGI_APPLICATION = "duban.web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "duban.web.accounts.navigation.navigation",
            ],
            "builtins": ["duban.web.design.templatetags.design", "django.templatetags.i18n"],
        },
    }
]

DATABASES = {"default": data.database(DATA, os.environ.get("DUBAN_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [] if DATA is None else [DATA / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FORMAT_MODULE_PATH = ["duban.web.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = None if DATA is None else DATA / "static"
MEDIA_ROOT = "" if DATA is None else DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "duban.web.accounts.passwords.MixedCharacters"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "boards:today"
LOGOUT_REDIRECT_URL = "accounts:sign-in"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_CALLABLE = "duban.web.accounts.sign_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = 1 if PROXY else 0
# locked by name alone: no change of address or browser opens the account again
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
OTP_TOTP_ISSUER = "督办"

SESSION_COOKIE_AGE = 60 * int(os.environ.get("DUBAN_IDLE_MINUTES", "30"))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = TLS
CSRF_COOKIE_SECURE = TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "duban.web.boards.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
SECURE_SSL_REDIRECT = TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

ALLOW_CLASSIFIED = os.environ.get("DUBAN_ALLOW_CLASSIFIED") == "1"
SMTP_URL = os.environ.get("DUBAN_SMTP", "")
MAIL_FROM = os.environ.get("DUBAN_MAIL_FROM", "duban@localhost")
WECOM_ROBOT = os.environ.get("DUBAN_WECOM_ROBOT", "")
DINGTALK_ROBOT = os.environ.get("DUBAN_DINGTALK_ROBOT", "")
DINGTALK_SECRET = os.environ.get("DUBAN_DINGTALK_SECRET", "")
DIGEST_HOUR = int(os.environ.get("DUBAN_DIGEST_HOUR", "8"))
SITE_ADDRESS = os.environ.get("DUBAN_SITE", "")

UPLOAD_LIMIT = (
    int(os.environ["DUBAN_UPLOAD_MB"]) * MEBIBYTE
    if os.environ.get("DUBAN_UPLOAD_MB")
    else Limits().file_bytes
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

Q_CLUSTER = {
    "name": "duban",
    "orm": "default",
    "workers": 1,
    "recycle": 50,
    # a job killed with its worker is handed out again after `retry` seconds
    "timeout": 900,
    "retry": 960,
    "max_attempts": 3,
    "ack_failures": True,
    "catch_up": False,
    "save_limit": 500,
    "poll": 0.5,
    "label": "后台任务",
    "sync": JOBS == "inline",
}

# requests are logged by address and status; what people send is never logged
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "axes": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
    },
}
