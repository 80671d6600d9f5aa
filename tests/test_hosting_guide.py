"""docs/hosting.md: what it tells people to copy works."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from kalmyk_site.exports.hosting import FINGERPRINTED, HEADERS
from tests.conftest import ROOT
from tools.find_nginx import NGINX, is_required
from tools.programs import ProgramError
from tools.serve_nginx import SNIPPET, TEMPORARY, free_port

GUIDE = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")


def fences(language: str) -> list[str]:
    """The blocks of one language, without the indentation of the list in which they stand."""
    blocks = re.findall(rf"^( *)```{language}[^\n]*\n(.*?)^ *```$", GUIDE, re.MULTILINE | re.DOTALL)
    return ["".join(line.removeprefix(indent) for line in block.splitlines(keepends=True)) for indent, block in blocks]


def test_the_server_block_is_right_for_nginx(tmp_path: Path):
    try:
        nginx = NGINX.find()
    except ProgramError as error:
        if is_required():
            raise
        pytest.skip(str(error))
    [block] = fences("nginx")
    assert "include /etc/nginx/snippets/kalmyk-site.conf;" in block
    block = block.replace("/etc/nginx/snippets/kalmyk-site.conf", str(SNIPPET))
    # Only root may listen where the guide does.
    block, ports = re.subn(r"listen (?:\[::\]:)?80;", "", block)
    assert ports == 2
    block = block.replace("server {", f"server {{\nlisten 127.0.0.1:{free_port()};")
    settings = tmp_path / "nginx.conf"
    block = f"http {{\naccess_log off;\n{TEMPORARY.format(folder=tmp_path)}{block}}}\n"
    settings.write_text(f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\n{block}")

    result = subprocess.run(
        [nginx, "-t", "-p", tmp_path, "-c", settings], capture_output=True, text=True, check=False, timeout=60
    )

    assert result.returncode == 0, result.stderr
    assert "[warn]" not in result.stderr


def test_the_guide_leads_to_the_workflow_that_is_run_and_shows_no_other():
    [path] = set(re.findall(r"\]\(\.\./(\.github/workflows/[\w-]+\.yml)\)", GUIDE))
    workflow: dict[str, Any] = yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    steps = workflow["jobs"]["build"]["steps"]

    assert fences("yaml") == []
    assert "make site" in [step.get("run") for step in steps]
    assert [step["with"]["path"] for step in steps if "upload-pages-artifact" in step.get("uses", "")] == ["site"]
    assert f"choose **{workflow['name']}**" in GUIDE
    assert "workflow_dispatch" in workflow["on"]


def test_every_header_and_every_place_of_kept_files_is_explained():
    assert [name for name in HEADERS if f"`{name}" not in GUIDE] == []
    assert [pattern for pattern in FINGERPRINTED if f"`{pattern.removesuffix('*')}`" not in GUIDE] == []


def test_the_files_that_the_guide_points_to_are_there():
    paths = [*re.findall(r"\]\(([^)#:]+)\)", GUIDE), *re.findall(r"`(kalmyk_site/[\w/]+\.py)`", GUIDE)]
    assert len(paths) >= 3
    assert [path for path in paths if not (ROOT / "docs" / path).is_file() and not (ROOT / path).is_file()] == []
