"""The same recording in several catalogues is one suggestion."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backend.catalog.searching.merging import merged
from backend.catalog.searching.ranking import suggestions
from backend.catalog.sources.base import Track
from backend.tests.fakes import song


def ids(groups: list[list[Track]]) -> set[frozenset[str]]:
    return {frozenset(track.id for track in group) for group in groups}


def one(*tracks: Track) -> bool:
    return len(merged(tracks)) == 1


def test_it_works() -> None:
    assert one(
        song("a", "1", "Far Away (Remastered 2011)", "The Nobodies", duration_ms=200_000),
        song("b", "1", "Far away", "Nobodies", "Somebody", duration_ms=202_900),
    )


def test_what_is_not_the_same_stays_apart() -> None:
    first = song("a", "1", duration_ms=200_000)
    for other in (
        song("b", "1", duration_ms=203_001),
        song("b", "1", "Far Away", "Somebody Else", duration_ms=200_000),
        song("b", "1", "Far Away (Live)", duration_ms=200_000),
    ):
        assert not one(first, other)


def test_the_same_isrc_is_the_same_recording() -> None:
    assert one(song("a", "1", isrc="ZZ-AF0-26-00001"), song("b", "1", "Far Awry", "N.", isrc="zzaf02600001"))


def test_without_a_duration_it_goes_with_the_only_recording_of_that_name() -> None:
    short, long = song("a", "1", duration_ms=100_000), song("a", "2", duration_ms=200_000)
    unknown = song("b", "1")
    assert one(short, unknown)
    assert len(merged([short, long, unknown])) == 3


def test_the_best_one_to_classify_leads() -> None:
    first = song("a", "1", duration_ms=200_000, isrc="ZZAF02600001")
    second = song("b", "1", duration_ms=200_500, has_preview=True, external_url="https://b.example/1")
    third = song("c", "1", duration_ms=201_000, has_preview=True)
    (found,) = suggestions(text="far away", answers=[[first], [second], [third]])
    assert (found.track.id, found.track.isrc) == ("b:1", "ZZAF02600001")
    assert [track.id for track in found.tracks] == ["b:1", "a:1", "c:1"]
    assert found.sources()[0] == {
        "source": "b",
        "id": "b:1",
        "has_preview": True,
        "external_url": "https://b.example/1",
    }


def test_a_catalogue_that_has_it_twice_is_named_once() -> None:
    twice = [song("a", str(key), album=str(key), duration_ms=200_000) for key in (1, 2)]
    (found,) = suggestions(text="far away", answers=[twice])
    assert [track.id for track in found.tracks] == ["a:1"]


def test_the_better_fit_comes_first_then_the_earlier_catalogue() -> None:
    answers = [
        [song("a", "1", "Far Asway", "Someone"), song("a", "2", "Near", "Someone")],
        [song("b", "1", "Far Away", "Someone")],
        [song("c", "1", "Far Away", "Another")],
    ]
    found = suggestions(text="far away", answers=answers)
    assert [suggestion.track.id for suggestion in found] == ["b:1", "c:1", "a:1", "a:2"]


def test_a_version_nobody_asked_for_stands_behind_the_song() -> None:
    answers = [[song("a", "1", "Far Away (Live)"), song("a", "2", "Far Away - Acoustic"), song("a", "3")]]
    for text, first in (("far awya", "a:3"), ("far away live", "a:1"), ("far away acoustic", "a:2")):
        assert suggestions(text=text, answers=answers)[0].track.id == first


def tracks() -> st.SearchStrategy[list[Track]]:
    """Tracks that are alike often enough."""
    made: Any = st.builds(
        dict,
        source=st.sampled_from("abc"),
        title=st.sampled_from(["Far Away", "Far Away (Live)", "far away - Remastered", "Near"]),
        artists=st.sampled_from([["Nobody"], ["The Nobody"], ["Somebody", "Nobody"], []]),
        duration_ms=st.none() | st.integers(0, 12).map(lambda seconds: 1000 * seconds),
        isrc=st.none() | st.sampled_from(["ZZAF02600001", "ZZAF02600002", "ZZAF02600003"]),
        has_preview=st.booleans(),
    )
    return st.lists(made, max_size=12).map(
        lambda rows: [Track(id=f"{row['source']}:{place}", **row) for place, row in enumerate(rows)]
    )


@given(tracks(), st.randoms())
def test_the_order_of_the_answers_does_not_matter(found: list[Track], dice: Any) -> None:
    shuffled = list(found)
    dice.shuffle(shuffled)
    assert ids(merged(shuffled)) == ids(merged(found))


@given(tracks())
def test_nothing_is_lost_and_merging_again_changes_nothing(found: list[Track]) -> None:
    groups = merged(found)
    assert sorted(track.id for group in groups for track in group) == sorted(track.id for track in found)
    assert ids(merged([track for group in groups for track in group])) == ids(groups)
    for group in groups:
        assert ids(merged(group)) <= ids(groups) or any(track.duration_ms is None for track in group)


@given(tracks(), st.randoms())
def test_suggestions_do_not_depend_on_who_answered_first(found: list[Track], dice: Any) -> None:
    answers = [[track for track in found if track.source == source] for source in "abc"]
    leaders = [suggestion.track.id for suggestion in suggestions(text="far away", answers=answers)]
    assert len(set(leaders)) == len(leaders)
    assert leaders == [suggestion.track.id for suggestion in suggestions(text="far away", answers=answers)]
