"""A result's page, and the picture of it."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from backend.analysis.models import Classification
from backend.analysis.selectors import classification_get
from backend.common.handler import respond
from backend.common.page import page
from backend.common.problems import ProblemError
from backend.sharing.drawing import card_png
from backend.sharing.saying import head_with, saying_of

CARD_SECONDS = 3600  # a deleted result's picture is gone from elsewhere by then


def shared_page(request: HttpRequest, classification_id: str) -> HttpResponseBase:
    """The page, with what a preview needs in its head.

    Of an unknown or deleted result it is the plain page, which says so to a person, with the status 404, which says so
    to whoever looks for something to preview or to index.
    """
    response = page(request)
    if response.status_code != 200 or not isinstance(response, HttpResponse):
        return response
    try:
        row = classification_get(classification_id=classification_id)
    except ProblemError:
        response.status_code = 404
        return response
    response.content = head_with(response.content.decode(), saying_of(row), address=_address(request, row))
    return response


def card(request: HttpRequest, classification_id: str) -> HttpResponseBase:
    """The picture of a result that is there, 1200 by 630."""
    if request.method not in {"GET", "HEAD"}:
        return respond(ProblemError("method_not_allowed", allow=["GET", "HEAD"]))
    try:
        said = saying_of(classification_get(classification_id=classification_id))
    except ProblemError as problem:
        return respond(problem)
    if said.card is None:
        return respond(ProblemError("not_found", "This classification has no answer yet, so it has no picture."))
    return HttpResponse(
        card_png(said.card), content_type="image/png", headers={"Cache-Control": f"public, max-age={CARD_SECONDS}"}
    )


def _address(request: HttpRequest, row: Classification) -> str:
    return request.build_absolute_uri(f"/c/{row.id}")
