"""GET /api/v1/classifications?q=: what of one's history holds these words."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client

from backend.analysis import finding, history
from backend.analysis.models import Answer, Classification, Clip
from backend.common.callers import COOKIE, caller_create, caller_remember

pytestmark = pytest.mark.django_db
URL = "/api/v1/classifications"
TRACK = {"artwork_url": None, "title": "Jóga", "artists": ["Björk"], "album": "Homogenic"}


@pytest.fixture
def caller(client: Client, rf: Any) -> str:
    """Who the client is."""
    name, response = caller_create(), HttpResponse()
    caller_remember(request=rf.get("/"), response=response, caller=name)
    client.cookies[COOKIE] = response.cookies[COOKIE].value
    return name


def keep(owner: str, label: str, *, genre: str = "", **fields: Any) -> Classification:
    row = Classification(
        owner=owner, origin="upload", label=label, model_name="m", model_version="1", forests=20, **fields
    )
    row.folded = history.folded_text(row, genre=genre)
    row.save()
    return row


def found(client: Client, q: str, **query: Any) -> list[str]:
    answer = client.get(URL, {"q": q, **query})
    assert answer.status_code == 200, answer.content
    return [row["label"] for row in answer.json()["results"]]


def test_it_works(extractor: object, client: Client, upload) -> None:
    row = client.post(URL, upload(name="Żółta Łódź.mp3")).json()
    assert row["label"] == "Żółta Łódź.mp3"
    for q in ("zolta", "ŁÓDŹ", "lodz zol", row["verdict"]["genre"].lower(), ""):
        assert found(client, q) == [row["label"]]
    assert found(client, "zolta nothing") == []


@pytest.mark.parametrize("q", ["joga", "JÓGA", "bjork", "bjo homogen", "  björk  ", "electronic", "ogenic"])
def test_title_artist_album_and_genre_are_looked_in(client: Client, caller: str, q: str) -> None:
    keep(caller, "Björk - Jóga", genre="Electronic", track=TRACK)
    keep(caller, "another")
    assert found(client, q) == ["Björk - Jóga"]


@pytest.mark.parametrize(
    ("q", "label"),
    [("100%", "100% pure"), ("%", "50 % off"), ("_", "a_b"), ("!!!", "!!! - Me and Giuliani"), ("中", "中国")],
)
def test_signs_mean_themselves(client: Client, caller: str, q: str, label: str) -> None:
    keep(caller, label)
    keep(caller, "200 pure axe")
    assert found(client, q) == [label]


def test_nobody_elses_and_nothing_deleted(client: Client, caller: str) -> None:
    keep("somebody", "Jóga")
    gone = keep(caller, "Jóga")
    client.delete(f"{URL}/{gone.id}")
    assert found(client, "joga") == []
    assert found(Client(), "joga") == []


@pytest.mark.parametrize(
    ("q", "label"),
    [
        ("nigth buss", "Night Bus North"),  # letters swapped, one too many
        ("nigt bus nroth", "Night Bus North"),
        ("nihgt", "Night Bus North"),
        ("björq", "Björk - Jóga"),
        ("JOGGA hommogenik", "Björk - Jóga"),
        ("elektronic", "Björk - Jóga"),
        ("homoge bjrok", "Björk - Jóga"),  # not typed to its end, and misspelt
        ("homogneous", "Homogeneous mixture"),
    ],
)
def test_misspellings_are_forgiven(client: Client, caller: str, q: str, label: str) -> None:
    keep(caller, "Björk - Jóga", genre="Electronic", track=TRACK)
    keep(caller, "Night Bus North")
    keep(caller, "Homogeneous mixture")
    keep(caller, "another")
    assert found(client, q) == [label]


def test_words_that_occur_need_no_neighbours(client: Client, caller: str) -> None:
    for label in ("Bus North", "Bust Worth", "Buss Nort"):
        keep(caller, label)
    assert found(client, "bus nort") == ["Buss Nort", "Bus North"]
    assert found(client, "bust worth") == ["Bust Worth"]


@pytest.mark.parametrize("q", ["nigth zzzzzz", "xq", "bsu of the", "northern soul music", "中国"])
def test_nothing_is_near(client: Client, caller: str, q: str) -> None:
    keep(caller, "Night Bus North")
    assert found(client, q) == []


def test_other_peoples_and_deleted_words_are_unknown(client: Client, caller: str) -> None:
    keep("somebody", "Night Bus North")
    gone = keep(caller, "Night Bus South")
    keep(caller, "another")
    assert found(client, "nigth") == ["Night Bus South"]
    client.delete(f"{URL}/{gone.id}")
    assert found(client, "nigth") == []
    assert found(Client(), "nigth") == []


def test_a_long_history_is_looked_at_in_part(client: Client, caller: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "LOOKED_AT", 2)
    for label in ("Mountain", "Night Train", "Night Bus"):
        keep(caller, label)
    assert found(client, "nigth") == ["Night Bus", "Night Train"]
    assert found(client, "mountian") == []
    assert found(client, "mountain") == ["Mountain"]


def test_many_words_are_taken_as_they_are(client: Client, caller: str, django_assert_max_num_queries: Any) -> None:
    keep(caller, "a b c d e f g h night")
    assert found(client, "a b c d e f g h night") == ["a b c d e f g h night"]
    with django_assert_max_num_queries(1):
        assert found(client, "a b c d e f g h nigth") == []


@pytest.mark.parametrize("q", ["joga", "jgoa"])
def test_pages_of_what_was_found(client: Client, caller: str, q: str) -> None:
    for n in range(12):
        keep(caller, f"Jóga {n}")
        keep(caller, f"other {n}")
    seen, address = [], f"{URL}?q={q}&limit=5"
    while address:
        page = client.get(address).json()
        seen += [row["label"] for row in page["results"]]
        address = page["next"]
        if len(seen) == 5:
            keep(caller, "Jóga, heard meanwhile")
            back = client.get(page["next"]).json()["previous"]
            assert [row["label"] for row in client.get(back).json()["results"]] == seen
    assert seen == [f"Jóga {n}" for n in reversed(range(12))]


@pytest.mark.parametrize("q", ["x" * 201, "\0"])
def test_a_wrong_text_is_refused(client: Client, q: str) -> None:
    answer = client.get(URL, {"q": q})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["q"])


def test_rows_from_before_are_made_findable(client: Client, caller: str) -> None:
    clip = Clip.objects.create(
        audio_sha256="0" * 64, feature_schema="x", names=[], values=[], windows=[], duration_s=30, sample_rate=44100
    )
    answer = Answer.objects.create(
        clip=clip, model_name="m", model_version="1", model_digest="x", result={"verdict": {"genre": "Ska"}}
    )
    for row in (keep(caller, "Jóga", track=TRACK), keep(caller, "song.mp3", answer=answer)):
        Classification.objects.filter(pk=row.pk).update(folded="")
    import_module("backend.analysis.migrations.0004_history").make_findable(apps, None)
    assert sorted(Classification.objects.values_list("folded", flat=True)) == [
        "joga joga bjork homogenic",
        "song mp3 ska",
    ]
