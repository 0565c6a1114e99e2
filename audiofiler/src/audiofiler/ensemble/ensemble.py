"""The twenty voters as a caller sees them: feature values in; votes, ballots and probabilities out."""

import os
from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from audiofiler.ensemble import bundle
from audiofiler.ensemble.evidence import Evidence, EvidenceArrays, checked_quantiles
from audiofiler.ensemble.familiarity import Familiarity, FamiliarityArrays
from audiofiler.ensemble.layout import EVIDENCE, FAMILIARITY, SONG_MAP, SPREAD, voters_called
from audiofiler.ensemble.manifest import Agreement, Manifest, Rules, Sureness
from audiofiler.ensemble.songmap import MapArrays, SongMap
from audiofiler.ensemble.voters import ForestVoters, Voters, song_ballots, voters_of
from audiofiler.ensemble.why import Why
from audiofiler.errors import SchemaMismatch


class Ensemble:
    """Voters loaded from a bundle: forests, or another family that fills as many ballots. Immutable, so threads may
    share one.

    Parameters
    ----------
    manifest : Manifest
        The bundle's.
    voters : Voters
        What fills the ballots; `Ensemble.load` makes all of it from a bundle.
    familiarity : Familiarity, optional
        What tells music it knows from other sound.
    song_map : SongMap, optional
        The map of the training songs.
    evidence : Evidence, optional
        What was measured of it.

    Examples
    --------
    >>> forests = Ensemble.load()  # doctest: +SKIP
    >>> forests.votes(clip.matrix(forests.features))  # doctest: +SKIP
    """

    def __init__(
        self,
        manifest: Manifest,
        voters: Voters,
        familiarity: Familiarity | None = None,
        song_map: SongMap | None = None,
        evidence: Evidence | None = None,
    ) -> None:
        self._manifest, self._voters = manifest, voters
        self._familiarity, self._map, self._evidence = familiarity, song_map, evidence

    @classmethod
    def load(cls, path: str | os.PathLike[str] | None = None) -> Self:
        """Load a bundle, verified in full.

        Parameters
        ----------
        path : str or PathLike, optional
            Folder or name of a bundle; the shipped one when left out.

        Raises
        ------
        BundleError, SchemaMismatch
            If the bundle is missing, damaged, newer, foreign or for other features.
        """
        manifest, arrays = bundle.load(bundle.find(path))
        n_features = len(manifest.features)
        familiarity = song_map = None
        if arrays.keys() & FAMILIARITY.keys():
            familiarity = Familiarity(FamiliarityArrays(**{name: arrays[name] for name in FAMILIARITY}), n_features)
        if arrays.keys() & SONG_MAP.keys():
            stored = MapArrays(**{name: arrays[name] for name in SONG_MAP})
            song_map = SongMap(stored, n_features, len(manifest.genres))
        return cls(manifest, voters_of(manifest, arrays), familiarity, song_map, _evidence_of(manifest, arrays))

    @staticmethod
    def available() -> tuple[str, ...]:
        """Return the names `load` takes."""
        return bundle.available()

    @property
    def name(self) -> str:
        """Name of the bundle."""
        return self._manifest.name

    @property
    def version(self) -> str:
        """Version of the bundle."""
        return self._manifest.version

    @property
    def schema(self) -> str:
        """Id of the feature schema the model was trained on."""
        return str(self._manifest.raw["schema"])

    @property
    def family(self) -> str:
        """Which kind of model fills the ballots: one of `layout.FAMILIES`."""
        return self._manifest.family

    @property
    def voters(self) -> str:
        """What people call those who vote, such as `forests`."""
        return voters_called(self.family, self._manifest.settings.layers)

    @property
    def manifest(self) -> dict[str, Any]:
        """The whole manifest; treat it as read-only."""
        return self._manifest.raw

    @property
    def features(self) -> tuple[str, ...]:
        """Names of the features, in the order of the columns of X."""
        return self._manifest.features

    @property
    def genres(self) -> tuple[str, ...]:
        """Names of the genres; a vote is an index into them."""
        return self._manifest.genres

    @property
    def families(self) -> dict[str, str]:
        """The family each genre belongs to."""
        return dict(self._manifest.families)

    @property
    def size(self) -> int:
        """Number of ballots: of the forests, or of what votes in their place."""
        return self._manifest.forests

    @property
    def agreement(self) -> tuple[Agreement, ...]:
        """How often the winner was right by the number of forests that agreed, from 1 up."""
        return self._manifest.agreement

    def confidence(self, agree: int) -> float:
        """Return how often the winner was right when `agree` forests agreed on it, on rows no forest saw.

        Raises
        ------
        ValueError
            If `agree` is not between 1 and `size`.
        """
        if not 1 <= agree <= self.size:
            raise ValueError(f"{agree} of {self.size} forests cannot agree")
        return self._manifest.agreement[agree - 1].confidence

    @property
    def rules(self) -> Rules:
        """From which confidence an answer is certain, and from which familiarity a clip is familiar."""
        return self._manifest.rules

    @property
    def sureness(self) -> Sureness:
        """How many rows no training saw got a certain answer, and how many of those were right; 0 and 0 for none."""
        rows = sum(row.rows for row in self.agreement)
        certain = [row for row in self.agreement if row.confidence >= self.rules.certain_from]
        sure, right = sum(row.rows for row in certain), sum(row.right for row in certain)
        return Sureness(sure / rows if rows else 0.0, right / sure if sure else 0.0)

    @property
    def map(self) -> SongMap | None:
        """The map of the training songs, in bundles that have one."""
        return self._map

    @property
    def evidence(self) -> Evidence | None:
        """What was measured of it on rows no training saw, in bundles that tell."""
        return self._evidence

    def familiarity(self, X: ArrayLike) -> float | None:
        """Return how much a song is like the music the model learnt from.

        Parameters
        ----------
        X : (windows, n_features)
            Feature values of its windows, as in `ballots`; their distances are averaged.

        Returns
        -------
        float or None
            Share of held-out music that is at least as far from the training songs, 0 to 1; below
            `rules.familiar_from` a clip is not familiar. None if the bundle cannot tell.

        Raises
        ------
        SchemaMismatch, ValueError
            As in `ballots`.
        """
        values = self._checked(X)
        if self._familiarity is None:
            return None
        # Rounded, so that the last bits in which matrix products of other processes differ are not seen.
        return round(float(self._familiarity.shares(self._familiarity.distances(values).mean())), 6)

    def ballots(self, X: ArrayLike) -> NDArray[np.float64]:
        """Return each forest's own genre probabilities.

        Parameters
        ----------
        X : (n, n_features)
            Feature values, columns in the order of `features`.

        Returns
        -------
        (n, size, n_genres) float64
            Every row adds up to 1. Rare genres are weighted up here: for probabilities that mean what they
            say, see `probabilities`.

        Raises
        ------
        SchemaMismatch
            If X has another number of columns.
        ValueError
            If X holds NaN or infinity.
        """
        return self._voters.ballots(self._checked(X))

    def song(self, X: ArrayLike) -> NDArray[np.float64]:
        """Return the ballots of one song, (size, n_genres): each voter's mean over the windows it heard.

        Where one network fills all ballots (family `convolution`), each is the mean over another section of the song.

        Parameters
        ----------
        X : (n, n_features)
            The windows of the song in order, as in `ballots`, which raises the same errors.
        """
        return song_ballots(self._voters, self._checked(X))

    def votes(self, X: ArrayLike) -> NDArray[np.intp]:
        """Return the genre index each forest votes for, (n, size); arguments and errors as in `ballots`."""
        votes: NDArray[np.intp] = self.ballots(X).argmax(axis=2)
        return votes

    def probabilities(self, X: ArrayLike) -> NDArray[np.float64]:
        """Return calibrated genre probabilities, (n, n_genres); arguments and errors as in `ballots`."""
        return self.calibrate(self.ballots(X).mean(axis=1))

    def calibrate(self, mean_ballots: ArrayLike) -> NDArray[np.float64]:
        """Return calibrated probabilities, (n, n_genres), for ballots averaged over forests (and windows).

        Parameters
        ----------
        mean_ballots : (n, n_genres)
            Each row adds up to 1.
        """
        return self._manifest.calibration.apply(np.asarray(mean_ballots, dtype=np.float64))

    def why(self, X: ArrayLike, genres: Sequence[str]) -> Why | None:
        """Return what each feature added to the probabilities of some genres; `why.METHOD` says how it is computed.

        Parameters
        ----------
        X : (n, n_features)
            The windows of the song, as in `song`, whose mean over the voters the parts add up to.
        genres : sequence of str
            Of `genres`.

        Returns
        -------
        Why or None
            None for families whose votes are not those of trees alone.

        Raises
        ------
        SchemaMismatch, ValueError
            As in `ballots`; also if X has no rows or a genre is unknown.
        """
        values = self._checked(X)
        if not len(values):
            raise ValueError("a song without windows cannot be explained")
        asked = [self.genres.index(genre) for genre in genres]
        return self._voters.why(values, asked) if isinstance(self._voters, ForestVoters) else None

    def _checked(self, X: ArrayLike) -> NDArray[np.float64]:
        values = np.asarray(X, dtype=np.float64)
        if values.ndim != 2 or values.shape[1] != len(self.features):
            raise SchemaMismatch(
                f"Bundle {self.name!r} wants rows of {len(self.features)} features; X has the shape {values.shape}."
            )
        if not np.isfinite(values).all():
            raise ValueError("X holds NaN or infinity")
        return values


def _evidence_of(manifest: Manifest, arrays: bundle.Arrays) -> Evidence | None:
    if not arrays.keys() & EVIDENCE.keys():
        return None
    n_genres, quantiles = len(manifest.genres), None
    if arrays.keys() & SPREAD.keys():
        quantiles = checked_quantiles(arrays["spread_quantiles"], n_genres, len(manifest.features))
    return Evidence(EvidenceArrays(**{name: arrays[name] for name in EVIDENCE}), n_genres, manifest.forests, quantiles)
