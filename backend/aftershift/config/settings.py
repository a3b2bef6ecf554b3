"""Settings, from the environment only. Everything has a value that is safe for a first look; `check` refuses the rest.

Names, meanings and defaults are listed in docs/operators.md; a test compares that page with this file.
"""

import secrets
from pathlib import Path

import environ

from aftershift.core import logs

env = environ.Env()
ROOT = Path(__file__).resolve().parents[3]
VAR_DIR = VAR = Path(env.str("VAR_DIR", default="") or ROOT / "var")

TESTING = env.bool("TESTING", default=False)
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
CLOCK_CAN_MOVE = DEMONSTRATION or (env.bool("CLOCK_CAN_MOVE", default=False) and TESTING)
DEBUG = False

SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_WAS_INVENTED = not SECRET_KEY
SECRET_KEY = SECRET_KEY or secrets.token_urlsafe(50)
# Encrypts second-factor secrets at rest. Changing it loses them.
FIELD_KEY = env.str("FIELD_KEY", default="") or SECRET_KEY

PUBLIC_URL = (env.str("PUBLIC_URL", default="") or "http://localhost:8000").rstrip("/")
SERVED_SECURELY = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = ["*"] if DEMONSTRATION or TESTING else env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if SERVED_SECURELY else []
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The proxy writes the client's address into this header; without a proxy the header is not believed.
CLIENT_ADDRESS_HEADER = "HTTP_X_REAL_IP" if env.bool("BEHIND_PROXY", default=False) else "REMOTE_ADDR"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
    "rest_framework",
    "drf_spectacular",
    "django_structlog",
    "aftershift.core",
    "aftershift.organisations",
    "aftershift.people",
    "aftershift.shifts",
    "aftershift.media",
    "aftershift.notifications",
    "aftershift.ideas",
    "aftershift.ballots",
    "aftershift.activities",
    "aftershift.leading",
    "aftershift.safety",
    "aftershift.calendars",
    "aftershift.insights",
    "aftershift.pages",
    "aftershift.demo",
    "aftershift.config",
]
MIDDLEWARE = [
    "aftershift.core.http.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "aftershift.core.http.problems.ProblemMiddleware",
    "aftershift.core.http.logs.RequestLogMiddleware",
    "aftershift.calendars.http.early.FeedMiddleware",
    "aftershift.people.http.early.EarlyMiddleware",
    "aftershift.core.http.headers.NativeSessionMiddleware",
    "aftershift.people.http.early.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "aftershift.config.urls"
WSGI_APPLICATION = "aftershift.config.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

# ---- database
_url = env.str("DATABASE_URL", default="") or f"sqlite:///{VAR / 'aftershift.sqlite3'}"
DATABASES = {"default": environ.Env.db_url_config(_url)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    if not DATABASES["default"]["NAME"]:
        DATABASES["default"]["NAME"] = ":memory:"
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000",
    }
    # A file, not memory: in memory there is no write-ahead log and no second process.
    _test_db = env.str("TEST_SQLITE", default="")
    if _test_db:
        DATABASES["default"]["TEST"] = {"NAME": _test_db}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # How often a statement of core/prepared.py runs on a connection before PostgreSQL keeps it. A pooler that hands one
    # connection from transaction to transaction loses what is kept: there it has to be off.
    _keeps = env.bool("PREPARED_STATEMENTS", default=True)
    DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = 1 if _keeps else None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- sign-in
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TESTING and not DEMONSTRATION
    else ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "aftershift.people.sessions"
SESSION_COOKIE_NAME = "__Host-aftershift" if SERVED_SECURELY else "aftershift"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SERVED_SECURELY
CSRF_COOKIE_NAME = "__Host-aftershift-csrf" if SERVED_SECURELY else "aftershift-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = SERVED_SECURELY
CSRF_FAILURE_VIEW = "aftershift.people.http.refusals.csrf_failure"

ACCOUNT_ADAPTER = "aftershift.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "aftershift.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Aftershift"
HEADLESS_ONLY = True
HEADLESS_TOKEN_STRATEGY = "aftershift.people.adapters.TokenStrategy"
HEADLESS_FRONTEND_URLS = {
    "account_reset_password_from_key": PUBLIC_URL + "/reset/{key}",
    "account_confirm_email": PUBLIC_URL + "/confirm/{key}",
    "account_signup": PUBLIC_URL + "/join",
}
# allauth's own limits live in the cache: it must be one that all processes share.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"},
}
EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="") or "django.core.mail.backends.dummy.EmailBackend"

# ---- push: the key file of a Google service account that may send through Firebase; without it push is off
PUSH_CREDENTIALS = env.str("PUSH_CREDENTIALS", default="")
PUSH_ENDPOINT = (env.str("PUSH_ENDPOINT", default="") or "https://fcm.googleapis.com").rstrip("/")
# iPhones: Apple's tokens are exchanged for Firebase's. The app's id, and whether it was built for Apple's sandbox (from Xcode).
PUSH_APPLE_ENDPOINT = (env.str("PUSH_APPLE_ENDPOINT", default="") or "https://iid.googleapis.com").rstrip("/")
PUSH_APPLE_APP = env.str("PUSH_APPLE_APP", default="") or "org.aftershift.app"
PUSH_APPLE_SANDBOX = env.bool("PUSH_APPLE_SANDBOX", default=False)
# Browsers: what Firebase's console shows for a web app, none of it secret. All four, or browsers are not pushed to.
PUSH_WEB = {
    "app_id": env.str("PUSH_WEB_APP_ID", default=""),
    "sender_id": env.str("PUSH_WEB_SENDER_ID", default=""),
    "api_key": env.str("PUSH_WEB_API_KEY", default=""),
    "vapid_key": env.str("PUSH_WEB_VAPID_KEY", default=""),
}

# ---- watching: /metrics answers whoever sends this as a bearer token, and nobody where it is empty
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

# ---- API
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["aftershift.people.http.authentication.SessionKeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["aftershift.core.http.parsers.StrictJSONParser"],
    "DEFAULT_PAGINATION_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "aftershift.config.schema.Schema",
    "EXCEPTION_HANDLER": "aftershift.core.http.problems.exception_handler",
    "UNAUTHENTICATED_USER": None,
    "COMPACT_JSON": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Aftershift",
    "DESCRIPTION": "Activities that fit around shifts: proposed, voted on, joined and led by hospital staff.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": True,
    "ENUM_NAME_OVERRIDES": {
        "IdeaKind": "aftershift.ideas.models.Idea.Kind",
        "ActivityKind": "aftershift.activities.models.Activity.Kind",
        "WhatEnum": "aftershift.ideas.models.Verdict.What",
        "ActivityChange": "aftershift.activities.models.Change.What",
        "IdeaStatus": "aftershift.ideas.models.Idea.Status",
        "ReportReason": "aftershift.ideas.models.Report.Reason",
        "MergeState": "aftershift.ideas.models.Merge.State",
        "MergeAsks": ["author", "in_place", "supporter", "still"],
        "RuleState": "aftershift.ideas.models.RuleInOurWay.State",
        "RuleReplyState": ["changed", "way_round", "stays"],
        "OccurrenceState": "aftershift.activities.api.serializers.STATES",
        "TellMeWhat": "aftershift.activities.models.TellMe.What",
        "BallotState": "aftershift.ballots.api.serializers.STATES",
        "JoinCodeKind": ["poster", "spoken"],
        "ShiftGroup": "aftershift.shifts.timefinder.kinds.GROUPS",
        "ShiftKind": "aftershift.shifts.timefinder.kinds.KINDS",
        "RecoveryState": ["waiting", "vouched", "works", "stopped", "too_old"],
        "LeadAnswerEnum": "aftershift.leading.models.LeadAnswer.Answer",
        "HandoverState": "aftershift.leading.models.Handover.State",
        "LeadRole": ["lead", "second"],
        "SmallRole": "aftershift.leading.models.DateRole.Role",
        "SmallRoleState": ["free", "asked", "held"],
        "RoleState": ["mine", "held", "asked", "free"],
        "RoleOfferState": ["open", "accepted", "refused", "withdrawn"],
        "StepNeed": "aftershift.leading.api.steps_serializers.NEEDS",
        "SignOffWhat": "aftershift.leading.models.SignOff.What",
        "SignOffState": "aftershift.leading.models.SignOff.State",
        "RecordWhat": "aftershift.leading.models.RecordLine.What",
        "CertificateWhat": "aftershift.leading.models.Certificate.What",
        "CircleWhat": "aftershift.leading.models.CircleActivity.What",
        "ConversationState": "aftershift.ideas.models.Conversation.State",
        "AnnouncementKind": "aftershift.activities.models.Announcement.Kind",
        "AgreesAs": "aftershift.safety.models.Agreement.Role",
        "RiskLeft": "aftershift.safety.hazards.LEFT",
        "AllergenAnswer": "aftershift.safety.allergens.ANSWERS",
        "WeatherAbout": "aftershift.safety.models.WeatherCheck.About",
        "WeatherLevel": "aftershift.safety.models.WeatherCheck.Level",
        "WeatherRole": "aftershift.safety.models.WeatherCheck.Role",
        "NearMissStatus": "aftershift.safety.models.NearMiss.Status",
        "ProposedChangeState": "aftershift.safety.models.ProposedChange.State",
        "HomeContactState": "aftershift.safety.models.HomeContact.State",
        "OverdueStepName": "aftershift.safety.models.OverdueStep.Step",
        "SendingState": "aftershift.notifications.models.trying.State",
        "WorkWhat": "aftershift.notifications.api.work_serializers.WHAT",
        "LookWhat": "aftershift.safety.models.EmergencyLook.What",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "aftershift.config.schema.add_problem_replies",
    ],
}

# ---- files
# Photos and voice notes, made anew by us. Never served as they lie: the API asks first who may see them.
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default="") or VAR / "media")
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WEB_CLIENT = Path(env.str("WEB_CLIENT", default="") or ROOT / "mobile" / "dist")
# Which native apps may open this server's links: fingerprints of the signing certificates, and Apple's team.
ANDROID_CERTIFICATES = env.list("ANDROID_CERTIFICATES", default=[])
APPLE_TEAM_ID = env.str("APPLE_TEAM_ID", default="")
WHITENOISE_ROOT = str(WEB_CLIENT) if WEB_CLIENT.is_dir() else None
WHITENOISE_INDEX_FILE = False
WHITENOISE_MAX_AGE = 0
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:
    return url.startswith(("/_expo/static/", "/assets/"))


# `check --deploy` looks for Django's two middlewares; HeadersMiddleware sends what they would, to files as well.
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W002"]

# Logs name no address and load no person.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None

# ---- words and time
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# ---- logs: one JSON line each; never a body, a query string, a name or a secret
LOGGING = logs.logging_config(env.str("LOG_LEVEL", default="") or "WARNING")
logs.configure()
