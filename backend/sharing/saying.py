"""What is said of a result in the head of its page, and on its picture."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from backend.analysis.models import Classification
from backend.sharing.drawing import HEIGHT, WIDTH, Card

SITE = "AudioFiler"
UNDER_WAY = "Pick a song: twenty voters hear it and vote on its genre."
LONGEST_TITLE = 120  # more is cut wherever it is shown
TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta name="description" content="[^"]*"\s*/?>')


@dataclass(frozen=True)
class Saying:
    """Title and sentence, and the picture's content if there is an answer to draw."""

    title: str
    sentence: str
    card: Card | None
    data: tuple[str, ...] = ()
    """Addresses of what the page asks for, so that a browser has it on its way early: exactly as
    its client spells them, or they would be fetched twice."""


def saying_of(row: Classification) -> Saying:
    """What to say of a classification, finished or not."""
    song = _cut(" ".join(row.label.split()), LONGEST_TITLE)
    if row.answer is None:
        return Saying(title=song, sentence=UNDER_WAY, card=None)
    own = f"/api/v1/classifications/{row.id}"
    verdict, votes = row.answer.result["verdict"], row.answer.result["votes"]
    track = row.track or {}
    card = Card(
        title=" ".join((track.get("title") or row.label).split()),
        artists=", ".join(track.get("artists") or ()),
        genre=verdict["genre"],
        certain=verdict["certain"],
        votes=tuple((vote["genre"], vote["votes"]) for vote in votes),
    )
    data = (f"{own}?", f"{own}/course", *([f"/api/v1/tracks/{track['id']}"] if track else []))
    return Saying(title=f"{song}: {verdict['genre']}", sentence=verdict["sentence"], card=card, data=data)


def head_with(html: str, said: Saying, *, address: str) -> str:
    """The page with this title and sentence, and with what previews of other sites read. All of it is escaped."""
    title = f"{said.title} · {SITE}"
    html = TITLE.sub(lambda _: f"<title>{escape(title)}</title>", html, count=1)
    html = DESCRIPTION.sub(lambda _: _meta("name", "description", said.sentence), html, count=1)
    tags = "".join(_meta(kind, name, content) for kind, name, content in _tags(said, address=address))
    links = "".join(f'<link rel="preload" as="fetch" crossorigin href="{escape(url)}">' for url in said.data)
    return html.replace("</head>", f"{tags}{links}</head>", 1)


def _tags(said: Saying, *, address: str) -> Iterable[tuple[str, str, str]]:
    yield "property", "og:type", "website"
    yield "property", "og:site_name", SITE
    yield "property", "og:url", address
    yield "property", "og:title", said.title
    yield "property", "og:description", said.sentence
    yield "name", "twitter:title", said.title
    yield "name", "twitter:description", said.sentence
    if said.card is None:
        yield "name", "twitter:card", "summary"
        return
    picture, words = f"{address}/card.png", f"{said.title}. {said.sentence}"
    yield "property", "og:image", picture
    yield "property", "og:image:type", "image/png"
    yield "property", "og:image:width", str(WIDTH)
    yield "property", "og:image:height", str(HEIGHT)
    yield "property", "og:image:alt", words
    yield "name", "twitter:card", "summary_large_image"
    yield "name", "twitter:image", picture
    yield "name", "twitter:image:alt", words


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content)}" />'


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
