// The passages of a text that hold what was asked for, each with the anchor of its block and the words marked.

import { say } from "./texts.js";

const PASSAGES = 3;
const WHOLE_UNDER = 4; // letters of a word that must be found whole: `in` is not meant to find `into`
const WORDS_AROUND = 14; // words shown on either side of the first one that was found

/** The best passages of one of Pagefind's results for the words asked for; `titleWords` of title precede its text. */
export function showPassages({ raw_content: content, anchors, words: places }, asked, titleWords) {
  const words = content.replaceAll("&lt;", "<").replaceAll("&gt;", ">").split(/\s+/);
  const starts = anchors.filter(({ id }) => id).sort((one, other) => one.location - other.location);
  const passages = new Map();
  for (const place of places.filter((found) => found >= titleWords)) {
    const weight = Math.max(0, ...asked.filter((word) => isFormOf(words[place], word)).map((word) => word.length));
    const number = starts.findLastIndex((start) => start.location <= place);
    const passage = passages.get(number) ?? { number, weight: 0, found: [] };
    passages.set(number, passage);
    if (!weight) continue;
    passage.weight += weight;
    passage.found.push(place);
  }
  // Only the title holds it: the text begins to tell what that is.
  if (!passages.size) passages.set(-1, { number: -1, weight: 0, found: [] });
  const best = [...passages.values()].sort((one, other) => other.weight - one.weight || one.number - other.number);
  return best.slice(0, PASSAGES).flatMap(({ number, weight, found }, place) => {
    if (place && !weight) return [];
    const [start, next] = [starts[number], starts[number + 1]];
    return [{ anchor: start?.id ?? "", shown: excerpt(words, found, start?.location ?? titleWords, next?.location) }];
  });
}

function excerpt(words, places, start, nextStart) {
  const first = Math.min(...places);
  const end = nextStart ?? words.length;
  const from = places.length ? Math.max(start, Math.min(first - WORDS_AROUND, end - 2 * WORDS_AROUND)) : start;
  const to = Math.min(end, from + 2 * WORDS_AROUND);
  const shown = document.createElement("p");
  shown.className = "excerpt";
  if (from > start) shown.append("… ");
  for (let place = from; place < to; place += 1) {
    if (place > from) shown.append(" ");
    shown.append(...(places.includes(place) ? marked(words[place]) : [words[place]]));
  }
  if (to < end) shown.append(" …");
  return shown;
}

// Signs around the word stay unmarked.
function marked(word) {
  const [, before, inner, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u.exec(word);
  const mark = document.createElement("mark");
  mark.textContent = inner;
  return [before, mark, after];
}

/** A word as Pagefind compares it: in small letters, without accents and signs. */
export function plainWord(word) {
  return word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Whether a word that was found, perhaps one of several with hyphens, is what was asked for, longer or inflected. */
export function isFormOf(found, asked) {
  const wanted = plainWord(asked);
  return [found, ...found.split(/[-–—/]/)].map(plainWord).some((word) => {
    if (word === wanted) return true;
    if (word.startsWith(wanted) && wanted.length >= WHOLE_UNDER) return true;
    let shared = 0;
    while (shared < word.length && word[shared] === wanted[shared]) shared += 1;
    const endings = say("endings").split(" ");
    return shared > 2 && [word.slice(shared), wanted.slice(shared)].every((end) => !end || endings.includes(end));
  });
}
