// The page of the search: names first, then the full text through Pagefind, which is loaded here alone. Query and kind
// stand in the address.
import { say } from "./texts.js";
import { linkTo, loadJumpIndex } from "./jump-index.js";
import { answersName, findEntries } from "./jump-ranking.js";
import { describeEntry, piece } from "./suggestions.js";
import { joinThousands } from "./folding.js";
import { isFormOf, plainWord, showPassages } from "./search-passages.js";

const AT_ONCE = 10;
const NAMES_SHOWN = 6;
const PAUSE = 150; // milliseconds between the last letter and the search
const searchPage = document.querySelector(".search-page");
let textEngine;

if (searchPage) beginSearchPage();

function beginSearchPage() {
  const part = (name) => searchPage.querySelector(`.${name}`);
  const field = searchPage.querySelector(".search-field input");
  let search = 0;
  let pause;
  // All that is typed in one go is one step of the browser's history; going back leads to what was searched before it.
  let isTyping = false;

  searchPage.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    run({ kind: chosenKind() });
    isTyping = false;
  });
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => run({ kind: chosenKind() }), PAUSE);
  });
  part("search-kinds").addEventListener("change", () => {
    isTyping = false;
    run({ kind: chosenKind() });
    isTyping = false;
  });
  window.addEventListener("popstate", restore);
  // Until something is asked, the page says what it was built to say.
  if (new URLSearchParams(location.search).get("q")) restore();

  function restore() {
    const wanted = new URLSearchParams(location.search);
    isTyping = false;
    field.value = wanted.get("q") ?? "";
    run({ kind: wanted.get("kind") ?? "", keep: true });
  }

  function chosenKind() {
    return part("search-kinds").querySelector("input:checked")?.value ?? "";
  }

  async function run({ kind = "", keep = false }) {
    clearTimeout(pause);
    search += 1;
    const turn = search;
    const query = field.value.trim();
    if (!keep) writeAddress(query, kind);
    if (!query) return show({ query });
    const index = await loadJumpIndex().catch(() => null);
    const names = index ? findEntries(index, query) : [];
    const texts = index ? await findTexts(index, query) : { fault: say("no_search") };
    if (turn === search) show({ query, kind, index, names, texts });
    return undefined;
  }

  function writeAddress(query, kind) {
    const wanted = new URLSearchParams();
    if (query) wanted.set("q", query);
    if (kind) wanted.set("kind", kind);
    const address = `${location.pathname}${wanted.size ? `?${wanted}` : ""}`;
    if (isTyping) history.replaceState(null, "", address);
    else if (address !== location.pathname + location.search) history.pushState(null, "", address);
    isTyping = true;
  }

  function show({ query, kind = "", index, names = [], texts = {} }) {
    const { results = [], known = [], lacking = [], fault = "" } = texts;
    const kindsFound = new Map();
    for (const { entry } of results) kindsFound.set(entry.kind, (kindsFound.get(entry.kind) ?? 0) + 1);
    const shownResults = kind ? results.filter(({ entry }) => entry.kind.id === kind) : results;
    const named = names.filter(({ isSimilar }) => !isSimilar);
    const shownNames = (named.length ? named : names)
      .filter(({ entry }) => !kind || entry.kind.id === kind)
      .slice(0, NAMES_SHOWN);
    showNames(shownNames, named.length > 0);
    showKinds(kindsFound, results.length, kind, index);
    part("search-status").textContent = query ? statusOf({ query, named, results, shownResults, known, lacking, fault }) : "";
    // A surname may be the beginning of another name, or of a town's: that is no answer to who looks for a person.
    const isFound = named.length ? answersName(named) : results.length > 0;
    part("missing-here")?.toggleAttribute("hidden", !query || isFound);
    showTexts(shownResults);
  }

  function statusOf({ query, named, results, shownResults, known, lacking, fault }) {
    if (fault) return fault;
    if (!results.length) return say(named.length ? "no_text" : "nothing", { query });
    const counted = say("texts_found", { count: shownResults.length });
    if (!lacking.length) return counted;
    const quoted = (words) => words.map((word) => `“${word}”`).join(", ");
    const held = say("texts_hold", { count: shownResults.length, words: quoted(known) });
    return `${say("lacking", { words: quoted(lacking) })} ${held}`;
  }

  function showNames(found, areNamed) {
    const section = part("search-names");
    section.hidden = !found.length;
    section.querySelector("h2").textContent = say(areNamed ? "names" : "similar_names");
    section.querySelector("ul").replaceChildren(
      ...found.map(({ entry, name }) => {
        const item = document.createElement("li");
        const link = piece("a", "found-name", entry.label, entry.lang);
        link.href = linkTo(entry.address);
        item.append(...describeEntry(entry, name, link));
        return item;
      }),
    );
  }

  function showKinds(found, count, chosen, index) {
    const choices = part("search-kinds");
    const hadFocus = choices.contains(document.activeElement);
    const kinds = index?.kinds.filter((kind) => found.has(kind) || kind.id === chosen) ?? [];
    const rows = [["", say("all_kinds"), count], ...kinds.map((kind) => [kind.id, kind.many, found.get(kind) ?? 0])];
    choices.hidden = rows.length < 3 && !chosen;
    choices.querySelector("div").replaceChildren(
      ...rows.map(([id, title, number]) => {
        const label = document.createElement("label");
        const input = document.createElement("input");
        Object.assign(input, { type: "radio", name: "kind", value: id, checked: id === chosen });
        label.append(input, ` ${title} `, piece("span", "count", number.toLocaleString(document.documentElement.lang)));
        return label;
      }),
    );
    if (hadFocus) choices.querySelector("input:checked")?.focus();
  }

  function showTexts(results) {
    const section = part("search-texts");
    const list = section.querySelector("ol");
    const more = section.querySelector("button");
    let shown = 0;
    list.replaceChildren();
    section.hidden = !results.length;
    more.onclick = async () => {
      const first = await showMore();
      first?.querySelector("a").focus();
    };
    showMore();

    async function showMore() {
      const turn = search;
      const next = results.slice(shown, shown + AT_ONCE);
      shown += next.length;
      more.hidden = shown >= results.length;
      more.textContent = say("more", { count: Math.min(AT_ONCE, results.length - shown) });
      const items = await Promise.all(next.map(asResult));
      if (turn === search) list.append(...items);
      return items[0];
    }
  }
}

async function asResult({ entry, load, asked }) {
  const item = document.createElement("li");
  const link = piece("a", "found-name", entry.label, entry.lang);
  const [best, ...others] = showPassages(await load(), asked, entry.label.split(/\s+/).length);
  const page = entry.address.split("#")[0];
  const address = (anchor) => linkTo(anchor ? `${page}#${anchor}` : entry.address);
  link.href = address(best.anchor);
  const head = document.createElement("p");
  head.append(...describeEntry(entry, null, link));
  item.append(head, best.shown);
  for (const other of others) {
    const further = document.createElement("a");
    further.href = address(other.anchor);
    further.append(...other.shown.childNodes);
    other.shown.append(further);
    item.append(other.shown);
  }
  return item;
}

async function findTexts(index, query) {
  if (location.protocol === "file:") return { fault: say("from_disk") };
  let engine;
  try {
    engine = await loadTextEngine();
  } catch {
    textEngine = undefined;
    return { fault: say("no_search") };
  }
  const { pagefind, targets } = engine;
  const { known, lacking } = await sortWords(pagefind, joinThousands(query));
  if (!known) return { lacking };
  const { results } = await pagefind.search(known);
  const asked = known.split(/\s+/);
  return {
    known: asked,
    lacking,
    results: results.flatMap(({ id, words, data }) => {
      const entry = index.byTarget.get(targets[id]);
      return entry ? [{ entry, asked, load: async () => ({ ...(await data()), words }) }] : [];
    }),
  };
}

function loadTextEngine() {
  textEngine ??= (async () => {
    const folder = new URL(linkTo("search/index/"), location.href);
    const answer = fetch(new URL("texts.json", folder));
    const pagefind = await import(new URL("pagefind.js", folder));
    // Without a worker: the index is small, and the page needs no further permission.
    await pagefind.options({ noWorker: true });
    await pagefind.init();
    return { pagefind, targets: await (await answer).json() };
  })();
  return textEngine;
}

// Where Pagefind knows no word that begins like the one asked for, it takes the longest beginning that it does know:
// it would answer a surname with another man's first name. So each word is asked for alone, and its best result must
// hold it. A query in quotation marks is taken as it stands.
async function sortWords(pagefind, query) {
  if (/^".+"$/.test(query)) return { known: query, lacking: [] };
  const words = query.split(/\s+/).filter((word) => plainWord(word));
  const known = [];
  const lacking = [];
  for (const word of words) ((await isHeld(pagefind, word)) ? known : lacking).push(word);
  return { known: known.join(" "), lacking };
}

async function isHeld(pagefind, word) {
  const { results } = await pagefind.search(word);
  if (!results.length) return false;
  const [{ words: places, data }] = results;
  const words = (await data()).raw_content.split(/\s+/);
  // Without a place it stands in the title.
  return !places.length || places.some((place) => isFormOf(words[place], word));
}
