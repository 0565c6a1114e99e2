"""The built page and its files."""

from pathlib import Path

import pytest
from django.test import Client


def test_it_works(page: Path, client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert b"AudioFiler" in answer.content
    assert answer["Cache-Control"] == "no-cache"


def test_each_kind_of_address_has_the_page_that_names_what_it_loads(page: Path, client: Client) -> None:
    assert b"<!-- index -->" in client.get("/").content
    assert b"<!-- pages/c -->" in client.get("/c/0123").content
    assert client.head("/about").status_code == 200


@pytest.mark.parametrize("path", ["/metrics", "/nothing/here", "/About", "/..", "/pages", "/index"])
def test_an_address_of_nothing_is_the_page_with_404(page: Path, client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert b"<!-- index -->" in answer.content


def test_hashed_files_are_kept_for_ever(page: Path, client: Client) -> None:
    answer = client.get("/assets/index-a1b2c3d4.js")
    assert b"".join(answer.streaming_content) == b"export {};"
    assert "immutable" in answer["Cache-Control"]
    assert answer["Content-Type"].startswith("text/javascript")


def test_without_a_built_page_it_says_what_to_do(client: Client, settings, tmp_path: Path) -> None:
    settings.FRONTEND_DIST = tmp_path / "none"
    answer = client.get("/")
    assert answer.status_code == 503
    assert b"make setup" in answer.content


def test_the_page_takes_no_writes(client: Client) -> None:
    answer = client.post("/")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
