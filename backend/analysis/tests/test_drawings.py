"""GET /api/v1/classifications/{id}/analysis."""

import base64
import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from audiofiler import Ensemble, extract
from audiofiler.schema import STATS_SCHEMA_ID
from audiofiler.testing import encode, music
from audiofiler.verdict import votes_of
from backend.analysis import history
from backend.analysis.models import Answer, Classification, Clip, Course, Drawing
from backend.tests.helpers import ExtractorProcess

pytestmark = pytest.mark.django_db
URL = "/api/v1/classifications"
Upload = Callable[..., dict[str, Any]]
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="session")
def clip() -> bytes:
    """A little longer than one stretch."""
    return encode(music(12, seed=11), codec="mp3")


@pytest.fixture
def heard(extractor: ExtractorProcess, client: Client, upload: Upload, clip: bytes) -> dict[str, Any]:
    """A classification that is done."""
    found: dict[str, Any] = client.post(URL, upload(clip)).json()
    return found


def analysis(client: Client, row: dict[str, Any], **headers: str) -> Any:
    return client.get(f"{URL}/{row['id']}/analysis", headers=headers)


def test_it_works(client: Client, heard: dict[str, Any], clip: bytes) -> None:
    answer = analysis(client, heard)
    assert answer.status_code == 200, answer.content
    found = answer.json()
    wanted = extract(clip, drawing=True).drawing
    assert wanted is not None
    sent = json.loads(json.dumps(wanted.as_dict()))
    assert {**found, "course": None} == {**sent, "course": None}
    assert len(base64.b64decode(found["mel"]["data"])) == found["mel"]["rows"] * found["mel"]["columns"]
    course = found["course"]
    assert (course["seconds"], course["step_s"]) == (10, 1)
    assert [(part["start_s"], part["end_s"]) for part in course["parts"]] == [(0, 10), (1, 11), (2, 12)]


def test_the_course_is_voted_by_the_same_forests(client: Client, heard: dict[str, Any], clip: bytes) -> None:
    parts = analysis(client, heard).json()["course"]["parts"]
    heard_here, forests = extract(clip, drawing=True), Ensemble.load()
    assert heard_here.drawing is not None
    columns = [heard_here.names.index(name) for name in forests.features]
    for part, stretch in zip(parts, heard_here.drawing.course.stretches, strict=True):
        votes = votes_of(forests, forests.song(stretch.values[:, columns]))
        assert part["votes"] == [{"genre": vote.genre, "votes": vote.votes} for vote in votes]
        assert part["genre"] == votes[0].genre
        assert sum(vote["votes"] for vote in part["votes"]) == 20


def test_the_course_comes_without_the_pictures(client: Client, heard: dict[str, Any]) -> None:
    answer, whole = client.get(f"{URL}/{heard['id']}/course"), analysis(client, heard)
    names = {"duration_s", "heard", "waveform", "course"}
    assert answer.json() == {name: part for name, part in whole.json().items() if name in names}
    assert answer["ETag"] == whole["ETag"]
    again = client.get(f"{URL}/{heard['id']}/course", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_it_is_kept_and_may_be_kept(client: Client, heard: dict[str, Any], settings: Any) -> None:
    first = analysis(client, heard)
    settings.EXTRACTOR_URL = NOWHERE
    assert (Drawing.objects.count(), Course.objects.count()) == (1, 1)
    Answer.objects.update(model_name="a-model-that-is-gone")  # so nothing can be computed again
    again = analysis(client, heard)
    assert again.json() == first.json()
    assert "immutable" in again["Cache-Control"]
    unchanged = analysis(client, heard, if_none_match=again["ETag"])
    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", again["ETag"])
    assert "immutable" in unchanged["Cache-Control"]


def test_it_is_sent_compressed(client: Client, heard: dict[str, Any]) -> None:
    whole, small = analysis(client, heard), analysis(client, heard, accept_encoding="gzip")
    assert small["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(small.content)) == whole.json()
    assert len(small.content) < 0.75 * len(whole.content)


def test_each_question_about_equal_audio_has_it(
    client: Client, heard: dict[str, Any], upload: Upload, clip: bytes
) -> None:
    other = client.post(URL, upload(clip)).json()
    assert other["cached"] is True
    one, two = analysis(client, heard), analysis(client, other)
    assert one.json() == two.json()
    assert one["ETag"] != two["ETag"]
    assert Course.objects.count() == 1


def test_audio_from_before_is_heard_again(
    client: Client, heard: dict[str, Any], upload: Upload, clip: bytes, settings: Any
) -> None:
    Drawing.objects.all().delete()
    answer = analysis(client, heard)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    url, settings.EXTRACTOR_URL = settings.EXTRACTOR_URL, NOWHERE
    # the extractor is away: what is known is still answered, and nothing is lost
    again = client.post(URL, upload(clip))
    assert (again.status_code, again.json()["cached"], again.json()["votes"]) == (201, True, heard["votes"])
    assert analysis(client, again.json()).status_code == 404
    settings.EXTRACTOR_URL = url
    assert client.post(URL, upload(clip)).json()["cached"] is True
    for row in (heard, again.json()):
        assert analysis(client, row).status_code == 200
    assert (Clip.objects.count(), Answer.objects.count(), Drawing.objects.count()) == (1, 1, 1)


def test_without_the_model_that_answered_there_is_no_course(client: Client, heard: dict[str, Any]) -> None:
    digest = Answer.objects.get().model_digest
    Answer.objects.update(model_digest="of a bundle that was replaced")
    answer = analysis(client, heard)
    assert (answer.status_code, answer.json()["course"]["parts"]) == (200, [])
    assert "immutable" not in answer["Cache-Control"]
    assert not Course.objects.exists()
    Answer.objects.update(model_digest=digest, model_name="gone")
    assert analysis(client, heard).json()["course"]["parts"] == []


def test_another_schema_is_followed_in_its_own_parts(
    extractor: ExtractorProcess, client: Client, upload: Upload, networks: str
) -> None:
    row = client.post(URL, upload(encode(music(20, seed=12), codec="mp3"), model=networks)).json()
    assert Clip.objects.get().feature_schema == STATS_SCHEMA_ID
    found = analysis(client, row).json()
    assert found["course"]["step_s"] == 5
    assert [part["start_s"] for part in found["course"]["parts"]] == pytest.approx([0, 5, 10], abs=0.05)
    assert {sum(vote["votes"] for vote in part["votes"]) for part in found["course"]["parts"]} == {20}
    assert found["mel"]["columns"] == 400


def test_what_is_not_done_or_not_there_has_none(client: Client, upload: Upload) -> None:
    queued = client.post(URL, upload(), headers={"prefer": "respond-async"}).json()
    assert queued["status"] == "queued"
    for identifier in (queued["id"], "0" * 32, "nonsense"):
        answer = analysis(client, {"id": identifier})
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_what_is_deleted_is_not_drawn(client: Client, heard: dict[str, Any]) -> None:
    tag = analysis(client, heard)["ETag"]
    assert client.delete(f"{URL}/{heard['id']}").status_code == 204
    assert analysis(client, heard, if_none_match=tag).status_code == 404


def test_after_a_day_what_nobody_has_any_more_is_no_longer_drawn(
    client: Client, heard: dict[str, Any], upload: Upload, clip: bytes
) -> None:
    other = Client().post(URL, upload(clip)).json()
    Drawing.objects.update(created_at=timezone.now() - 2 * history.UNDO)
    client.delete(f"{URL}/{heard['id']}")
    Classification.everything.filter(pk=heard["id"]).update(deleted_at=timezone.now() - 2 * history.UNDO)
    history.deleted_purge()
    assert analysis(client, other).status_code == 200, "somebody else has it"
    Classification.everything.filter(pk=other["id"]).delete()
    history.deleted_purge()
    assert not Drawing.objects.exists()
    assert analysis(client, client.post(URL, upload(clip)).json()).status_code == 200
    history.deleted_purge()
    assert Drawing.objects.count() == 1


def test_whoever_has_the_id_may_see_it(heard: dict[str, Any]) -> None:
    assert analysis(Client(), heard).status_code == 200
