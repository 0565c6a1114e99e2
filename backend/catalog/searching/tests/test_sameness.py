"""What titles and artists come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.catalog.searching.sameness import artist_key, title_key

SAME = [
    ("Far Away", "far away!"),
    ("Jóga", "Joga"),
    ("Far Away", "Far Away (feat. Somebody Else)"),
    ("Far Away", "Far Away [ft. Somebody]"),
    ("Far Away", "Far Away feat. Somebody"),
    ("Far Away", "Far Away (with Somebody)"),
    ("Far Away", "Far Away (Remastered 2011)"),
    ("Far Away", "Far Away - 2009 Digital Remaster"),
    ("Far Away", "Far Away - Single Version"),
    ("Far Away", "Far Away (Album Version)"),
    ("Far Away", "Far Away - Radio Edit"),
    ("Far Away (Live)", "Far Away - Live"),
    ("Far Away (Live) [Remastered 2003]", "Far Away (Live)"),
    ("Far Away (Live / Remastered)", "Far Away - Live"),
    ("Far Away (feat. Somebody) [Nobody Remix]", "Far Away (Nobody Remix)"),
    ("(I Am) Far Away", "I Am Far Away"),
    ("戦場のメリー", "戦場の メリー"),
]
APART = [
    ("Far Away", "Far Away (Live)"),
    ("Far Away", "Far Away - Live in Nowhere"),
    ("Far Away", "Far Away (Nobody Remix)"),
    ("Far Away (One Remix)", "Far Away (Other Remix)"),
    ("Far Away", "Far Away (Karaoke Version)"),
    ("Far Away", "Far Away (Instrumental)"),
    ("Far Away", "Far Away, Pt. 2"),
    ("Far Away", "Near"),
    ("???", "!!!"),
    ("Live", "Remix"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_it_works(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_recordings_stay_apart(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Nobodies", "Nobodies"),
        ("Nobody feat. Somebody", "Nobody"),
        ("Nobody & Somebody", "Nobody, Somebody"),
        ("Nóbody", "NOBODY"),
        ("AC/DC", "AC/DC"),
    ],
)
def test_artists(one: str, other: str) -> None:
    assert artist_key(one) == artist_key(other)


def test_names_that_only_look_like_several() -> None:
    assert artist_key("The The") == "the"
    assert artist_key("&") == "and"
    assert artist_key("Xander") == "xander"


PIECES = ["far", "away", "(live)", "[remix]", "-", "feat.", "ft", "featuring", "with", "(remastered", "2011)"]
PIECES += ["version", "(", ")", "single", "é", "ß", "ﬁ"]
TITLES = st.text(max_size=30) | st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)


@given(TITLES)
def test_a_key_is_its_own_key(title: str) -> None:
    assert title_key(title_key(title)) == title_key(title)
    assert title_key(title) or not title.strip()


@given(st.text(max_size=30))
def test_an_artist_has_a_key(artist: str) -> None:
    assert artist_key(artist) or not artist.strip()
