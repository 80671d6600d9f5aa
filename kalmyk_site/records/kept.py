"""What is kept from one reading of an archive to the next, for whoever reads it again after every save.

Only results of pure functions are kept, by all that they depend on; so a reading that keeps something comes to the same
as one that begins anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Results by what they were made of. What one reading does not ask for is forgotten after the next."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._before: dict[K, V] = {}
        self._now: dict[K, V] = {}

    def get(self, key: K, make: Callable[[], V], *, is_lasting: Callable[[V], bool] = lambda _: True) -> V:
        """The result that is kept, or a fresh one, which is then kept if it is lasting."""
        if key in self._now:
            return self._now[key]
        value = self._before[key] if key in self._before else make()
        if is_lasting(value):
            self._now[key] = value
        return value

    def turn(self) -> None:
        """A reading is over."""
        self._before, self._now = self._now, {}
