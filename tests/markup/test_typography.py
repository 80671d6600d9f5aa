"""Straight quotation marks and apostrophes of English text become directional ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalmyk_site.markup.typography import typeset, typeset_words


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("the people's \"own\" land", "the people’s “own” land"),
        ('"Gone," he said', "“Gone,” he said"),
        ("(\"so called\")", "(“so called”)"),
        ("\"'No,' she said,\" he wrote", "“‘No,’ she said,” he wrote"),
        ("the '40s and the Kents' boat", "the ’40s and the Kents’ boat"),
        ("war—\"the last\"", "war—“the last”"),
        ("nothing", "nothing"),
    ],
)  # fmt: skip
def test_a_mark_opens_after_a_space_and_closes_after_a_letter(typed: str, shown: str):
    assert typeset_words(typed) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p>They were "<a href="#x">gone</a>".</p>', '<p>They were “<a href="#x">gone</a>”.</p>'),
        ('<p><a href="#x">The ship</a>\'s log</p>', '<p><a href="#x">The ship</a>’s log</p>'),
        ('<p>He came.</p><p>"Late"</p>', "<p>He came.</p><p>“Late”</p>"),
        ("<p>the ship&#39;s &#34;log&#34; &amp; &quot;flag&quot;</p>", "<p>the ship’s “log” &amp; “flag”</p>"),
        ("<p>Tom &amp; Ann's</p>", "<p>Tom &amp; Ann’s</p>"),
        ('<p title="a &#34;b&#34;">x</p>', '<p title="a &#34;b&#34;">x</p>'),
        ('<p>Write <code>lang: "ru"</code> so.</p>', '<p>Write <code>lang: "ru"</code> so.</p>'),
    ],
)
def test_tags_are_read_over_and_stay_as_they_are(html: str, shown: str):
    assert typeset(html) == shown


@given(st.text(alphabet="ab '\"<>&;#34/p ", max_size=60))
def test_only_marks_are_ever_changed(text: str):
    """Without its marks a text is what it was, whatever stands in it."""
    marks = str.maketrans(dict.fromkeys("'\"“”‘’", ""))
    plain = typeset_words(text).replace("&#34;", "").replace("&#39;", "")
    assert plain.translate(marks) == text.replace("&#34;", "").replace("&#39;", "").translate(marks)
