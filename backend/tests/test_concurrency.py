"""Many at once, each in a connection of its own: nothing twice, nothing lost, never "database is locked"."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from backend.analysis.models import Answer, Classification, Clip, Course, Drawing
from backend.catalog.models import LibraryTrack
from backend.catalog.services import library_scan_create
from backend.feedback.models import Feedback
from backend.tests.helpers import scan, work, write_song

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/api/v1/classifications"


def at_once(times: int, do: Callable[[int], Any]) -> list[Any]:
    def in_a_thread(number: int) -> Any:
        try:
            return do(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(in_a_thread, range(times)))


def test_it_works(extractor: object, upload) -> None:
    answers = at_once(6, lambda number: Client().post(URL, upload(name=f"{number}.mp3")))
    assert [answer.status_code for answer in answers] == [201] * 6
    assert len({answer.json()["id"] for answer in answers}) == 6
    assert len({json.dumps(answer.json()["votes"]) for answer in answers}) == 1
    assert (Clip.objects.count(), Answer.objects.count(), Classification.objects.count()) == (1, 1, 6)


def test_what_is_drawn_is_kept_once(extractor: object, upload) -> None:
    rows = [answer.json() for answer in at_once(4, lambda number: Client().post(URL, upload(name=f"{number}.mp3")))]
    answers = at_once(8, lambda number: Client().get(f"{URL}/{rows[number % 4]['id']}/analysis"))
    assert [answer.status_code for answer in answers] == [200] * 8
    assert all(answer.json() == answers[0].json() for answer in answers)  # PostgreSQL puts names in another order
    assert (Drawing.objects.count(), Course.objects.count()) == (1, 1)


def test_one_key_makes_one_row(extractor: object, upload) -> None:
    answers = at_once(6, lambda number: Client().post(URL, upload(), headers={"idempotency-key": "k"}))
    assert [answer.status_code for answer in answers] == [201] * 6
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert Classification.objects.count() == 1


def test_one_person_says_one_thing_of_one_song(extractor: object, upload) -> None:
    client = Client()
    rows = [client.post(URL, upload()).json() for _ in range(2)]

    def say(number: int) -> Any:
        own = Client()
        own.cookies = client.cookies
        body = {"correct": number % 3 == 0}
        return own.put(f"{URL}/{rows[number % 2]['id']}/feedback", body, content_type="application/json")

    assert [answer.status_code for answer in at_once(6, say)] == [200] * 6
    assert Feedback.objects.count() == 1


def test_writers_wait_in_line(upload) -> None:
    headers = {"prefer": "respond-async"}
    answers = at_once(8, lambda number: [Client().post(URL, upload(), headers=headers) for _ in range(5)])
    assert {answer.status_code for several in answers for answer in several} == {202}
    assert Classification.objects.count() == 40


def test_two_walks_at_once_index_each_file_once(extractor: object, tmp_path, song: bytes, settings) -> None:
    settings.LIBRARY_DIRS = [tmp_path / "music"]
    (tmp_path / "music").mkdir()
    for number in range(12):
        write_song(tmp_path / "music" / f"{number}.mp3", song, title=f"Song {number}")
    at_once(2, lambda number: scan())
    assert LibraryTrack.objects.count() == 12
    assert library_scan_create().pk


def test_two_workers_share_the_queue(extractor: object, upload) -> None:
    client = Client()
    for _ in range(4):
        client.post(URL, upload(), headers={"prefer": "respond-async"})
    at_once(2, lambda number: work())
    statuses = [row["status"] for row in client.get(URL).json()["results"]]
    assert statuses == ["done"] * 4
