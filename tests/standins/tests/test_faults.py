"""What goes wrong on demand goes wrong as it says, and stops when it is told to."""

import time

import pytest
import requests

from tests.standins import NAMES
from tests.standins.tests.asking import asker


@pytest.mark.parametrize("name", NAMES)
def test_it_works(name: str) -> None:
    with asker(name) as ask:
        song = ask.standin.songs[7]
        found = ask.listed(ask.search(song.title))
        assert song.title in [track.get("title") or track.get("name") or track["trackName"] for track in found]
        clip = ask.get(ask.clip_of(found[0]))
        assert clip.status_code == 200
        assert len(clip.content) > 300_000
        part = ask.get(ask.clip_of(found[0]), headers={"Range": "bytes=100-199"})
        assert (part.status_code, part.content) == (206, clip.content[100:200])
        assert [call.method for call in ask.standin.calls[-3:]] == ["GET"] * 3


@pytest.mark.parametrize("name", NAMES)
def test_each_fault_of_the_answer(name: str) -> None:
    with asker(name) as ask:
        standin = ask.standin
        standin.misbehave("server_error")
        assert ask.search("the").status_code == 503
        standin.misbehave("html_200")
        answer = ask.search("the")
        assert answer.status_code == 200
        assert answer.text.startswith("<!doctype html>")
        standin.misbehave("invalid_utf8")
        with pytest.raises(UnicodeDecodeError):
            ask.search("the").content.decode()
        standin.misbehave("redirect_elsewhere")
        answer = ask.search("the")
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("http://localhost:")
        standin.misbehave("no_preview")
        assert not any(ask.clip_of(track) for track in ask.listed(ask.search("the")))
        standin.behave()
        assert any(ask.clip_of(track) for track in ask.listed(ask.search("the")))


def test_each_fault_of_the_sending() -> None:
    with asker("deezer") as ask:
        ask.standin.misbehave("cut")
        with pytest.raises(requests.RequestException):
            ask.search("the")
        ask.standin.misbehave("wrong_length")
        with pytest.raises(requests.JSONDecodeError):
            ask.search("the").json()
        ask.standin.misbehave("slow_headers", seconds=5)
        with pytest.raises(requests.ReadTimeout):
            ask.search("the", timeout=0.2)
        ask.standin.misbehave("slow_body", seconds=1)
        started = time.monotonic()
        assert ask.search("the", timeout=0.5).json()["total"]
        assert time.monotonic() - started > 0.8
        ask.standin.misbehave("huge_body")
        with ask.search("the", stream=True) as answer:
            assert int(answer.headers["Content-Length"]) > 500_000_000
            assert sum(len(next(answer.iter_content(1 << 20))) for _ in range(4)) > 1_000_000


def test_what_is_held_back_is_let_go() -> None:
    with asker("deezer") as ask:
        ask.standin.misbehave("slow_headers", seconds=60)
        with pytest.raises(requests.ReadTimeout):
            ask.search("the", timeout=0.1)
        started = time.monotonic()
    assert time.monotonic() - started < 5


def test_a_fault_strikes_where_it_should() -> None:
    with asker("deezer") as ask:
        clip = ask.clip_of(ask.listed(ask.search("the"))[0])
        ask.standin.misbehave("expired_preview")
        assert ask.get(clip).status_code == 403
        assert ask.search("the").status_code == 200
        ask.standin.misbehave("server_error", on="clips")
        assert ask.get(clip).status_code == 503
        assert ask.search("the").status_code == 200


def test_a_secret_is_no_longer_good() -> None:
    with asker("spotify") as ask:
        ask.standin.misbehave("invalid_client")
        assert ask.token("stand-in", "stand-in-secret").json()["error"] == "invalid_client"
        assert ask.search("the").status_code == 200


def test_a_signed_preview_expires() -> None:
    with asker("deezer", preview_seconds=-1) as ask:
        clip = ask.clip_of(ask.listed(ask.search("the"))[0])
        assert ask.get(clip).status_code == 403
        ask.standin.service.preview_seconds = 60
        clip = ask.clip_of(ask.listed(ask.search("the"))[0])
        assert ask.get(clip).status_code == 200
        assert ask.get(clip[:-4] + "0000").status_code == 403


@pytest.mark.parametrize(
    ("name", "kind", "status", "text"),
    [
        ("deezer", "quota_200", 200, "Quota limit exceeded"),
        ("itunes", "forbidden", 403, "Forbidden"),
        ("jamendo", "failed_200", 200, "failed"),
        ("spotify", "premium_lapsed", 403, "premium subscription"),
        ("spotify", "null_preview", 200, '"preview_url":null'),
    ],
)
def test_a_fault_of_one_service(name: str, kind: str, status: int, text: str) -> None:
    with asker(name) as ask:
        ask.standin.misbehave(kind)
        answer = ask.search("the")
        assert answer.status_code == status
        assert text in answer.text


def test_an_allowance_is_held() -> None:
    with asker("itunes", allowance=(2, 0.5)) as ask:
        assert [ask.search("the").status_code for _ in range(3)] == [200, 200, 403]
        time.sleep(0.6)
        assert ask.search("the").status_code == 200


def test_faults_can_be_ordered_over_http() -> None:
    with asker("itunes") as ask:
        door = ask.standin.origin + "/__standin__/"
        assert (
            requests.post(door + "misbehave", json={"kind": "forbidden"}, timeout=5).json()["misbehaves"] == "forbidden"
        )
        assert ask.search("the").status_code == 403
        assert requests.post(door + "misbehave", json={"kind": "sulk"}, timeout=5).status_code == 400
        assert requests.post(door + "behave", timeout=5).json()["misbehaves"] is None
        assert ask.search("the").status_code == 200
        assert requests.get(door + "calls", timeout=5).json()["calls"][-1]["path"] == "/search"


def test_an_unknown_fault_is_refused() -> None:
    with asker("itunes") as ask, pytest.raises(ValueError, match="itunes cannot 'quota_200'; it can: cut,"):
        ask.standin.misbehave("quota_200")
