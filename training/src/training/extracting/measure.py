"""What extraction at scale costs: clips a second and core, how well cores add up, and what a million clips take.

The yardstick is a plain loop over `row_of` in one of the worker processes, on its one core, while the others rest and
Dask waits. Against it stands the same work on all worker processes, one a core, as `extract` gives it to them;
scheduler and client run beside the workers, so their time counts too.
Both are measured in turn, round by round, so that drift of the machine touches both alike. Times are those of the
best round of each, because other work on the machine only ever adds to them; many short rounds find a quiet moment.
`efficiency` compares clips a second and core by the clock, which other work on the machine spoils; `cpu_efficiency`
compares processor seconds a clip, the whole of Dask's included, and hardly minds other work.
"""

import dataclasses
import itertools
import os
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dask.system import CPU_COUNT
from distributed import Client

from audiofiler.testing import encode, music
from training import cluster
from training.datasets.index import Clip
from training.extracting import store
from training.extracting.clip import Row, row_of
from training.extracting.running import rows


@dataclass(frozen=True)
class Cost:
    """What was measured.

    Attributes
    ----------
    cores, clips, rounds : int
        Worker processes; clips of one round for each of them; rounds.
    alone_rate, together_rate : float
        Clips a second in a plain loop on one core, and on all through Dask.
    efficiency, cpu_efficiency : float
        See the module.
    cpu_s : float
        Processor seconds a clip through Dask, all processes.
    worker_mb : float
        Largest memory any worker had.
    row_bytes : float
        Of Parquet a clip.
    load : float
        Load average when all was done; about `cores` when nothing else ran.
    """

    cores: int
    clips: int
    rounds: int
    alone_rate: float
    together_rate: float
    efficiency: float
    cpu_efficiency: float
    cpu_s: float
    worker_mb: float
    row_bytes: float
    load: float

    @property
    def core_hours(self) -> float:
        """Core hours a million clips, by the clock."""
        return 1e6 / (self.together_rate / self.cores) / 3600

    def as_dict(self) -> dict[str, float]:
        """Return every figure."""
        return {**dataclasses.asdict(self), "core_hours_per_million": self.core_hours}


def synthetic(folder: Path, count: int = 8) -> list[Clip]:
    """Write 30 s stereo MP3s at 44.1 kHz, such as previews are."""
    clips = []
    for number in range(count):
        path = folder / f"{number}.mp3"
        path.write_bytes(encode(music(30, seed=number), 44_100, "mp3"))
        clips.append(Clip(path, "made", str(number)))
    return clips


def measure(clips: Sequence[Clip], folder: Path, *, each: int = 60, rounds: int = 5, cores: int = CPU_COUNT) -> Cost:
    """Measure with some clips, over and over.

    Parameters
    ----------
    clips : sequence of Clip
        Readable ones.
    folder : Path
        Where a Parquet part may be written to weigh it.
    each, rounds : int
        Clips for each core in a round, and rounds.
    cores : int
        Worker processes.
    """
    alone, together, made = [], [], list[Row]()
    with cluster.connect(workers=cores) as client:
        list(rows(client, _around(clips, 2 * cores)))  # imports, tables, memory
        for _ in range(rounds):
            alone.append(_alone(client, _around(clips, each)))
            began, cpu = time.monotonic(), _cpu(client)
            made = list(rows(client, _around(clips, each * cores)))
            together.append((time.monotonic() - began, _cpu(client) - cpu))
        peaks = client.run(lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    one_s, one_cpu = (min(column) / each for column in zip(*alone, strict=True))
    all_s, all_cpu = (min(column) / (each * cores) for column in zip(*together, strict=True))
    part = folder / "part-000000.parquet"
    store.write(part, made)
    return Cost(
        *(cores, each, rounds),
        alone_rate=1 / one_s,
        together_rate=1 / all_s,
        efficiency=one_s / (all_s * cores),
        cpu_efficiency=one_cpu / all_cpu,
        cpu_s=all_cpu,
        worker_mb=max(peaks.values()),
        row_bytes=part.stat().st_size / len(made),
        load=os.getloadavg()[0],
    )


def as_text(cost: Cost, price: float | None) -> str:
    """Return what a person reads."""
    days = cost.core_hours / cost.cores / 24
    lines = [
        f"a plain loop in one worker, on one core {cost.alone_rate:7.2f} clips a second",
        f"{cost.cores} worker processes through Dask        {cost.together_rate:7.2f} clips a second",
        f"parallel efficiency                     {cost.efficiency:7.1%} by the clock",
        f"                                        {cost.cpu_efficiency:7.1%} by processor time, all of Dask included",
        f"a million clips                         {cost.core_hours:7.1f} core hours, {days:.1f} days on {cost.cores}",
        f"                                        {cost.row_bytes / 1e3:7.2f} GB of Parquet",
        f"memory of the largest worker            {cost.worker_mb:7.0f} MB",
    ]
    if price is not None:
        lines.append(f"                                        {cost.core_hours * price:7.2f} at {price:g} a core hour")
    lines.append(f"best of {cost.rounds} rounds of {cost.clips} clips a core; load average {cost.load:.1f}")
    return "\n".join(lines)


def _around(clips: Sequence[Clip], count: int) -> list[Clip]:
    return list(itertools.islice(itertools.cycle(clips), count))


def _alone(client: Client, clips: Sequence[Clip]) -> tuple[float, float]:
    """Return seconds by the clock and of processor time of a plain loop in one worker."""
    one = next(iter(client.scheduler_info()["workers"]))
    return client.submit(_loop, [str(clip.path) for clip in clips], workers=one, pure=False).result()


def _loop(paths: Sequence[str]) -> tuple[float, float]:
    began, cpu = time.monotonic(), time.process_time()
    for path in paths:
        row_of(path, "made", path, None)
    return time.monotonic() - began, time.process_time() - cpu


def _cpu(client: Client) -> float:
    """Return the processor seconds of all workers and of this process, where client and scheduler run."""
    return time.process_time() + sum(client.run(time.process_time).values())
