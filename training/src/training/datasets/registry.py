"""Every data set there is, by name."""

from training.datasets.audiofiler2017 import AudioFiler2017
from training.datasets.base import DataError, Dataset
from training.datasets.feedback import Feedback
from training.datasets.fma import SIZES, Fma
from training.datasets.folders import Folders
from training.datasets.gtzan import Gtzan
from training.datasets.index import AudioDataset
from training.datasets.msd import MillionSong

DATASETS: tuple[Dataset, ...] = (
    AudioFiler2017(),
    Gtzan(),
    Gtzan(name="GTZAN-all", filtered=False),
    *(Fma(size) for size in SIZES),
    MillionSong(),
    Folders(),
    Feedback(),
)


def find(name: str) -> Dataset:
    """Return the data set of a name, in any case.

    Raises
    ------
    DataError
        Naming those there are.
    """
    for dataset in DATASETS:
        if dataset.name.casefold() == name.casefold():
            return dataset
    raise DataError(f"no data set is called {name!r}; there are {', '.join(dataset.name for dataset in DATASETS)}")


def find_audio(name: str) -> AudioDataset:
    """Return the data set of a name, which must be one of audio files."""
    dataset = find(name)
    if not isinstance(dataset, AudioDataset):
        raise DataError(f"{dataset.name} holds no audio files")
    return dataset
