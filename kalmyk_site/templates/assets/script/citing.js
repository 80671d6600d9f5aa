// Copying citations: of a page or work as it stands there, and of a note from the file that holds every note's in full.
import { copy } from "./copying.js";
import { heldData, loadData } from "./data-files.js";

// One set of buttons for all notes: it moves into the note that is opened.
const noteTools = document.getElementById("--note-tools")?.content.firstElementChild;

document.addEventListener(
  "beforetoggle",
  (event) => {
    if (event.newState === "open" && event.target.matches(".note-body")) event.target.append(noteTools);
  },
  true, // it does not rise
);

// Asked for a moment before it is needed: some browsers let a page copy only at once after a click.
for (const kind of ["pointerover", "focusin"]) {
  noteTools?.addEventListener(kind, () => loadData("citations").catch(() => {}));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-copies], [data-note]");
  if (!button) return;
  if (button.dataset.copies) copy(wordsOf(document.getElementById(button.dataset.copies)), button);
  else copyNote(button.closest(".note-body"), button);
});

async function copyNote(note, button) {
  const given = button.dataset.note;
  if (given === "close") return;
  try {
    const sources = heldData("citations") ?? (await loadData("citations"));
    copy(given === "bibtex" ? entriesOf(note, sources) : citedIn(note, sources).join("\n"), button);
  } catch {
    copy([...note.querySelectorAll(".note-full")].map(wordsOf).join("\n"), button);
  }
}

/** The citations of a note in full, in its order. */
function citedIn(note, sources) {
  return marksOf(note).map((mark) => citationOf(mark, sources));
}

/** The entries of the works that a note cites, each behind a comment that says where and through what. */
function entriesOf(note, sources) {
  const entries = new Map();
  for (const mark of marksOf(note)) {
    const key = mark.dataset.cite;
    entries.set(key, `${entries.get(key) ?? ""}% ${citationOf(mark, sources)}\n`);
  }
  return [...entries].map(([key, said]) => said + sources[key].bibtex).join("\n");
}

function marksOf(note) {
  return [...note.querySelectorAll("a.citation[data-cite]")];
}

// A citation leads to its use on the source's page: the number in the anchor is the use's.
function citationOf(mark, sources) {
  const { cited, uses } = sources[mark.dataset.cite];
  return cited[uses[mark.hash.match(/\d+$/)[0] - 1]];
}

function wordsOf(element) {
  return element.matches("pre") ? element.textContent : element.textContent.replace(/\s+/g, " ").trim();
}
