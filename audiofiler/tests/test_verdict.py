"""One answer from ballots: counting, ties, windows, the sentence."""

import dataclasses

import numpy as np
import pytest

from audiofiler import Ensemble, extract
from audiofiler.schema import SAMPLE_RATE
from audiofiler.testing import encode, music
from audiofiler.verdict import CERTAIN_FROM, UNFAMILIAR, classify, count


@pytest.fixture(scope="module")
def forests() -> Ensemble:
    return Ensemble.load()


def ballots_for(forests: Ensemble, winners: list[tuple[str, int]]) -> np.ndarray:
    """Let so many forests vote for so many genres, each with a probability of one half."""
    ballots = np.full((forests.size, len(forests.genres)), 0.5 / (len(forests.genres) - 1))
    rows = iter(range(forests.size))
    for genre, votes in winners:
        for _ in range(votes):
            ballots[next(rows), forests.genres.index(genre)] = 0.5
    return ballots


def test_it_works(forests: Ensemble) -> None:
    clip = extract(encode(music(10, seed=1), SAMPLE_RATE, "mp3"))
    answer = classify(forests, clip)
    assert sum(row.votes for row in answer.votes) == 20
    assert sum(row.fraction for row in answer.votes) == pytest.approx(1.0)
    assert [ballot.forest for ballot in answer.ballots] == list(range(20))
    assert len(answer.probabilities) == 26
    assert sum(row.probability for row in answer.probabilities) == pytest.approx(1.0)
    probabilities = [row.probability for row in answer.probabilities]
    assert probabilities == sorted(probabilities, reverse=True)
    assert answer.verdict.genre == answer.votes[0].genre


def test_votes_are_those_of_the_ensemble(forests: Ensemble) -> None:
    clip = extract(encode(music(9, seed=2), SAMPLE_RATE, "mp3"))
    voted = forests.votes(clip.matrix(forests.features))[0]
    assert [ballot.genre for ballot in classify(forests, clip).ballots] == [forests.genres[i] for i in voted]


def test_each_ballot_names_its_runner_up(forests: Ensemble) -> None:
    shares = np.random.default_rng(5).dirichlet(np.ones(len(forests.genres)), size=forests.size)
    for row, ballot in zip(shares, count(forests, shares).ballots, strict=True):
        second, first = np.sort(row)[-2:]
        assert ballot.runner_up is not None
        assert (ballot.probability, ballot.runner_up.probability) == (first, second)
        assert ballot.runner_up.genre == forests.genres[int(np.flatnonzero(row == second)[0])]


def test_most_votes_win_and_come_first(forests: Ensemble) -> None:
    answer = count(forests, ballots_for(forests, [("Jazz", 5), ("Rock", 12), ("Blues", 3)]))
    assert [(row.genre, row.votes) for row in answer.votes] == [("Rock", 12), ("Jazz", 5), ("Blues", 3)]
    assert answer.verdict.genre == "Rock"
    assert answer.verdict.confidence == forests.confidence(12)


def test_a_tie_goes_to_the_higher_mean_probability(forests: Ensemble) -> None:
    ballots = ballots_for(forests, [("Jazz", 10), ("Rock", 10)])
    ballots[-1, forests.genres.index("Jazz")] += 0.3
    ballots[-1, forests.genres.index("Rock")] += 0.4
    assert count(forests, ballots).verdict.genre == "Rock"
    ballots[0, forests.genres.index("Jazz")] += 0.4
    assert count(forests, ballots).verdict.genre == "Jazz"


def test_a_song_is_the_mean_of_its_windows(forests: Ensemble) -> None:
    song = extract(encode(music(75, seed=3), SAMPLE_RATE, "wav", 1))
    assert len({window.start_s for window in song.windows}) == 2
    windows = song.matrix(forests.features)
    ballots = forests.ballots(windows).mean(axis=0)
    assert classify(forests, song) == count(forests, ballots, forests.familiarity(windows))


@pytest.mark.parametrize("votes", [20, 6])
def test_the_sentence_says_how_sure_it_is(forests: Ensemble, votes: int) -> None:
    winners = [("Classical", votes)]
    others = [genre for genre in forests.genres if genre != "Classical"]
    winners += [(genre, 1) for genre in others[: forests.size - votes]]
    verdict = count(forests, ballots_for(forests, winners)).verdict
    assert verdict.certain == (verdict.confidence >= CERTAIN_FROM)
    assert f"{votes} of 20 forests hear Classical" in verdict.sentence
    assert f"{verdict.confidence:.0%} of the time" in verdict.sentence
    assert ("Not sure" in verdict.sentence) == (not verdict.certain)


def test_what_does_not_sound_like_music_is_never_certain(forests: Ensemble) -> None:
    ballots = ballots_for(forests, [("Classical", 17), ("Jazz", 3)])
    known, strange = (count(forests, ballots, familiarity).verdict for familiarity in (0.5, 0.001))
    assert known.familiar
    assert known.sentence == count(forests, ballots).verdict.sentence
    assert not strange.familiar
    assert not strange.certain
    assert strange.sentence == f"17 of 20 forests hear Classical, 3 Jazz. {UNFAMILIAR.format(voters='forests')}"
    assert (strange.genre, strange.confidence) == (known.genre, known.confidence)


def test_a_model_that_cannot_tell_says_so(forests: Ensemble) -> None:
    verdict = count(forests, ballots_for(forests, [("Classical", 20)])).verdict
    assert (verdict.familiar, verdict.familiarity) == (None, None)
    assert verdict.certain


def test_more_agreement_is_never_less_sure(forests: Ensemble) -> None:
    confidence = [forests.confidence(k) for k in range(1, 21)]
    assert all(0 < value < 1 for value in confidence)
    assert confidence[-1] > confidence[5]


def test_every_genre_has_a_family(forests: Ensemble) -> None:
    assert set(forests.families) == set(forests.genres)


@pytest.mark.parametrize(
    ("family", "layers", "said", "learnt"),
    [
        ("network", 1, "17 of 20 logistic regressions hear Classical", "the logistic regressions learnt"),
        ("network", 4, "17 of 20 networks hear Classical", "the networks learnt"),
        ("hybrid", 1, "17 of 20 forests with networks hear Classical", "the forests with networks learnt"),
        ("convolution", 0, "17 of 20 sections sound like Classical", "the network learnt"),
    ],
)
def test_the_sentence_names_those_who_vote(forests: Ensemble, family: str, layers: int, said: str, learnt: str) -> None:
    settings = dataclasses.replace(forests._manifest.settings, layers=layers)
    others = Ensemble(dataclasses.replace(forests._manifest, family=family, settings=settings), forests._voters)
    ballots = ballots_for(forests, [("Classical", 17), ("Jazz", 3)])
    assert count(others, ballots, 1.0).verdict.sentence.startswith(said)
    assert learnt in count(others, ballots, 0.0).verdict.sentence
