"""What Lighthouse says of one page of each kind, on its phone, with the site served as a server of one's own would.

    make lighthouse

Accessibility, best practices and SEO have to be at 100. Performance is printed beside what it is made from, and asserts
nothing: it also measures what else the machine is doing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kalmyk_site.checks.checked import check
from kalmyk_site.publish import publish
from kalmyk_site.site import render, with_compressed
from tools.find_chromium import CHROMIUM
from tools.kinds_of_pages import pages_of_each_kind
from tools.serve_nginx import serve

ROOT: Final = Path(__file__).resolve().parent.parent

COMMAND: Final = ROOT / "node_modules" / ".bin" / "lighthouse"

FLAGS: Final = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"

CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")

AUDITS: Final[Mapping[str, str]] = {
    "LCP": "largest-contentful-paint",
    "CLS": "cumulative-layout-shift",
    "TBT": "total-blocking-time",
}
"""What is printed besides the scores."""


def measure(address: str) -> Mapping[str, Any]:
    """Lighthouse's report on a page; it is asked once more where it fails, since it sometimes misses its own start.

    Raises:
        RuntimeError: Lighthouse failed twice.
    """
    command = [COMMAND, address, "--quiet", "--output=json", "--output-path=stdout", f"--chrome-flags={FLAGS}"]
    environment = os.environ | {"CHROME_PATH": str(CHROMIUM.find())}
    failure = ""
    for _ in range(2):
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if result.returncode == 0:
            return json.loads(result.stdout)
        failure = result.stderr[-2000:]
    raise RuntimeError(f"Lighthouse failed twice on {address}:\n{failure}")


def row(report: Mapping[str, Any]) -> str:
    """Scores and times of a report."""
    scores = "".join(f"{_score(report, category):>10}" for category in CATEGORIES)
    values = "".join(f"{report['audits'][audit]['displayValue']:>10}" for audit in AUDITS.values())
    return scores + values


def faults(report: Mapping[str, Any], *, is_listed: bool) -> Iterator[str]:
    """What keeps a report from the scores that it has to have.

    Args:
        report: Lighthouse's report.
        is_listed: Whether the page wants to be found; one that does not is told from no other by the score for SEO.
    """
    for category in CATEGORIES[1:]:
        if _score(report, category) == 100 or (category == "seo" and not is_listed):
            continue
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{category}: {audit['id']}: {audit['title']}"


def _score(report: Mapping[str, Any], category: str) -> int:
    return round(100 * (report["categories"][category]["score"] or 0))


def main() -> int:
    """Measure, print, and say by the exit code whether all scores are as they have to be."""
    parser = argparse.ArgumentParser(description="Measure one page of each kind with Lighthouse.")
    parser.add_argument("pages", nargs="*", help="files of pages, such as index.html; default: one of each kind")
    given: list[str] = parser.parse_args().pages
    found: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "site"
        site = render(check(ROOT))
        publish(with_compressed(site), folder)
        print(f"{'':44}" + "".join(f"{name[:9]:>10}" for name in (*CATEGORIES, *AUDITS)))
        with serve(folder) as base:
            for file in given or pages_of_each_kind(folder):
                report = measure(base + file.removesuffix("index.html"))
                print(f"{file.removesuffix('index.html') or '/':44}{row(report)}", flush=True)
                is_listed = 'name="robots" content="noindex"' not in site.pages[file]
                found += [f"{file}: {fault}" for fault in faults(report, is_listed=is_listed)]
    print("\n".join(found) or "\nAccessibility, best practices and SEO: 100 on every page that wants to be found.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
