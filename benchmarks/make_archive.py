"""Archives of any size to measure with, about an invented coast and its harbors.

    python -m benchmarks.make_archive 1000 /tmp/archive-1000

Every record has 60 to 120 words with two citations and three cross-links, both drawn evenly over all that there is: so
every source is cited about forty times as often as there are citations in a record, whatever the size. There is one
source for twenty records and one chapter for a hundred. The same number of records and the same seed give the same
files. `kalmyk-site check` finds no fault in them.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched, count
from pathlib import Path
from typing import Final

from kalmyk_site.records.kinds import FOLDERS

Fields = dict[str, object]
"""The fields of one record, in the order in which the file shows them."""

SHARES: Final[Mapping[str, int]] = {
    "event": 30,
    "person": 22,
    "place": 14,
    "statistic": 8,
    "law": 6,
    "organization": 6,
    "claim": 4,
    "term": 4,
    "discrepancy": 3,
    "group": 3,
}
"""How many of a hundred records are of each kind."""

RECORDS_PER_SOURCE: Final = 20
RECORDS_PER_CHAPTER: Final = 100
RECORDS_PER_FILE: Final = 200
PARAGRAPHS_PER_CHAPTER: Final = 8
