"""The JSON Schemas of content files, for editors that complete and check YAML: `/data/schemas/events.json` and so on.

They lie ready in `kalmyk_site/schemas/`, made by `tools/make_schemas.py` from the types that read content.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

FOLDER: Final = "data/schemas"
"""Address of the folder that holds them."""

_FILES: Final = Path(__file__).parent.parent / "schemas"


def schema_files() -> Mapping[str, bytes]:
    """Every schema by its address."""
    return {f"{FOLDER}/{path.name}": path.read_bytes() for path in sorted(_FILES.glob("*.json"))}
