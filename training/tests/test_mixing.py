"""Frozen rows stay frozen; people's songs count as much as their weights say."""

import dataclasses

import numpy as np
import pytest

from training.datasets import DataError, Table
from training.params import Params, People
from training.people.frozen import is_frozen, known_row
from training.people.mixing import copies, mix, sides

from .conftest import make_table

PEOPLE = People(frozen_part=4, weight=1.0, seed=1, same=1e-3)


def songs(number: int, seed: int = 9) -> Table:
    """Songs of people: other audio than the table's, weighted."""
    found = make_table(number, seed)
    first = np.unique(found.group, return_index=True)[1]
    return dataclasses.replace(found.take(first), weight=np.full(len(first), 0.5))


def test_a_row_is_frozen_by_what_it_is(table: Table) -> None:
    frozen = is_frozen(table, 4)
    assert 0.15 < frozen.mean() < 0.35
    order = np.random.default_rng(0).permutation(len(table))[:200]
    assert is_frozen(table.take(order), 4).tolist() == frozen[order].tolist()
    for group in np.unique(table.group):
        assert len(set(frozen[table.group == group])) == 1


def test_equal_audio_is_found_in_spite_of_the_last_digits(table: Table) -> None:
    spread = table.X.std(axis=0)
    near = table.X[:50] + np.float32(1e-4) * spread
    assert np.array_equal(table.group[known_row(near, table.X, 1e-3)], table.group[:50])
    assert (known_row(table.X[:50] + np.float32(0.1) * spread, table.X, 1e-3) == -1).all()
    assert (known_row(near, table.X[:0], 1e-3) == -1).all()


@pytest.mark.parametrize("weight", [[0.3] * 10, [2.5] * 4, [0.1, 3.0, 0.4, 1.0], [1.0, 1.0]])
def test_weights_become_rows(weight: list[float]) -> None:
    each = np.array(weight)
    many = np.array([copies(each, seed) for seed in range(400)])
    assert np.abs(many.sum(axis=1) - each.sum()).max() < 1
    assert np.abs(many - each).max() < 1
    assert np.abs(many.mean(axis=0) - each).max() < 0.1
    assert copies(each, 3).tolist() == copies(each, 3).tolist()


def test_songs_are_added_in_groups_of_their_own(table: Table) -> None:
    people = songs(40)
    mixed = mix(table, people, dataclasses.replace(PEOPLE, weight=4.0))
    assert len(mixed) == len(table) + 80
    assert np.array_equal(mixed.X[: len(table)], table.X)
    assert np.array_equal(mixed.group[: len(table)], table.group)
    assert mixed.n_groups == table.n_groups + 40
    assert mixed.weight is None
    for group in range(mixed.n_groups):
        assert len(np.unique(mixed.X[mixed.group == group], axis=0)) == 1


def test_a_song_that_is_there_already_joins_its_audio(table: Table) -> None:
    people = dataclasses.replace(table.take(np.arange(5)), weight=np.ones(5))
    near = dataclasses.replace(people, X=people.X + np.float32(1e-5))
    mixed = mix(table, near, PEOPLE)
    assert mixed.n_groups == table.n_groups
    assert np.array_equal(mixed.X[len(table) :], table.X[:5])


def test_frozen_audio_is_left_out_of_what_people_say(table: Table) -> None:
    frozen = np.flatnonzero(is_frozen(table, 4))
    known, new = table.take(frozen[:3]), songs(20)
    both = Table(
        np.concatenate([known.X, new.X]), np.concatenate([known.y, new.y]),
        np.concatenate([known.group, known.n_groups + new.group]), new.features, new.genres, weight=np.ones(23),
    )  # fmt: skip
    parted = sides(table, both, PEOPLE)
    assert (parted.left_out, parted.songs) == (known.n_groups, new.n_groups)
    assert len(parted.train) + len(parted.frozen) == len(table)
    assert (known_row(parted.mixed.X, parted.frozen.X, 1e-3) == -1).all()
    with pytest.raises(DataError, match="nothing to learn from"):
        sides(table, dataclasses.replace(known, weight=np.ones(3)), PEOPLE)


def test_other_rows_are_refused(table: Table, small: Params) -> None:
    with pytest.raises(DataError, match="other features or genres"):
        sides(table, dataclasses.replace(songs(5), genres=("a",)), small.people)
    with pytest.raises(DataError, match="too few"):
        sides(table.take(np.arange(4)), songs(5), dataclasses.replace(small.people, frozen_part=10**12))
