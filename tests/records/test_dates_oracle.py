"""Our dates against the PyPI package `edtf`, and where the two differ on purpose.

Each deviation is asserted too: when a new version of the package agrees with us, its line here has to go.
"""

from __future__ import annotations

import contextlib
import io
from datetime import date
from typing import Any, cast

import edtf
import pytest

from kalmyk_site.records.dates import DateError, parse_date

# fmt: off
AGREED = [
    # days, months, years, seasons
    "1985-04-12", "1985-04", "1985", "1944-02", "1900-02", "0001", "9999", "2001-21", "2001-22", "2001-23",
    # intervals
    "1964/2008", "2004-06/2006-08", "2004-02-01/2005-02-08", "2004-02-01/2005-02", "2004-02-01/2005", "2005/2006-02",
    "2003-22/2004-22",
    # qualifiers and unspecified digits
    "1984?", "2004-06~", "2004-06-11%", "201X", "20XX", "163X?", "2004-XX", "1985-04-XX", "1985-XX-XX", "2004-XX?",
    # both in intervals
    "1984~/2004-06", "1984/2004-06~", "1984~/2004~", "1984?/2004%", "1984-06-02?/2004-08-08~",
    "2004-06-XX/2004-07-03", "163X/1650",
    # sets
    "[1667,1668,1670..1672]", "[1667,1760-12]", "[1953-04-18,1955-04-18]", "[1953?,1955?]", "{1667,1668,1670..1672}",
    "{1960,1961-12}",
]
# fmt: on

REFUSED_BY_BOTH = ["194u", "1943-13", "1943-02-30", "1943-1944", "/", "[1953]", "[1670..1672-03]", "28 December 1943"]

DEVIATIONS = [
    # name and reason, texts
    ("winter ends on 31 December there, at the end of February here: winter does", ["2001-24", "1943-24"]),
    (
        "open ends are infinities there, the bounds of the calendar here: a bound is always a day",
        ["1985/..", "../1985", "[..1984]", "[1760-12..]", "{..1984}"],
    ),
    ("unknown ends are ten years from the known one there: here nothing is invented", ["1985/", "/1985-04-12"]),
    (
        "seasons take no qualifier and stand in no set there: here they are dates as others are",
        ["1953-21?", "[1953-21,1954]"],
    ),
    ("reversed intervals and runs are accepted there: here they are slips of the pen", ["1944/1943", "[1672..1670]"]),
    ("a set may name a date twice there: here that is a slip of the pen", ["[1953,1953]"]),
    ("an interval without any date is accepted there: here the field is left out", ["../.."]),
    (
        "times, years outside 0001 to 9999 and the rest of Level 2 are accepted there: the archive has no use for them",
        ["1943-12-28T10:00:00", "0000", "-0043", "Y17000", "1943-XX-28", "156X-12-25", "2004?-06-11", "1953-25"],
    ),
]


REFUSED = "refused"


def oracle_bounds(text: str) -> tuple[date, date] | str:
    """First and last day by the oracle, or why there are none."""
    try:
        # The package prints some of its failures.
        with contextlib.redirect_stdout(io.StringIO()):
            parsed = cast(Any, edtf.parse_edtf(text))
    except edtf.EDTFParseException:
        return REFUSED
    try:
        return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    except (TypeError, ValueError):
        return "accepted, with bounds that are no days"


def our_bounds(text: str) -> tuple[date, date] | str:
    """First and last day by our own reading, or why there are none."""
    try:
        parsed = parse_date(text)
    except DateError:
        return REFUSED
    return parsed.earliest, parsed.latest


@pytest.mark.parametrize("text", AGREED)
def test_bounds_agree_with_the_oracle(text: str) -> None:
    assert isinstance(our_bounds(text), tuple)
    assert our_bounds(text) == oracle_bounds(text)


@pytest.mark.parametrize("text", REFUSED_BY_BOTH)
def test_what_both_refuse(text: str) -> None:
    assert our_bounds(text) == oracle_bounds(text) == REFUSED


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in DEVIATIONS for text in texts])
def test_deviation_from_the_oracle_still_stands(reason: str, text: str) -> None:
    """Each known difference is one, for the reason given."""
    assert our_bounds(text) != oracle_bounds(text), reason
