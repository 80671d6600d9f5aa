// Notes that are opened: the sentence stays in sight, and the type of titles is there in time.

const OVER_TEXT = matchMedia("(width < 75em)"); // from there on notes stand in the margin: components/notes.css
const GAP = 16; // pixels between the line of the sentence and a note that would lie over it

document.addEventListener(
  "toggle",
  (event) => {
    const note = event.target;
    if (event.newState !== "open" || !note.matches(".note-body") || !OVER_TEXT.matches) return;
    const [mark, shown] = [note.previousElementSibling, note].map((element) => element.getBoundingClientRect());
    const hidden = mark.bottom + GAP - shown.top;
    if (hidden > 0 && shown.bottom > mark.top) scrollBy({ top: hidden, behavior: "instant" });
  },
  true, // it does not rise
);

// In the margin its place is kept while it is open; without a script one line of it is.
document.addEventListener(
  "beforetoggle",
  (event) => {
    const note = event.target;
    if (event.newState !== "open" || !note.matches(".note-body")) return;
    note.parentElement.style.setProperty("--note-height", `${note.offsetHeight}px`);
  },
  true,
);

document.addEventListener("click", (event) => {
  event.target.closest?.("[data-note=close]")?.closest(".note-body").hidePopover();
});

// A font that comes while a note is open would not be shown: it is asked for when the page has all else.
if (document.querySelector(".note-body")) {
  addEventListener("load", () => document.fonts?.load("italic 1em Literata"));
}
