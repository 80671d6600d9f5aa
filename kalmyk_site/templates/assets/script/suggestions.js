// Suggestions under a field: a combobox with a list (WAI-ARIA Authoring Practices). The focus stays in the field; arrows
// move through the list, Enter follows, and the last entry leads to the full text.
import { say } from "./texts.js";
import { linkTo, loadJumpIndex } from "./jump-index.js";
import { answersName, findEntries } from "./jump-ranking.js";

const SUGGESTED = 8;
const HELD = ["person", "place", "event"]; // indexes that are offered where no name is found

// Suggest what `field` may mean. `list` shows it; `answer` says how much there is, or that there is nothing; `missing` is
// shown where no name is found. With `first` the best answer is chosen from the start; without, Enter sends the form
// until a reader chooses.
export function suggest({ field, list, answer, missing, first }) {
  let options = [];
  let chosen = -1;

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  async function update() {
    const query = field.value.trim();
    if (!query) return clear();
    const index = await loadJumpIndex().catch(() => null);
    const found = index ? findEntries(index, query) : [];
    // Someone may have typed on while the index came.
    if (query !== field.value.trim()) return undefined;
    const named = found.filter(({ isSimilar }) => !isSimilar);
    const shown = (named.length ? named : found).slice(0, SUGGESTED);
    const held = shown.length || !index ? [] : index.kinds.filter(({ id }) => HELD.includes(id)).map(asIndexOption);
    list.replaceChildren(...shown.map(asOption), asTextOption(query), ...held);
    options = [...list.children];
    for (const [place, option] of options.entries()) option.id = `${list.id}-${place}`;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    choose(first ? 0 : -1);
    if (named.length) answer.textContent = say("suggested", { count: shown.length });
    else answer.textContent = say(shown.length ? "similar" : "no_name", { query });
    // In the dialog it has its own line; on a page only what was not found is shown.
    if (!first) answer.classList.toggle("aside", named.length > 0);
    missing?.toggleAttribute("hidden", answersName(named));
    return undefined;
  }

  function clear() {
    list.hidden = true;
    list.replaceChildren();
    options = [];
    answer.textContent = "";
    if (!first) answer.classList.add("aside");
    missing?.setAttribute("hidden", "");
    field.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(place) {
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = place;
    const option = options[chosen];
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    return field.setAttribute("aria-activedescendant", option.id);
  }

  field.addEventListener("input", update);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    const count = options.length;
    if (event.key === "ArrowDown" && count) choose((chosen + 1) % count);
    else if (event.key === "ArrowUp" && count) choose((chosen <= 0 ? count : chosen) - 1);
    else if (event.key === "Enter" && options[chosen]) follow(options[chosen], event);
    else if (event.key === "Escape" && count && !first) clear();
    else return;
    event.preventDefault();
  });
  // Before the field loses the focus, which a click elsewhere would take.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) follow(option, event);
  });
  if (!first) {
    field.addEventListener("blur", clear);
    field.addEventListener("focus", update);
  }
  return { update, clear };
}

function follow(option, event) {
  if (event.metaKey || event.ctrlKey) open(option.dataset.href);
  else location.assign(option.dataset.href);
  // A link to a place of this very page loads nothing: what lies over the page has to go.
  option.closest("dialog")?.close();
}

function makeOption(href, ...children) {
  const option = document.createElement("li");
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.href = href;
  option.append(...children);
  return option;
}

function asTextOption(query) {
  const option = makeOption(`${linkTo("search/")}?q=${encodeURIComponent(query)}`, say("search_texts", { query }));
  option.className = "in-texts";
  return option;
}

// What the archive does hold, where a name finds nothing.
function asIndexOption({ index, many, count }) {
  const counted = piece("span", "found-detail", count.toLocaleString(document.documentElement.lang));
  return makeOption(linkTo(index), piece("span", "found-name", many), " ", counted);
}

function asOption({ entry, name }) {
  return makeOption(linkTo(entry.address), ...describeEntry(entry, name));
}

/** Kind, name, the other name that was found, and what tells it from others. */
export function describeEntry(entry, name, label = piece("span", "found-name", entry.label, entry.lang)) {
  const others = [name && piece("span", "found-other", name.text, name.lang)];
  if (entry.detail) others.push(piece("span", "found-detail", entry.detail));
  const parts = [label, ...others.filter(Boolean), piece("span", "found-kind", entry.kind.one)];
  return parts.flatMap((part, place) => (place ? [" ", part] : [part]));
}

/** An element with a text, and its language where that is not the page's. */
export function piece(tag, className, text, lang = "") {
  const element = document.createElement(tag);
  element.className = className;
  if (lang) element.lang = lang;
  element.textContent = text;
  return element;
}
