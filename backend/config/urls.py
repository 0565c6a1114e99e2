"""The map of addresses."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from backend.common import page
from backend.common.errors_page import errors_page
from backend.common.handler import respond
from backend.common.problems import ProblemError


def nothing_here(request: HttpRequest) -> HttpResponseBase:
    """Below /api/ an unknown address is a problem object, never the page."""
    return respond(ProblemError("not_found"))


urlpatterns = [
    path("", include("backend.common.urls")),
    path("api/v1/", include("backend.catalog.urls")),
    path("api/v1/", include("backend.analysis.urls")),
    path("api/v1/", include("backend.feedback.urls")),
    path("api/v1/", include("backend.neighbours.urls")),
    path("api/v1/", include("backend.explaining.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
    re_path(r"^api(?:/.*)?$", nothing_here),
    path("docs/errors", errors_page, name="errors"),
    path("", include("backend.sharing.urls")),
    re_path(r"^.*$", page.page, name="page"),
]
handler400 = "backend.common.handler.bad_request"
handler403 = "backend.common.handler.permission_denied"
handler404 = "backend.common.handler.not_found"
handler500 = "backend.common.handler.server_error"
