"""Fixtures for the tests that build whole sites: a tiny archive of one's own, and the real site built once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.builds.bridge import ROOT, Bridge, make_bridge


@pytest.fixture
def bridge(tmp_path: Path) -> Bridge:
    """The tiny archive, to be changed and broken."""
    return make_bridge(tmp_path / "bridge")


@pytest.fixture(scope="session")
def bridge_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny archive's site, built once; not to be changed."""
    archive = make_bridge(tmp_path_factory.mktemp("built") / "bridge")
    result = archive.build("kalmyk-site")
    assert result.returncode == 0, result.stdout + result.stderr
    return archive.site


@pytest.fixture
def built_bridge(bridge: Bridge, bridge_site: Path) -> Bridge:
    """The tiny archive with its site."""
    shutil.copytree(bridge_site, bridge.site)
    return bridge


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Bridge:
    """A copy of the archive that this checkout holds, with its site; not to be changed."""
    root = tmp_path_factory.mktemp("real") / "archive"
    shutil.copytree(ROOT / "content", root / "content", symlinks=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    archive = Bridge(root)
    result = archive.build("kalmyk-site")
    assert result.returncode == 0, result.stdout + result.stderr
    return archive
