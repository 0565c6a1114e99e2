"""GET /c/{id}/card.png: the picture of a result."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image, ImageFont

from backend.analysis.models import Classification
from backend.sharing import lettering
from backend.sharing.drawing import INK, INK_SOFT, LEAF, LEAF_STRONG, PAPER, Card, card_png
from backend.sharing.lines import lines_of

SONG = Card("Bohemian Rhapsody", "Queen", "Rock", certain=True, votes=(("Rock", 14), ("Pop", 6)))


def pixels(card: Card) -> Image.Image:
    return Image.open(BytesIO(card_png(card))).convert("RGB")


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.django_db
def test_it_works(client: Client, judged: Callable[..., Classification]) -> None:
    answer = client.get(f"/c/{judged().id}/card.png")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "max-age" in answer["Cache-Control"]
    image = Image.open(BytesIO(answer.content))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(answer.content) < 60_000
    assert client.get(f"/c/{judged().id}/card.png").content == answer.content


@pytest.mark.django_db
def test_there_is_no_picture_of_what_is_not_there(client: Client, judged: Callable[..., Classification]) -> None:
    gone, waiting = judged(), judged(answer=None, status="queued")
    Classification.objects.filter(pk=gone.pk).update(deleted_at=gone.created_at)
    for name in (gone.id, waiting.id, "0" * 32, "x"):
        answer = client.get(f"/c/{name}/card.png")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert client.post(f"/c/{gone.id}/card.png").status_code == 405


def test_the_paper_is_the_pages_and_the_writing_can_be_read() -> None:
    assert pixels(SONG).getpixel((1150, 30)) == tuple(int(PAPER[k : k + 2], 16) for k in (1, 3, 5))
    for colour in (INK, INK_SOFT, LEAF, LEAF_STRONG):
        assert (luminance(PAPER) + 0.05) / (luminance(colour) + 0.05) >= 4.5


def test_a_tree_for_each_voter() -> None:
    few, many = (pixels(replace(SONG, votes=(("Rock", n), ("Pop", 20 - n)))) for n in (3, 17))
    green = tuple(int(LEAF[k : k + 2], 16) for k in (1, 3, 5))
    ground = (0, 480, 1200, 630)
    counted = [{colour: n for n, colour in image.crop(ground).getcolors() or ()}[green] for image in (few, many)]
    assert counted[1] > 4 * counted[0] > 0


@pytest.mark.parametrize("title", ["A" * 5000, "Jóga", "夜に駆ける", "שלום", "", "\0\n\t", "🎵", "<b>&amp;"])
def test_any_title_can_be_drawn_or_left_out(title: str) -> None:
    image = pixels(replace(SONG, title=title))
    beside = image.crop((1200 - 60, 120, 1200, 210))
    assert beside.getcolors() == [(60 * 90, image.getpixel((1150, 30)))]


def test_lines_break_at_words_and_end_at_one() -> None:
    font = ImageFont.load_default(20)
    assert isinstance(font, ImageFont.FreeTypeFont)
    title = "Quartet No. 0 in D: Allegro ma non troppo"
    room = font.getlength("Quartet No. 0 in D")
    assert lines_of("Quartet", font, room=room, most=2) == ["Quartet"]
    assert lines_of(title, font, room=room, most=9) == ["Quartet No. 0 in", "D: Allegro ma", "non troppo"]
    assert lines_of(title, font, room=room, most=2) == ["Quartet No. 0 in", "D: Allegro ma..."]
    first, second = lines_of("A" * 5000, font, room=room, most=2)
    assert font.getlength(first) <= room >= font.getlength(second)
    assert second.endswith("A...")
    assert lines_of(" ", font, room=room, most=2) == [""]


def test_a_long_title_has_two_lines_and_stays_off_the_genre() -> None:
    long = pixels(replace(SONG, title="A Quartet for Two Violins, Viola and Violoncello, played in the rain " * 3))
    ink = tuple(int(INK[k : k + 2], 16) for k in (1, 3, 5))
    rows = [y for y in range(100, 290) if any(long.getpixel((x, y)) == ink for x in range(72, 1128))]
    assert any(y + 1 not in rows for y in rows[:-1])  # between two lines there is paper
    assert rows[-1] - rows[0] > 60
    assert rows[-1] < 215


def test_without_fonts_accents_are_left_out_and_what_has_no_letters_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "_font", lambda name, size: None)
    drawn, font = lettering.lettering("Jóga, Björk", lettering.SERIF, 40) or ("", None)
    assert drawn == "Joga, Bjork"
    assert isinstance(font, ImageFont.FreeTypeFont)
    assert lettering.lettering("夜に駆ける", lettering.SERIF, 40) is None
    assert lettering.lettering("Łona", lettering.SERIF, 40) is None  # no letter is dropped from a name
    assert lettering.lettering("שלום", lettering.SERIF, 40) is None
