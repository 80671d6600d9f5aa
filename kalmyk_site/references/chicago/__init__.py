"""References in Chicago author-date: bibliography entries, short forms, and what tells similar works apart.

The rules are those of the Chicago Manual of Style, 17th edition, author-date, as the CSL style `chicago-author-date`
states them and Pandoc 2.17.1.1 (citeproc 0.6.0.1) carries them out with its built-in style and the locale en-US.
Tests hold our output against Pandoc's stored output. It differs in three ways and no more, each the same for all
works:

1. **Names are repeated.** Pandoc puts a dash for the authors of the entry before. Our lists are sorted and filtered
   by the reader, and every entry also stands alone, so each says who wrote it.
2. **Titles in several languages keep their capitals.** Pandoc cannot read `language: ru, en`, takes the work for
   English and capitalizes the Russian words too.
3. **An archive that is also the publisher is named once.** Pandoc prints both variables, one after the other.
"""

from kalmyk_site.references.chicago.disambiguation import Distinctions, bibliography_key, tell_apart
from kalmyk_site.references.chicago.entry import format_entry
from kalmyk_site.references.chicago.identifiers import Identifier, list_identifiers
from kalmyk_site.references.chicago.in_full import continue_entry, format_name
from kalmyk_site.references.chicago.pages import format_pages
from kalmyk_site.references.chicago.rich_text import Run
from kalmyk_site.references.chicago.short import ShortReference, format_short, make_short

__all__ = [
    "Distinctions",
    "Identifier",
    "Run",
    "ShortReference",
    "bibliography_key",
    "continue_entry",
    "format_entry",
    "format_name",
    "format_pages",
    "format_short",
    "list_identifiers",
    "make_short",
    "tell_apart",
]
