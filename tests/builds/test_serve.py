"""The preview: a real server, which follows every save and shows what is wrong with the last one."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import urllib.request
from pathlib import Path

import pytest

from tests.builds.bridge import ERROR, ROOT, Bridge
from tests.builds.previews import MKDOCS, OURS, REPAIR, has, has_report, preview

BOTH = pytest.mark.parametrize("command", [MKDOCS, OURS], ids=["mkdocs", "kalmyk-site"])
"""What holds for a preview, whoever serves it."""


@BOTH
def test_saves_are_followed_errors_are_shown_over_the_last_good_page_and_the_next_good_save_recovers(
    bridge: Bridge, command: tuple[str, ...]
):
    with preview(bridge, *command) as served:
        served.wait_for("/history/building/", has("drew it"))

        bridge.edit("content/history/building.md", "drew it", "drew and built it")
        served.wait_for("/history/building/", has("drew and built it"))

        bridge.edit("content/records/events/events.yml", "The bridge is opened", "The bridge is blessed")
        served.wait_for("/events/opening/", has("The bridge is blessed"))

        bridge.edit(*ERROR)
        page = served.wait_for("/history/building/", has_report)
        for words in ("content/history/building.md:5:1: error: record-unknown: ", "person:anna-hall", "Correct the id"):
            assert words in page
            assert words in served.said()
        assert "drew and built it" in page
        assert "1 error in 1 of 9 files." in page
        assert has_report(served.page("/events/opening/"))

        bridge.edit(*REPAIR)
        served.wait_for("/history/building/", has("drew and built it"))
        assert served.stop() == 0


@BOTH
def test_templates_and_styles_are_followed_and_a_fault_in_them_is_shown(bridge: Bridge, command: tuple[str, ...]):
    # The package is found in the folder in which the server is called, so this copy is the one that runs.
    shutil.copytree(ROOT / "docs", bridge.root / "docs")
    shutil.copytree(ROOT / "kalmyk_site", bridge.root / "kalmyk_site", ignore=shutil.ignore_patterns("__pycache__"))
    base, tokens = "kalmyk_site/templates/base.html", "kalmyk_site/templates/assets/styles/tokens.css"
    with preview(bridge, *command) as served:
        before = served.wait_for("/", has("The Old Bridge"))

        bridge.edit(base, '<footer class="site-footer"', '<footer class="site-footer" title="another"')
        served.wait_for("/", has('title="another"'))

        bridge.write(tokens, (bridge.root / tokens).read_text(encoding="utf-8") + ":root { --another: 0 }\n")
        served.wait_for("/", lambda page: bool(styles_of(page)) and styles_of(page) != styles_of(before))

        bridge.edit(base, 'title="another"', "{% another %}")
        page = served.wait_for("/", has_report)
        for words in ("unknown tag &#39;another&#39;", "The program failed", "The Old Bridge"):
            assert words in page
        assert "unknown tag 'another'" in served.said()

        bridge.edit(base, "{% another %}", 'title="the third"')
        served.wait_for("/", has('title="the third"'))


def styles_of(page: str) -> list[str]:
    """The style file of a page, whose name tells its content."""
    return re.findall(r"assets/site\.\w+\.css", page)


def test_an_archive_that_is_broken_from_the_start_shows_why_at_every_address_and_recovers(bridge: Bridge):
    bridge.edit(*ERROR)
    with preview(bridge, *OURS) as served:
        page = served.wait_for("/", has_report)
        assert "content/history/building.md:5:1: error: record-unknown: " in page
        assert "There is no good site to show yet" in page
        assert has_report(served.page("/history/building/"))

        bridge.edit(*REPAIR)
        served.wait_for("/history/building/", has("drew it"))


@BOTH
def test_the_site_is_shown_under_the_path_of_its_address(bridge: Bridge, command: tuple[str, ...]):
    bridge.edit("content/archive.yml", "https://bridge.example/", "https://bridge.example/old/")
    with preview(bridge, *command) as served:
        served.wait_for("/old/history/building/", has("drew it"))
        assert f"on http://127.0.0.1:{served.port}/old/" in served.said()
        assert "The Old Bridge" in served.page("/")

        missing = served.page("/old/no/such/page/")
        [style] = re.findall(r'rel="stylesheet" href="([^"]+)"', missing)
        assert style.startswith("/old/")
        assert "@layer" in served.page(style)


@pytest.mark.parametrize("command", [MKDOCS, ("mkdocs", "serve", "--clean", "--dev-addr")], ids=" ".join)
def test_pages_of_the_preview_of_mkdocs_allow_the_script_that_reloads_them(bridge: Bridge, command: tuple[str, ...]):
    with preview(bridge, *command) as served:
        page = served.wait_for("/history/building/", has("drew it"))

    assert re.search(r"<script>.*livereload", page, re.DOTALL)
    assert "Content-Security-Policy" not in page


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda each: each.name)
def test_the_preview_stops_cleanly_while_a_page_listens(bridge: Bridge, number: signal.Signals):
    with preview(bridge, *OURS) as served:
        state = state_of(served.wait_for("/", has("The Old Bridge")))
        address = f"http://127.0.0.1:{served.port}/.preview/changes?page=/&state={state}"
        with urllib.request.urlopen(address, timeout=30):
            assert served.stop(number) == 0

        assert "Traceback" not in served.said()
        assert list(served.temporary.iterdir()) == []
        with socket.socket() as again:
            again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            again.bind(("127.0.0.1", served.port))


def state_of(page: str) -> str:
    """The state that a page gives to the script that follows saves."""
    [state] = re.findall(r'data-state="([^"]+)"', page)
    return str(state)


def test_a_preview_leaves_nothing_in_the_archive(bridge: Bridge):
    before = sorted(bridge.root.rglob("*"))
    with preview(bridge, *OURS) as served:
        served.wait_for("/", has("The Old Bridge"))

    assert sorted(bridge.root.rglob("*")) == before


def test_pages_are_those_of_a_build_but_for_the_script_that_follows_saves(bridge: Bridge, bridge_site: Path):
    script = re.compile(r'<script src="/\.preview/follow\.js"[^>]*></script>\n')
    with preview(bridge, *OURS) as served:
        served.wait_for("/", has("The Old Bridge"))
        for path in sorted(bridge_site.rglob("*")):
            if not path.is_file() or path.name == "404.html":
                continue
            address = path.relative_to(bridge_site).as_posix().removesuffix("index.html")
            with urllib.request.urlopen(f"http://127.0.0.1:{served.port}/{address}") as answer:
                content = answer.read()
            if path.suffix == ".html":
                text, scripts = script.subn("", content.decode())
                assert (text, scripts) == (path.read_text(encoding="utf-8"), 1)
            else:
                assert content == path.read_bytes(), path


def test_an_address_without_its_slash_leads_to_the_page_and_a_wrong_one_to_the_page_for_such(bridge: Bridge):
    with preview(bridge, *OURS) as served:
        served.wait_for("/", has("The Old Bridge"))

        assert "drew it" in served.page("/history/building")
        assert 'content="noindex"' in served.page("/no/such/page/")


def test_only_an_archive_is_needed(bridge: Bridge):
    (bridge.root / "mkdocs.yml").unlink()
    with preview(bridge, "kalmyk_site", "--archive", ".", "serve", "--port") as served:
        served.wait_for("/history/building/", has("drew it"))


def test_what_becomes_of_files_in_the_middle_of_a_save_is_shown_as_it_ends(bridge: Bridge):
    chapter = bridge.root / "content" / "history" / "building.md"
    text = chapter.read_text(encoding="utf-8")
    with preview(bridge, *OURS) as served:
        served.wait_for("/history/building/", has("drew it"))

        chapter.unlink()
        served.wait_for("/history/building/", has_report)
        chapter.write_text(text[:60], encoding="utf-8")
        served.wait_for("/history/building/", lambda page: has_report(page) and "building.md" in page)
        bridge.write("content/history/.building.md.swp", b"\0\1\2")
        bridge.write("content/history/building.md~", text)
        chapter.write_text(text.replace("drew it", "drew it twice"), encoding="utf-8")
        served.wait_for("/history/building/", has("drew it twice"))
        assert "Traceback" not in served.said()


def test_of_many_saves_at_once_the_last_state_is_shown(bridge: Bridge):
    with preview(bridge, *OURS) as served:
        served.wait_for("/history/building/", has("drew it"))
        for number in range(50):
            for name in ("people", "organizations"):
                record = f'- id: one-{number}\n  names: [One {number}]\n  cite: ["@guide"]\n'
                bridge.write(f"content/records/{name}/many-{number}.yml", record)
        bridge.edit("content/history/building.md", "drew it", "drew it for the [49th](person:one-49)")
        page = served.wait_for("/history/building/", has("drew it for the"))
        assert 'href="../../people/one-49/"' in page
        assert "one-0" in served.page("/people/")


def test_a_port_in_use_is_named_with_the_way_out(bridge: Bridge):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = bridge.command("serve", "--port", str(port))

    assert result.returncode == 2
    assert f"Error: port {port} is in use, perhaps by another preview." in result.stderr
    assert "kalmyk-site serve --port " in result.stderr


@BOTH
def test_the_index_of_the_search_is_made_once_and_kept_over_edits(bridge: Bridge, command: tuple[str, ...]):
    texts = "/search/index/texts.json"
    with preview(bridge, *command) as served:
        first = served.wait_for(texts, lambda page: "chapter:history/building" in page)
        bridge.edit("content/history/building.md", "drew it", "drew and built it")
        served.wait_for("/history/building/", has("drew and built it"))

        assert served.page(texts) == first
