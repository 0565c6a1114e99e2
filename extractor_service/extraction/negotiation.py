"""Which body is read how: by its content type; and the answer is JSON, whatever was asked for."""

from typing import Any

from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request


class AlwaysJson(BaseContentNegotiation):
    """Answers JSON whatever the Accept header says, and picks the parser by the content type."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """Find the parser for the request's content type."""
        main = str(request.content_type).split(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == main), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        """Give the one renderer there is."""
        return renderers[0], renderers[0].media_type
