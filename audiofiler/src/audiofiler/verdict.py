"""From a clip's vectors to one answer: votes, ballots, probabilities and a sentence.

Conventions: each forest averages its own class probabilities over the windows of a song and then votes once, so a song
gets as many votes as there are forests however long it is, and a clip's answer is its only window's. The genre with
most votes wins; ties go to the higher mean probability. How sure that makes us is not a matter of taste: it is how
often the forests were right, on songs no training saw, when as many of them agreed. That holds for music like the music
they learnt from: an answer to anything else is never certain.
"""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble import Ensemble, Rules
from audiofiler.extraction import FeatureVector

CERTAIN_FROM = Rules().certain_from
"""A verdict is certain when answers with this much agreement were right at least this often, unless a bundle's own rule
says otherwise."""

UNFAMILIAR = "This does not sound like the music the {voters} learnt from; take the votes with care."


@dataclass(frozen=True, slots=True)
class VoteCount:
    """How many forests voted for a genre, and their share of all."""

    genre: str
    votes: int
    fraction: float


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """What one forest would have voted for next, and the probability it gave that itself."""

    genre: str
    probability: float


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one forest voted for, the probability it gave it itself, and what came next; None of one genre alone."""

    forest: int
    genre: str
    probability: float
    runner_up: RunnerUp | None = None


@dataclass(frozen=True, slots=True)
class GenreProbability:
    """A genre and its calibrated probability."""

    genre: str
    probability: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer in one line.

    Attributes
    ----------
    genre, family : str
        The winner and its genre family.
    confidence : float
        How often answers with this much agreement were right on songs no training saw, 0 to 1.
    certain : bool
        Whether that is at least what the bundle's rule asks (`CERTAIN_FROM`), of a clip that is familiar.
    sentence : str
        All of it in plain words.
    familiar : bool or None
        Whether it sounds like the music the forests learnt from; None where the bundle cannot tell.
    familiarity : float or None
        Share of held-out music that is at least as far from what they learnt from, 0 to 1.
    """

    genre: str
    family: str
    confidence: float
    certain: bool
    sentence: str
    familiar: bool | None = None
    familiarity: float | None = None


@dataclass(frozen=True, slots=True)
class Classification:
    """Everything the forests say about one file; genres with votes and all probabilities, highest first."""

    votes: tuple[VoteCount, ...]
    ballots: tuple[Ballot, ...]
    probabilities: tuple[GenreProbability, ...]
    verdict: Verdict

    def as_dict(self) -> dict[str, Any]:
        """Give plain lists and dictionaries, as the REST interface answers them."""
        return asdict(self)


def classify(forests: Ensemble, clip: FeatureVector) -> Classification:
    """Let every forest vote on a clip or song.

    Raises
    ------
    SchemaMismatch
        The forests want features the clip does not have.
    """
    windows = clip.matrix(forests.features)
    return count(forests, forests.song(windows), forests.familiarity(windows))


def count(forests: Ensemble, ballots: NDArray[np.float64], familiarity: float | None = None) -> Classification:
    """Count the votes of one song.

    Parameters
    ----------
    ballots : (forests, genres) array
        Each forest's own class probabilities.
    familiarity : float, optional
        Of the song, from `Ensemble.familiarity`.
    """
    votes = votes_of(forests, ballots)
    calibrated = forests.calibrate(ballots.mean(axis=0)[None])[0]
    return Classification(
        votes=votes,
        ballots=tuple(_ballot(forests.genres, forest, shares) for forest, shares in enumerate(ballots)),
        probabilities=tuple(
            GenreProbability(forests.genres[i], float(calibrated[i])) for i in np.argsort(-calibrated, kind="stable")
        ),
        verdict=_verdict(forests, votes, familiarity),
    )


def votes_of(forests: Ensemble, ballots: NDArray[np.float64]) -> tuple[VoteCount, ...]:
    """Count the votes alone, the winner's first; arguments as in `count`."""
    tally = np.bincount(ballots.argmax(axis=1), minlength=len(forests.genres))
    order = [int(i) for i in np.lexsort((-ballots.mean(axis=0), -tally)) if tally[i]]
    return tuple(VoteCount(forests.genres[i], int(tally[i]), int(tally[i]) / forests.size) for i in order)


def _ballot(genres: tuple[str, ...], forest: int, shares: NDArray[np.float64]) -> Ballot:
    first, *others = (int(i) for i in np.argsort(-shares, kind="stable")[:2])
    runner_up = RunnerUp(genres[others[0]], float(shares[others[0]])) if others else None
    return Ballot(forest, genres[first], float(shares[first]), runner_up)


def _verdict(forests: Ensemble, votes: tuple[VoteCount, ...], familiarity: float | None) -> Verdict:
    winner = votes[0]
    confidence = forests.confidence(winner.votes)
    familiar = None if familiarity is None else familiarity >= forests.rules.familiar_from
    certain = confidence >= forests.rules.certain_from and familiar is not False
    sentence = _sentence(forests, votes, confidence, certain=certain)
    return Verdict(
        genre=winner.genre,
        family=forests.families[winner.genre],
        confidence=confidence,
        certain=certain,
        sentence=_unfamiliar(forests, votes) if familiar is False else sentence,
        familiar=familiar,
        familiarity=familiarity,
    )


def _unfamiliar(forests: Ensemble, votes: tuple[VoteCount, ...]) -> str:
    # Sections of a song learn nothing; the network that hears them does.
    learners = "network" if forests.family == "convolution" else forests.voters
    return f"{_heard(forests, votes[:2])}. {UNFAMILIAR.format(voters=learners)}"


def _sentence(forests: Ensemble, votes: tuple[VoteCount, ...], confidence: float, *, certain: bool) -> str:
    if certain:
        heard = _heard(forests, votes[:1])
        return f"{heard}; when they agree this much, the answer is right {confidence:.0%} of the time."
    return (
        f"{_heard(forests, votes[:2])}. Not sure, though: when they agree this much, the answer is right only "
        f"{confidence:.0%} of the time."
    )


def _heard(forests: Ensemble, votes: tuple[VoteCount, ...]) -> str:
    """Name the given votes."""
    winner, *others = votes
    says = "sound like" if forests.family == "convolution" else "hear"
    return f"{winner.votes} of {forests.size} {forests.voters} {says} {winner.genre}" + "".join(
        f", {other.votes} {other.genre}" for other in others
    )
