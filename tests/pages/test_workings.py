"""Workings are shown as sums done by hand."""

import pytest

from kalmyk_site.pages.workings import Line, Term, WorkingBlock, working_blocks


def test_a_subtraction_becomes_a_column():
    [block] = working_blocks(["93,139 - 83,688 = 9,451"])
    assert block == WorkingBlock((Term("", "93,139"), Term("−", "83,688")), "9,451")


def test_an_addition_of_many_figures_becomes_a_column():
    [block] = working_blocks(["24,352 + 21,164 + 20,858.5 = 66,374.5"])
    assert [(term.sign, term.figure) for term in block.terms] == [("", "24,352"), ("+", "21,164"), ("+", "20,858.5")]


@pytest.mark.parametrize(
    ("written", "left", "relation", "right"),
    [
        ("16,017 / 93,139 = 17.20%", "16,017 ÷ 93,139", "=", "17.20%"),
        ("93,139 * 17% = 15,834", "93,139 × 17%", "=", "15,834"),
        ("(1956 - 1953) * 12 + 3 - 8 = 31", "(1956 − 1953) × 12 + 3 − 8", "=", "31"),
        ("16,735 > 16,594", "16,735", ">", "16,594"),
        ("1 - 1 = 0 = 2 - 2", "1 − 1 = 0 = 2 − 2", "", ""),
    ],
)
def test_all_else_stands_in_a_line(written: str, left: str, relation: str, right: str):
    [block] = working_blocks([written])
    assert block.lines == (Line(left, relation, right),)


def test_lines_that_follow_one_another_form_one_block():
    blocks = working_blocks(["1 + 1 = 2", "2 / 1 = 2", "4 / 2 = 2", "3 - 1 = 2"])
    assert [len(block.lines) for block in blocks] == [0, 2, 0]
