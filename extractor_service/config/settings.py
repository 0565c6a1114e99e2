"""One settings file for every machine; what differs is a variable in `env.py`."""

import secrets

from extractor_service.config import env
from extractor_service.config.logs import logging_config
from extractor_service.extraction.conf import Configuration

DEBUG = env.DEBUG
# Nothing is signed here, but Django refuses to start without a key; a fresh one a start is therefore enough.
SECRET_KEY = env.SECRET_KEY or secrets.token_urlsafe(50)
# The backend of the same machine reaches the service by a loopback name, whatever the public names are.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.ALLOWED_HOSTS]

INSTALLED_APPS = ["rest_framework", "drf_spectacular", "extractor_service.extraction"]
MIDDLEWARE = [
    "extractor_service.extraction.middleware.RequestLog",
    "extractor_service.extraction.middleware.SecurityHeaders",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = "extractor_service.config.urls"
WSGI_APPLICATION = "extractor_service.config.wsgi.application"
DATABASES: dict[str, dict[str, object]] = {}
APPEND_SLASH = False
USE_TZ = True
USE_I18N = False
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_config(level=env.LOG_LEVEL, style=env.LOG_FORMAT)

# Everything in a body but the audio itself is small.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["extractor_service.extraction.spool.SpoolUploadHandler"]

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "extractor_service.extraction.negotiation.AlwaysJson",
    "DEFAULT_AUTHENTICATION_CLASSES": ["extractor_service.extraction.tokens.BearerToken"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
    "EXCEPTION_HANDLER": "extractor_service.extraction.errors.exception_handler",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "AudioFiler extractor",
    "DESCRIPTION": "A clip goes in, its 70 features come out. For the backend, not for browsers.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "LICENSE": {"name": "Apache-2.0"},
}

EXTRACTOR = Configuration(
    token=env.TOKEN,
    bind=env.BIND,
    preview_hosts=tuple(env.PREVIEW_HOSTS),
    workers=env.WORKERS,
    queue=env.QUEUE,
    wait_seconds=env.WAIT_SECONDS,
    max_bytes=env.MAX_BYTES,
    max_seconds=env.MAX_SECONDS,
    fetch_seconds=env.FETCH_SECONDS,
    fetch_max_bytes=env.FETCH_MAX_BYTES,
    cpu_seconds=env.CPU_SECONDS,
)
