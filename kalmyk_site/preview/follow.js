// Follows the saves of whoever writes: when this page is another, it is loaded again and shown where it was.
"use strict";
(() => {
  const PLACE = "preview-place";
  const { state, changes } = document.currentScript.dataset;
  let stream = null;

  /**
   * What has an anchor of its own words and is seen, with its distance from the window's upper edge: the nearest to that
   * edge first. Anchors that the site makes, which begin with --, may count what stands above.
   */
  function marks() {
    return [...document.querySelectorAll('main [id]:not([id^="--"])')]
      .filter((element) => element.getClientRects().length > 0)
      .map((element) => [element.id, element.getBoundingClientRect().top])
      .sort(([, one], [, other]) => Math.abs(one) - Math.abs(other))
      .slice(0, 40);
  }

  function leave() {
    const place = { page: location.pathname, left: scrollX, top: scrollY, marks: scrollY > 0 ? marks() : [] };
    sessionStorage.setItem(PLACE, JSON.stringify(place));
    // Whatever the browser remembers counts from the page's beginning, and something there may have become longer.
    history.scrollRestoration = "manual";
    location.reload();
  }

  /** The way from here to where the page was; an anchor that is gone has been edited, so the next one counts. */
  function wayBack(place) {
    for (const [id, top] of place.marks) {
      const element = document.getElementById(id);
      if (element && element.getClientRects().length > 0) {
        return element.getBoundingClientRect().top - top;
      }
    }
    return place.top - scrollY;
  }

  function comeBack() {
    const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
    sessionStorage.removeItem(PLACE);
    if (place?.page !== location.pathname) {
      return;
    }
    const go = () => scrollTo({ left: place.left, top: scrollY + wayBack(place), behavior: "instant" });
    go();
    // Pictures and notes may find their place only now.
    addEventListener("load", go);
    // Not before somebody can leave: set earlier, it would bring the browser's own place back at once.
    for (const touch of ["pointerdown", "keydown"]) {
      addEventListener(touch, () => { history.scrollRestoration = "auto"; }, { once: true });
    }
  }

  function listen() {
    stream?.close();
    stream = null;
    // A browser keeps few connections to one server, so a page that nobody sees gives its own back.
    if (document.visibilityState === "visible") {
      stream = new EventSource(`${changes}?${new URLSearchParams({ page: decodeURI(location.pathname), state })}`);
      stream.addEventListener("message", () => {
        stream.close();
        leave();
      });
    }
  }

  /** In a narrow window the place of a fault may lie to the right of what is seen of its line. */
  function showCarets() {
    for (const excerpt of document.querySelectorAll(".error-overlay .excerpt")) {
      const text = excerpt.firstChild;
      const carets = document.createRange();
      carets.setStart(text, text.data.indexOf("^", text.data.lastIndexOf("\n")));
      carets.setEnd(text, text.length);
      const [place, frame] = [carets.getBoundingClientRect(), excerpt.getBoundingClientRect()];
      if (place.right > frame.right) {
        // Some of what stands before it stays in sight.
        excerpt.scrollLeft += place.left - frame.left - Math.max((frame.width - place.width) / 2, 0);
      }
    }
  }

  comeBack();
  showCarets();
  listen();
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => stream?.close());
})();
