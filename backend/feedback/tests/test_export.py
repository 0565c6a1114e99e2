"""`feedback_export`: all that was said, with what was heard, and nobody's identity."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from backend.analysis import history
from backend.analysis.models import Answer, Classification, Clip
from backend.common.callers import COOKIE
from backend.feedback.models import Feedback
from backend.feedback.selectors import person_of

pytestmark = pytest.mark.django_db
URL = "/api/v1/classifications"


def export(path: Path) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("feedback_export", str(path), stdout=out)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert f"{len(lines)} answers" in out.getvalue()
    return lines


def say(client: Client, row: dict[str, Any], body: dict[str, Any]) -> None:
    assert client.put(f"{URL}/{row['id']}/feedback", body, content_type="application/json").status_code == 200


def test_it_works(extractor: object, client: Client, upload, other_song: bytes, tmp_path: Path) -> None:
    one, two = client.post(URL, upload()).json(), client.post(URL, upload(other_song)).json()
    say(client, one, {"correct": True})
    say(client, two, {"correct": False})
    first, second = export(tmp_path / "feedback.jsonl")
    clip = Clip.objects.get(audio_sha256=first["song"])
    assert (first["schema"], first["features"], first["windows"]) == (clip.feature_schema, clip.values, clip.windows)
    assert (first["guess"], first["genre"], first["correct"]) == (one["verdict"]["genre"],) * 2 + (True,)
    assert (second["guess"], second["genre"], second["correct"]) == (two["verdict"]["genre"], None, False)
    assert {first["model"][key] for key in ("name", "version")} == {one["model"][key] for key in ("name", "version")}
    assert len(first["model"]["digest"]) == 64
    assert first["at"] < second["at"]


def test_it_tells_people_apart_and_says_nobody(extractor: object, upload, tmp_path: Path, settings) -> None:
    people = [Client() for _ in range(2)]
    for person in people:
        say(person, person.post(URL, upload()).json(), {"correct": True})
    text = json.dumps(export(tmp_path / "a.jsonl"))
    lines = export(tmp_path / "a.jsonl")
    assert text == json.dumps(lines)
    assert len({line["person"] for line in lines}) == 2
    assert len({line["song"] for line in lines}) == 1
    for owner in Classification.objects.values_list("owner", flat=True):
        assert owner not in text
    assert all(person.cookies[COOKIE].value not in text for person in people)
    before = person_of("someone")
    settings.SECRET_KEY = "another key of this installation, long enough"
    assert person_of("someone") != before


def test_it_is_what_the_shipped_forests_hear(extractor: object, client: Client, upload, tmp_path: Path) -> None:
    say(client, client.post(URL, upload()).json(), {"correct": True})
    ours = Clip.objects.get()
    theirs = Clip.objects.create(
        audio_sha256=ours.audio_sha256, feature_schema="other/1", names=["a"], values=[1.0], windows=[], duration_s=6,
        sample_rate=44100,
    )  # fmt: skip
    Answer.objects.update(clip=theirs)
    assert export(tmp_path / "a.jsonl")[0]["schema"] == ours.feature_schema
    ours.delete()
    assert export(tmp_path / "a.jsonl")[0]["schema"] == "other/1"


def test_what_was_deleted_is_not_told_and_after_a_day_forgotten(
    extractor: object, client: Client, upload, tmp_path: Path
) -> None:
    one, again = (client.post(URL, upload()).json() for _ in range(2))
    say(client, one, {"correct": True})
    client.delete(f"{URL}/{one['id']}")
    assert len(export(tmp_path / "a.jsonl")) == 1  # the same audio is in their history once more
    client.delete(f"{URL}/{again['id']}")
    assert export(tmp_path / "b.jsonl") == []
    history.deleted_purge()
    client.post(f"{URL}/{one['id']}/restore")
    assert len(export(tmp_path / "c.jsonl")) == 1
    client.delete(f"{URL}/{one['id']}")
    Classification.everything.update(deleted_at=timezone.now() - 2 * history.UNDO)
    history.deleted_purge()
    assert not Feedback.objects.exists()


def test_nothing_said_is_an_empty_file(tmp_path: Path) -> None:
    assert export(tmp_path / "feedback.jsonl") == []


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("feedback_export", str(tmp_path / "nowhere" / "feedback.jsonl"))
    assert list(tmp_path.glob(".*")) == []
