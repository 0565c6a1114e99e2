"""What gunicorn serves: `extractor_service.config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "extractor_service.config.settings")

application = get_wsgi_application()

from extractor_service.extraction import services  # noqa: E402 - needs the apps loaded
from extractor_service.extraction.checks import refuse_unsafe_start  # noqa: E402

refuse_unsafe_start()
services.prepare()
