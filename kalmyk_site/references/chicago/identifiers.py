"""Identifiers of a work, each with the address at which it can be looked up."""

from __future__ import annotations

from dataclasses import dataclass

from kalmyk_site.records.sources import Source


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier."""

    label: str
    """What it is: `ISBN`."""

    value: str
    """As the source has it."""

    href: str
    """Address of the register that resolves it; the empty string where there is no single one."""


def list_identifiers(source: Source) -> tuple[Identifier, ...]:
    """All identifiers of a work, in the order in which they are shown."""
    own = source.custom.identifiers
    known = (
        Identifier("DOI", source.DOI, f"https://doi.org/{source.DOI}"),
        Identifier("ISBN", source.ISBN, ""),
        Identifier("ISSN", source.ISSN, f"https://portal.issn.org/resource/ISSN/{source.ISSN}"),
        Identifier("LCCN", own.LCCN, f"https://lccn.loc.gov/{own.LCCN}"),
        Identifier("OCLC", own.OCLC, f"https://www.worldcat.org/oclc/{own.OCLC}"),
        Identifier("JSTOR", own.JSTOR, f"https://www.jstor.org/stable/{own.JSTOR}"),
        Identifier("S2CID", own.S2CID, f"https://api.semanticscholar.org/CorpusID:{own.S2CID}"),
    )
    return tuple(identifier for identifier in known if identifier.value)
