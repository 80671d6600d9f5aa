"""Windows of a real browser: what it shows, what it complains of, and where things stand in it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from playwright.sync_api import Browser, ConsoleMessage, ElementHandle, FloatRect, Locator, Page, Request

SMALL, WIDE = (320, 568), (1280, 800)
"""Window sizes: the smallest that WCAG 2.2 asks for (1.4.10), and one with notes beside the text."""


class Trouble(list[str]):
    """What the browser complains of, and what it asks another host for."""

    def watch(self, page: Page, base: str) -> None:
        """Listen to a page whose site begins at an address."""
        self._base = base
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.append(f"script: {error}"))
        page.on("request", self._on_request)
        page.on("requestfailed", self._on_failure)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type != "log":
            self.append(f"{message.type}: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith(self._base):
            self.append(f"asked: {request.url}")

    def _on_failure(self, request: Request) -> None:
        # Who leaves a page stops what it still loads.
        if request.failure != "net::ERR_ABORTED":
            self.append(f"{request.failure}: {request.url}")


@contextmanager
def window(
    browser: Browser, base: str, size: tuple[int, int], *, scripts: bool = True, scheme: str = "light", scale: float = 1
) -> Generator[tuple[Page, Trouble]]:
    """A window of the browser; `scale` is how many dots of the screen a pixel of the page has."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        java_script_enabled=scripts,
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=scale,
    )
    page, trouble = context.new_page(), Trouble()
    trouble.watch(page, base)
    try:
        yield page, trouble
    finally:
        context.close()


def box_of(element: ElementHandle | Locator) -> FloatRect:
    """Where an element is shown; it has to be."""
    box = element.bounding_box()
    assert box is not None
    assert box["height"] > 0
    return box


def meet(one: FloatRect, other: FloatRect) -> bool:
    """Whether two boxes share a spot. What is less than a pixel is rounding."""
    beside = one["x"] + one["width"] - 1 <= other["x"] or other["x"] + other["width"] - 1 <= one["x"]
    apart = one["y"] + one["height"] - 1 <= other["y"] or other["y"] + other["height"] - 1 <= one["y"]
    return not beside and not apart


def is_inside(box: FloatRect | None, size: tuple[int, int]) -> bool:
    """Whether a box lies within the window."""
    assert box is not None
    return (
        box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= size[0] and box["y"] + box["height"] <= size[1]
    )
