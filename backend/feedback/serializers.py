"""The shape of what a person says."""

from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from backend.common.fields import TextField


class TruthField(serializers.BooleanField):
    """true or false as JSON has them: DRF alone takes "yes" and 1 for them, too."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            raise ValidationError("It must be true or false.")
        return data


class FeedbackRequestSerializer(serializers.Serializer[dict[str, Any]]):
    """What it is: exactly one of the two."""

    genre = TextField(required=False, max_length=64, help_text="The right genre, one of the model's genres.")
    correct = TruthField(
        required=False, help_text="true: the answer is right. false: it is wrong, and you do not say what is."
    )
