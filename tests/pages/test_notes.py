"""Notes of a text: what their line in the margin and the whole of them say."""

import re

from tests.built_site import BuiltSite, by_class, text_of


def test_of_several_notes_in_one_document_only_the_first_names_it(built_site: BuiltSite):
    chapter = built_site.main("history/counting-the-dead/")
    whole = {text_of(each) for each in by_class(chapter, "document-note")}
    line = {text_of(each) for each in by_class(chapter, "note-from")}
    assert {"(the article, note 1)", "(the article, notes 1, 54)"} <= whole
    assert {"the article, n. 1", "the article, nn. 1, 54"} <= line
    assert all(re.fullmatch(r"\(the article, note( \d+|s \d+(, \d+)+)\)", words) for words in whole)
