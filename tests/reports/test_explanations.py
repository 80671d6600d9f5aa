"""What the page of findings says of a code, as plain text."""

from __future__ import annotations

import re

import pytest

from kalmyk_site.records.findings import FINDING_CODES
from kalmyk_site.reports.explanations import explanation


def test_an_explanation_is_meaning_remedy_and_example_with_a_caret_at_the_place():
    assert explanation("heading-level") == (
        "heading-level (error, structure)\n"
        "\n"
        "A text has a heading of the first level, which belongs to the page's title.\n"
        "\n"
        "To mend: begin with `##`.\n"
        "\n"
        "Example, added to content/story/flood.md:\n"
        "\n"
        "    After the flood\n"
        "    ^\n"
        "    ==============="
    )


@pytest.mark.parametrize("code", FINDING_CODES)
def test_every_code_is_explained_in_lines_that_fit_a_terminal(code: str):
    text = explanation(code)
    prose = [row for row in text.split("\n") if not row.startswith("    ")]

    assert "\n\nTo mend: " in text
    assert "\n\nExample, " in text
    assert max(map(len, prose)) <= 79
    assert not re.search(r"\*\*|```|\]\([^)]*\.md", "\n".join(prose))
