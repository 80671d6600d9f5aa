"""The sitemap and the file for crawlers."""

from pathlib import Path

from lxml import etree

from tests.built_site import BuiltSite, build
from tests.conftest import MakeArchive

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def dates_of(site: BuiltSite) -> dict[str, str]:
    """Day of the last change by address, as the sitemap gives it."""
    tree = etree.parse(site.folder / "sitemap.xml")
    return {
        (entry.findtext("s:loc", namespaces=NAMES) or "").removeprefix(site.base): entry.findtext(
            "s:lastmod", namespaces=NAMES
        )
        or ""
        for entry in tree.getroot().iterfind("s:url", NAMES)
    }


def test_the_sitemap_lists_every_page_but_those_for_wrong_and_old_addresses(any_site: BuiltSite):
    assert dates_of(any_site).keys() == any_site.pages.keys() - {"404.html"} - any_site.old_addresses


def test_every_address_of_the_sitemap_is_whole(any_site: BuiltSite):
    tree = etree.parse(any_site.folder / "sitemap.xml")
    addresses = [entry.text or "" for entry in tree.getroot().iterfind("s:url/s:loc", NAMES)]
    assert [address for address in addresses if not address.startswith(any_site.base)] == []


def test_a_page_is_dated_from_its_content_and_others_from_the_archives(lighthouse: BuiltSite):
    dates = dates_of(lighthouse)
    assert dates["keepers/the-lamp-is-lit/"] == "2021-06-07"
    assert dates["events/lamp-lit/"] == "2022-02-02"
    assert dates["about/sailors/"] == "2019-03-02"
    assert dates["sources/hume1876/"] == "2023-04-05"
    assert dates["people/agnes-tulloch/"] == "2020-05-01"


def test_crawlers_may_read_all_and_learn_of_the_sitemap(lighthouse: BuiltSite):
    assert (lighthouse.folder / "robots.txt").read_text(encoding="utf-8") == (
        "User-agent: *\nAllow: /\nSitemap: https://lights.example/skerrow/sitemap.xml\n"
    )


def test_an_archive_without_an_address_has_no_sitemap(make_archive: MakeArchive, tmp_path: Path):
    folder = make_archive(tmp_path / "archive", {})
    settings = folder / "content/archive.yml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if not line.startswith("address:")), encoding="utf-8")
    site = build(folder, tmp_path / "site")
    assert not (site.folder / "sitemap.xml").exists()
    assert (site.folder / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
