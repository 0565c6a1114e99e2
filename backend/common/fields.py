"""What a caller sends that nobody reads is a mistake, and it is said."""

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ValidationError


class TextField(serializers.CharField):
    """Text as text: DRF alone takes numbers for it, too."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise ValidationError("It must be text.")
        return super().to_internal_value(data)


def refuse_unknown(sent: Iterable[str], *, known: Iterable[str]) -> None:
    """Raises ValidationError that names each field that there is not."""
    fields = list(known)
    if unknown := sorted(set(sent) - set(fields)):
        told = f"There is no such field. There are {', '.join(fields)}."
        raise ValidationError({name[:100]: [told] for name in unknown})
