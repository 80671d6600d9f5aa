"""Latitude and longitude as pages give them: every digit of the dataset, and the side of the globe for a sign."""

from __future__ import annotations

from decimal import Decimal

from kalmyk_site.pages.frame import Frame


def shown_latitude(frame: Frame, degrees: Decimal) -> str:
    """`46.30794° N`, `2.215° S`."""
    return frame.catalog("place.south" if degrees < 0 else "place.north", degrees=f"{abs(degrees):f}")


def shown_longitude(frame: Frame, degrees: Decimal) -> str:
    """`44.25537° E`, `6.9° W`."""
    return frame.catalog("place.west" if degrees < 0 else "place.east", degrees=f"{abs(degrees):f}")
