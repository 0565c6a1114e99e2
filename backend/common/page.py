"""The built web page: its files come from whitenoise, every other address of the page from here."""

from html import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from backend.common.handler import respond
from backend.common.problems import PROBLEMS, ProblemError

MISSING = """<!doctype html><html lang="en"><meta charset="utf-8"><title>AudioFiler</title>
<h1>AudioFiler is running</h1>
<p>The web page has not been built yet. In the checkout, run <code>make setup</code> and start again,
or build it by hand with <code>cd frontend &amp;&amp; npm ci &amp;&amp; npm run build</code>.</p>
<p>The REST interface is here already: <a href="/api/docs/">its documentation</a>.</p></html>
"""


def page(request: HttpRequest) -> HttpResponseBase:
    """The page, for any of its addresses: it finds out itself what to show there."""
    if request.method not in {"GET", "HEAD"}:
        return respond(ProblemError("method_not_allowed", allow=["GET", "HEAD"]))
    index = settings.FRONTEND_DIST / "index.html"
    found = index.is_file()
    response = HttpResponse(index.read_bytes() if found else MISSING, status=200 if found else 503)
    response["Cache-Control"] = "no-cache"
    return response


def errors_page(request: HttpRequest) -> HttpResponseBase:
    """Where the `type` of a problem points to: what each code means and what helps."""
    if request.method not in {"GET", "HEAD"}:
        return respond(ProblemError("method_not_allowed", allow=["GET", "HEAD"]))
    rows = "".join(
        f'<h2 id="{kind.code}">{kind.code}</h2><p>{kind.status}: {escape(kind.title)}. {escape(kind.help)}</p>'
        for kind in PROBLEMS.values()
    )
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Refusals of AudioFiler</title>'
    return HttpResponse(f"{head}<h1>Refusals</h1>{rows}</html>")
