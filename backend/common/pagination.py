"""Pages of a history that grows at its head: a cursor neither skips nor repeats a row."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError as InvalidDateError
from django.db.models import QuerySet
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.fields import IntegerField
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request


class HistoryPagination(CursorPagination):
    """Newest first, 20 a page, up to 100 with `limit`."""

    page_size = 20
    max_page_size = 100
    page_size_query_param = "limit"
    ordering = ("-created_at", "-id")

    def get_page_size(self, request: Request) -> int:
        """The asked-for length of a page; one that cannot be is refused, as it is in a search."""
        asked = request.query_params.get(self.page_size_query_param)
        if asked is None:
            return self.page_size
        field = IntegerField(min_value=1, max_value=self.max_page_size)
        try:
            return int(field.run_validation(asked))
        except ValidationError as wrong:
            raise ValidationError({self.page_size_query_param: wrong.detail}) from None

    def decode_cursor(self, request: Request) -> Cursor | None:
        try:
            return super().decode_cursor(request)
        except NotFound:
            raise ValidationError({"cursor": ["This is not a cursor of this list."]}) from None

    def paginate_queryset(
        self, queryset: QuerySet[Any] | Sequence[Any], request: Request, view: Any = None
    ) -> list[Any] | None:
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, InvalidDateError):  # a cursor that decodes, but to no date
            raise ValidationError({"cursor": ["This is not a cursor of this list."]}) from None
