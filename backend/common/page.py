"""The built web page: its files come from whitenoise, every other address of the page from here."""

import re
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from backend.common.handler import respond
from backend.common.problems import ProblemError

PAGE_NAME = re.compile("[a-z]+")
MISSING = """<!doctype html><html lang="en"><meta charset="utf-8"><title>AudioFiler</title>
<h1>AudioFiler is running</h1>
<p>The web page has not been built yet. In the checkout, run <code>make setup</code> and start again,
or build it by hand with <code>cd frontend &amp;&amp; npm ci &amp;&amp; npm run build</code>.</p>
<p>The REST interface is here already: <a href="/api/docs/">its documentation</a>.</p></html>
"""


def page(request: HttpRequest) -> HttpResponseBase:
    """The page, for any address: it finds out itself what to show. Where that is nothing, the status says so, too."""
    if request.method not in {"GET", "HEAD"}:
        return respond(ProblemError("method_not_allowed", allow=["GET", "HEAD"]))
    if not (settings.FRONTEND_DIST / "index.html").is_file():
        return HttpResponse(MISSING, status=503)
    built = _built_for(request.path)
    response = HttpResponse((built or settings.FRONTEND_DIST / "index.html").read_bytes(), status=200 if built else 404)
    response["Cache-Control"] = "no-cache"
    return response


def _built_for(path: str) -> Path | None:
    """The build writes `pages/NAME.html` for each first part NAME of an address: it names what is loaded there."""
    name = path.strip("/").partition("/")[0]
    if not name:
        return settings.FRONTEND_DIST / "index.html"
    own = settings.FRONTEND_DIST / "pages" / f"{name}.html"
    return own if PAGE_NAME.fullmatch(name) and own.is_file() else None
