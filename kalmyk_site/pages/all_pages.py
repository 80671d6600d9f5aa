"""Every page of the site, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from kalmyk_site.pages.chapters import about_pages, chapter_pages
from kalmyk_site.pages.disagreements import disagreements_page
from kalmyk_site.pages.events import event_pages
from kalmyk_site.pages.evidence import evidence_page
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.guides import guide_pages
from kalmyk_site.pages.home import home_page
from kalmyk_site.pages.laws import law_pages
from kalmyk_site.pages.map import map_pages
from kalmyk_site.pages.not_found import not_found_page
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.people import person_pages
from kalmyk_site.pages.places import place_pages
from kalmyk_site.pages.search import search_page
from kalmyk_site.pages.shared import shared_pages
from kalmyk_site.pages.sources import source_pages
from kalmyk_site.pages.statistics import statistic_pages
from kalmyk_site.pages.time_drawing import Times
from kalmyk_site.pages.timeline import timeline_page


def all_pages(frame: Frame) -> Iterator[Page]:
    """Every page, made one after the other."""
    times = Times.of(frame)
    yield home_page(frame)
    yield from chapter_pages(frame)
    yield from about_pages(frame)
    yield from guide_pages(frame)
    yield evidence_page(frame)
    yield from event_pages(frame, times)
    yield timeline_page(frame, times)
    yield from map_pages(frame)
    yield from person_pages(frame)
    yield from place_pages(frame)
    yield from law_pages(frame)
    yield from statistic_pages(frame)
    yield from shared_pages(frame)
    yield disagreements_page(frame)
    yield from source_pages(frame)
    yield search_page(frame)
    yield not_found_page(frame)
