"""Every data set says what it is, whose it is, and what it may be used for."""

import pytest

from training.datasets import DataError, Dataset
from training.datasets.registry import DATASETS, find, find_audio


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_it_says_what_it_is(dataset: Dataset) -> None:
    for text in (dataset.name, dataset.citation, dataset.licence, dataset.labels, dataset.label_note, dataset.uses):
        assert text.strip() == text
        assert text
    assert all(remote.address.startswith("https://") and remote.what for remote in dataset.remotes)
    assert all(remote.checksum is None or ":" in remote.checksum for remote in dataset.remotes)
    assert all(dataset.families.values())
    assert find(dataset.name.upper()) is dataset


def test_names_differ() -> None:
    names = [dataset.name.casefold() for dataset in DATASETS]
    assert len(names) == len(set(names))


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(DataError, match="there are AudioFiler-2017"):
        find("nothing")
    with pytest.raises(DataError, match="holds no audio files"):
        find_audio("audiofiler-2017")
    assert find_audio("folders").name == "folders"
