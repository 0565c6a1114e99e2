"""GET /c/{id}: the page with what a preview of its link shows."""

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from backend.analysis.models import Classification

pytestmark = pytest.mark.django_db
HOSTILE = """</title><script>alert(1)</script>"><img src=x onerror='alert(2)'> \\1 \\g<0> &amp; </head>"""


class Head(HTMLParser):
    """Collects the tags of a page, and what its meta tags say."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.meta: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        if tag == "meta":
            self.meta[found.get("property") or found.get("name") or ""] = found["content"] or ""


def shown(client: Client, row: Classification) -> str:
    return client.get(f"/c/{row.id}").content.decode()


def opened(client: Client, row: Classification) -> tuple[str, dict[str, str]]:
    answer = client.get(f"/c/{row.id}")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-cache")
    html = answer.content.decode()
    title = re.search("<title>(.*?)</title>", html)
    assert title
    return unescape(title[1]), Head(html).meta


def test_it_works(page: Path, client: Client, judged: Callable[..., Classification]) -> None:
    row = judged(label="Queen - Bohemian Rhapsody")
    title, meta = opened(client, row)
    assert title == "Queen - Bohemian Rhapsody: Rock · AudioFiler"
    assert meta["description"] == meta["og:description"] == meta["twitter:description"] == "14 of 20 forests hear Rock."
    assert meta["og:title"] == "Queen - Bohemian Rhapsody: Rock"
    assert meta["og:url"] == f"http://testserver/c/{row.id}"
    assert meta["og:image"] == meta["twitter:image"] == f"http://testserver/c/{row.id}/card.png"
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert meta["twitter:card"] == "summary_large_image"


def test_what_people_call_their_files_is_only_text(
    page: Path, client: Client, judged: Callable[..., Classification]
) -> None:
    row = judged(label=HOSTILE)
    title, meta = opened(client, row)
    assert title == f"{HOSTILE}: Rock · AudioFiler"
    assert meta["og:title"] == f"{HOSTILE}: Rock"
    tags = Head(client.get(f"/c/{row.id}").content.decode()).tags
    assert set(tags) == {"html", "head", "title", "meta", "link", "body"}
    assert tags.index("body") == len(tags) - 1


def test_the_data_of_a_result_is_named_in_its_head(
    page: Path, client: Client, judged: Callable[..., Classification]
) -> None:
    row, waiting = judged(), judged(answer=None, status="queued")
    named = re.findall('<link rel="preload" as="fetch" crossorigin href="(.*?)">', shown(client, row))
    assert named == [f"/api/v1/classifications/{row.id}?", f"/api/v1/classifications/{row.id}/course"]
    assert "preload" not in shown(client, waiting)


def test_a_long_name_is_cut(page: Path, client: Client, judged: Callable[..., Classification]) -> None:
    assert opened(client, judged(label="x" * 500))[1]["og:title"] == f"{'x' * 119}…: Rock"


def test_one_under_way_has_a_name_but_no_picture(
    page: Path, client: Client, judged: Callable[..., Classification]
) -> None:
    title, meta = opened(client, judged(label="song.mp3", answer=None, status="queued"))
    assert title == "song.mp3 · AudioFiler"
    assert "og:image" not in meta
    assert meta["twitter:card"] == "summary"


def test_what_is_not_there_is_the_plain_page(page: Path, client: Client, judged: Callable[..., Any]) -> None:
    row = judged()
    Classification.objects.filter(pk=row.pk).update(deleted_at=row.created_at)
    for name in (row.id, "0" * 32, "0123"):
        answer = client.get(f"/c/{name}")
        assert (answer.status_code, answer.content) == (404, client.get("/c/another").content)


def test_without_a_built_page_it_says_what_to_do(client: Client, settings: Any, tmp_path: Path, judged) -> None:
    settings.FRONTEND_DIST = tmp_path / "none"
    assert client.get(f"/c/{judged().id}").status_code == 503
    assert client.post(f"/c/{judged().id}").status_code == 405
