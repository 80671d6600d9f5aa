"""What a reader copies from a note, as a script file: `assets/citations.<hash>.js`.

It is a script and no JSON because a page that is opened from a folder on disk may load nothing else. It sets
`archiveData.citations`, by key of the source: `bibtex`, the entry; `cited`, each full citation that the archive's notes
give, once; `uses`, for each use of the source in the order of its page the number of its citation in `cited`.
"""

from __future__ import annotations

import json

from kalmyk_site.pages.citing import cite_in_full, told_of
from kalmyk_site.pages.frame import Frame
from kalmyk_site.references.bibtex import bibtex_entry


def citations_js(frame: Frame) -> str:
    """The file's text. Its wording is the interface's; the script only looks it up."""
    sources: dict[str, object] = {}
    for key, source in frame.archive.sources.items():
        cited: dict[str, int] = {}
        numbers: dict[object, int] = {}
        found = frame.index.uses.get(key, ())
        for use in found:
            if told_of(use) not in numbers:
                numbers[told_of(use)] = cited.setdefault(cite_in_full(frame, use), len(cited))
        uses = [numbers[told_of(use)] for use in found]
        sources[key] = {"bibtex": bibtex_entry(source), "cited": list(cited), "uses": uses}
    data = json.dumps(sources, ensure_ascii=False, separators=(",", ":"))
    return f"(globalThis.archiveData ??= {{}}).citations = {data};\n"
