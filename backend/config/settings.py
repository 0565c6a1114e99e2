"""Django's settings: one file for every machine. What differs between machines comes from `env.py`."""

import os
from typing import Any

from backend.common.static import static_headers
from backend.config import env, logs, reading

ENV = env.read()
BASE_DIR = reading.ROOT
DATA_DIR = ENV.data_dir
UPLOAD_DIR = DATA_DIR / "uploads"
UPLOAD_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = ENV.secret_key
DEBUG = ENV.debug
ALLOWED_HOSTS = ENV.allowed_hosts
USE_X_FORWARDED_HOST = ENV.trust_proxy_headers
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.trust_proxy_headers else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_tasks",
    "django_tasks_db",
    "backend.common",
    "backend.catalog",
    "backend.analysis",
    "backend.feedback",
    "backend.neighbours",
    "backend.explaining",
]
MIDDLEWARE = [
    "backend.common.middleware.RequestLog",
    "backend.common.middleware.ContentPolicy",
    "backend.common.middleware.Compression",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "backend.common.middleware.SameOriginWrites",
    "backend.common.middleware.BodyLimit",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = "backend.config.urls"
WSGI_APPLICATION = "backend.config.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {"default": {**ENV.database, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
if ENV.database["ENGINE"].endswith("sqlite3"):
    # Readers never wait for a writer (WAL), and a writer takes its lock at once and waits for it in line,
    # where a deferred transaction would be refused with "database is locked" in the middle.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;",
    }
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 3000}}
}
REDIS_URL = ENV.redis_url
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "backend.common.cache.RedisCache", "LOCATION": REDIS_URL}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Uploads go to disk as they come in: memory stays flat, and a job can take the file over by renaming it.
MAX_UPLOAD_BYTES = ENV.max_upload_mb * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = UPLOAD_DIR
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20
DATA_UPLOAD_MAX_NUMBER_FILES = 2

STATIC_URL = "/static/"
FRONTEND_DIST = ENV.frontend_dist
WHITENOISE_USE_FINDERS = True
WHITENOISE_ROOT = FRONTEND_DIST if FRONTEND_DIST.is_dir() else None
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/.+-[A-Za-z0-9_-]{8,}\.\w+$"
WHITENOISE_ADD_HEADERS_FUNCTION = static_headers

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "backend.common.negotiation.AlwaysJson",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "backend.common.handler.problem_response",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["backend.common.throttles.ApiThrottle"],
    "DEFAULT_THROTTLE_RATES": {"api": ENV.rate_api, "classify": ENV.rate_classify},
    "NUM_PROXIES": 1 if ENV.trust_proxy_headers else 0,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "AudioFiler",
    "DESCRIPTION": "Finds a song, listens to it and says how 20 forests voted on its genre.",
    "VERSION": "1",
    "LICENSE": {"name": "Apache-2.0"},
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "SourceStatusEnum": "backend.catalog.sources.base.STATUS_CHOICES",
        "ClassificationStatusEnum": "backend.analysis.models.Status.choices",
        "OriginEnum": "backend.analysis.models.Origin.choices",
    },
}

AUDIOFILER_SOURCES = ENV.catalogues.names
SOURCE_DEADLINE = ENV.catalogues.deadline
PREVIEW_HOSTS = ENV.catalogues.preview_hosts
DEEZER_API_URL = ENV.catalogues.deezer_api_url
ITUNES_API_URL = ENV.catalogues.itunes_api_url
OPENVERSE_API_URL = ENV.catalogues.openverse_api_url
JAMENDO_API_URL = ENV.catalogues.jamendo_api_url
JAMENDO_CLIENT_ID = ENV.catalogues.jamendo_client_id
SPOTIFY_API_URL = ENV.catalogues.spotify_api_url
SPOTIFY_TOKEN_URL = ENV.catalogues.spotify_token_url
SPOTIPY_CLIENT_ID = ENV.catalogues.spotify_client_id
SPOTIPY_CLIENT_SECRET = ENV.catalogues.spotify_client_secret
AUDIOFILER_MODEL = ENV.model
os.environ["AUDIOFILER_MODELS"] = str(ENV.models_dir)  # where the library looks before it looks at what it ships
LIBRARY_DIRS = ENV.library_dirs
LIBRARY_SCAN_MINUTES = ENV.library_scan_minutes
EXTRACTOR_URL = ENV.extractor_url
EXTRACTOR_TOKEN = ENV.extractor_token
EXTRACTOR_TIMEOUT = ENV.extractor_timeout
STALLED_SECONDS = ENV.stalled_seconds

LOGGING = logs.logging_config(ENV.log_format, ENV.log_level)
LOGGING_CONFIG = "backend.config.logs.configure"
