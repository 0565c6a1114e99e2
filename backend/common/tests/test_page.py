"""The built page and its files."""

from pathlib import Path

from django.test import Client


def test_it_works(page: Path, client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert b"AudioFiler" in answer.content
    assert answer["Cache-Control"] == "no-cache"


def test_every_address_of_the_page_is_the_page(page: Path, client: Client) -> None:
    assert client.get("/c/0123").content == client.get("/").content
    assert client.head("/about").status_code == 200


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
