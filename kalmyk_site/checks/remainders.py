"""Remainders: what the parts of a statistic leave of the whole, or of the number that they are measured against.

A remainder is arithmetic on figures as they are printed. It is shown as missing and never given to any part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kalmyk_site.checks.sums import PartsSum, estimate_for, sums_of_parts
from kalmyk_site.records.archive import Archive
from kalmyk_site.records.kinds import Estimate, Statistic


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left for one date."""

    parts: PartsSum
    sum: Decimal
    """What the figures of the parts come to."""

    owner: Statistic
    """Whose number the sum is measured against: the whole itself, or what its drawing names."""

    against: Estimate
    whole: Decimal
    """The figure of `against`."""

    @property
    def left(self) -> Decimal:
        """What the parts leave; negative where they come to more."""
        return self.whole - self.sum


def remainders_of(archive: Archive, statistic: Statistic) -> Iterator[Remainder]:
    """The remainder for each date for which all figures are given; none where one is only bounded."""
    target = statistic.drawing.against if statistic.drawing else None
    other = archive.find_record(target) if target else None
    owner = other if isinstance(other, Statistic) and other.unit == statistic.unit else statistic
    for each in sums_of_parts(archive, statistic):
        against = each.whole if owner is statistic else estimate_for(owner, each.date)
        if against is not None and against.value is not None and each.figure is not None:
            yield Remainder(each, each.figure, owner, against, against.value)
