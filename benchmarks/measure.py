"""What building archives of several sizes costs, and whether a record of a large one costs more than one of a small.

    python -m benchmarks.measure

Each figure of the first table is that of a whole process of `kalmyk-site build --out`, started afresh, as the operating
system accounts for it: user and system time of the processor and the most memory that it held. The second table parts
one build in one process by what is being done.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Final, cast

from benchmarks.make_archive import make_archive
from kalmyk_site.checks.all_checks import check_archive
from kalmyk_site.checks.checked import Checked, collector_off
from kalmyk_site.publish import publish
from kalmyk_site.records.reading import read_archive
from kalmyk_site.references.index import build_index
from kalmyk_site.site import render

SIZES: Final = (300, 1_000, 10_000)
"""Records of the archives that are measured."""

RUNS: Final = 3
"""Builds of each; their median is shown."""

COMPARED: Final = (1_000, 10_000)
"""The sizes of which the ratio is taken."""

_MEMORY_UNIT: Final = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of `ru_maxrss`."""


@dataclass(frozen=True)
class Cost:
    """What one process cost."""

    seconds: float
    """User and system time."""

    memory: int
    """Most memory held at one time, in bytes."""


def measure_build(archive: Path, out: Path) -> Cost:
    """What one build costs, with the start of its process.

    Raises:
        RuntimeError: the build failed.
    """
    command = [sys.executable, "-m", "kalmyk_site", "--archive", str(archive), "build", "--out", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * _MEMORY_UNIT)


@collector_off()
def measure_parts(archive: Path, out: Path) -> dict[str, float]:
    """Seconds of processor time that each part of a build takes in this process, by name."""
    marks: list[tuple[str, float]] = []

    def begin(part: str) -> None:
        marks.append((part, time.process_time()))

    begin("read")
    reading = read_archive(archive)
    if reading.archive is None:
        raise RuntimeError(f"{archive} cannot be read")
    begin("index")
    index = build_index(reading.archive)
    begin("checks")
    findings = check_archive(index)
    begin("render")
    checked = Checked(index, tuple(findings), {}, reading.files)
    site = render(checked, progress=lambda part: begin("output check") if "pages" in part else None)
    begin("write")
    publish(site, out)
    begin("")
    return {part: end - start for (part, start), (_, end) in pairwise(marks)}


def _parts_in_a_process_of_their_own(archive: Path, out: Path) -> Mapping[str, float]:
    # A process that has built one site has warm caches, and its memory would count as that of its children.
    command = [sys.executable, "-m", "benchmarks.measure", "--parts", str(archive), str(out)]
    return cast("dict[str, float]", json.loads(subprocess.run(command, check=True, capture_output=True).stdout))


def _measure(folder: Path, sizes: Sequence[int], runs: int) -> None:
    print("records    pages   CPU seconds   per record   peak memory")
    costs: dict[int, float] = {}
    parts: dict[int, Mapping[str, float]] = {}
    for records in sizes:
        archive, out = folder / f"archive-{records}", folder / f"site-{records}"
        make_archive(archive, records)
        built = [measure_build(archive, out) for _ in range(runs)]
        seconds, memory = median(cost.seconds for cost in built), median(cost.memory for cost in built)
        pages = sum(1 for _ in out.rglob("*.html"))
        costs[records] = seconds / records
        parts[records] = _parts_in_a_process_of_their_own(archive, out)
        shown = f"{seconds:11.2f} s   {1000 * costs[records]:7.2f} ms   {memory / 1e6:8.0f} MB"
        print(f"{records:7,}  {pages:7,}   {shown}", flush=True)
    small, large = COMPARED
    if small in costs and large in costs:
        print(f"\nA record of {large:,} costs {costs[large] / costs[small]:.2f} times one of {small:,}.")
    print("\nSeconds by part, in one process:")
    names = list(parts[sizes[0]])
    print("records  " + "".join(f"{name:>14}" for name in names))
    for records in sizes:
        print(f"{records:7,}  " + "".join(f"{parts[records][name]:14.2f}" for name in names))


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure what building archives costs.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="records of the archives")
    parser.add_argument("--runs", type=int, default=RUNS, help="builds of each, of which the median is shown")
    parser.add_argument("--parts", type=Path, nargs=2, metavar=("ARCHIVE", "OUT"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.parts:
        print(json.dumps(measure_parts(*given.parts)))
        return
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), given.sizes, given.runs)


if __name__ == "__main__":
    main()
