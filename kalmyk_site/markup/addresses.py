r"""Addresses of links and images: which ones an author may write, and what is wrong with the others.

An address is judged as a browser would read it: entities decoded, control characters, spaces and invisible characters
gone, letters in lower case. So `java&#115;cript:` and `JaVa\\tScript:` are refused as what they are.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from kalmyk_site.records.fields import TARGET_KINDS
from kalmyk_site.records.files import MEDIA_FOLDER, MEDIA_NAME
from kalmyk_site.records.findings import nearest_match

WEB_SCHEMES = ("http", "https", "mailto")
"""The schemes of links that leave the archive."""

LINK_FORMS = "kind:id (person:ada-north), #anchor, or an address that begins with https:, http: or mailto:"
"""The accepted addresses of links, as findings show them."""

IMAGE_FORMS = "![what it shows](media/file.jpg)"
"""The accepted form of images, as findings show it."""

_UPWARDS = re.compile(r"(?:\.\./){1,4}(?=media/)")

_INVISIBLE = re.compile(r"[\s\x00-\x20\x7f-\xa0\xad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):")


@dataclass(frozen=True, slots=True)
class Address:
    """A good address of a link."""

    kind: str
    """One of `TARGET_KINDS`, `web`, or `anchor`."""

    target: str
    """The id, the whole web address, or the anchor without `#`."""


@dataclass(frozen=True, slots=True)
class AddressFault:
    """What is wrong with an address. Returned, never raised."""

    code: str
    """`link-scheme` or `link-form`."""

    message: str
    expected: str
    nearest: str
    remedy: str


def read_address(written: str) -> Address | AddressFault:
    """Judge the address of a link.

    Args:
        written: The address as it stands in the text, without angle brackets and title.
    """
    decoded = html.unescape(written)
    address = _INVISIBLE.sub("", decoded)
    shown = written if len(written) <= 80 else f"{written[:79]}…"
    scheme = _SCHEME.match(address.lower())
    if scheme is None:
        return _without_scheme(decoded, address, shown)
    name = scheme[1]
    if name in TARGET_KINDS and address.startswith(name):
        target = address[scheme.end() :]
        if target and address == decoded:
            return Address(name, target)
        without_spaces = "-".join(target.split())
        if without_spaces:
            fault, remedy = f"the link to '{shown}' holds a space.", f"Write {name}:{without_spaces}."
        else:
            fault, remedy = f"the link to '{shown}' names no {name}.", "Write the id."
        return AddressFault("link-form", fault, f"{name}:id", "", remedy)
    if name not in WEB_SCHEMES:
        nearest = nearest_match(name, (*TARGET_KINDS, *WEB_SCHEMES))
        return AddressFault(
            "link-scheme",
            f"the link to '{shown}' has a scheme that is not allowed.",
            LINK_FORMS,
            f"{nearest}:{address[scheme.end() :]}" if nearest else "",
            "Link to a record, to an anchor or to a web address.",
        )
    rest = address[scheme.end() :]
    if address == decoded and ("@" in rest if name == "mailto" else re.match(r"//[^/?#]", rest)):
        return Address("web", address)
    return AddressFault(
        "link-form",
        f"the link to '{shown}' is not a whole address.",
        "https://example.org/page",
        "",
        "Write the whole address, with spaces as %20.",
    )


def media_path(written: str) -> str:
    """Path of the picture that an address names, relative to the content folder: `media/boats.jpg`; empty if none.

    `../media/boats.jpg` names the same: so written, the web view of a repository shows the picture too. What comes out
    lies in the media folder and cannot leave it.
    """
    path = _UPWARDS.sub("", written, count=1) if written.startswith("../") else written
    folder = f"{MEDIA_FOLDER}/"
    return path if path.startswith(folder) and MEDIA_NAME.fullmatch(path.removeprefix(folder)) else ""


def _without_scheme(decoded: str, address: str, shown: str) -> Address | AddressFault:
    if address.startswith("#") and len(address) > 1 and address == decoded:
        return Address("anchor", address[1:])
    message = f"the link to '{shown}' is neither kind:id, an anchor nor a web address."
    remedy = "Name the page by its kind and id, for example chapter:history/beginnings or page:timeline."
    return AddressFault("link-form", message if shown else "a link has no address.", LINK_FORMS, "", remedy)
