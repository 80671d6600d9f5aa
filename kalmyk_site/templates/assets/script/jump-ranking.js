// What is found in the jump index, best first: the whole name, its beginning, the beginnings of its words, a part of it,
// and what differs by a letter or two.
import { editDistance } from "./edit-distance.js";

const EXACT = 0;
const BEGINNING = 1;
const WORDS = 2;
const PART = 3;
const NEAR = 4;
const NOT_AT_ALL = 5;

// Of equally good answers, those that have names of their own come first, and what is said of them last.
const HAVE_NAMES = ["person", "place", "organization", "group", "term"];
const SPEAK_OF_OTHERS = ["claim", "discrepancy"];

/** What `query` finds: entry, the name that was found, whether that holds the query as whole words, or is only similar. */
export function findEntries(index, query) {
  const keys = index.foldQuery(query);
  if (!keys.length) return [];
  const written = query.trim().toLowerCase();
  const found = [];
  for (const [place, entry] of index.entries.entries()) {
    let best = { rank: NOT_AT_ALL };
    for (const [number, name] of entry.names.entries()) {
      const mayBeNear = HAVE_NAMES.includes(entry.kind.id) || number === 0;
      let rank = Math.min(...keys.map((key) => rankOf(key, name.key, mayBeNear)));
      // A person is looked for by the last name as often as by the first.
      if (rank === WORDS && entry.kind.id === "person") rank = BEGINNING;
      // Of two equally good names the one in the reader's own letters is the reason.
      const own = name.text.toLowerCase().includes(written) ? 0 : 1;
      if (rank < best.rank || (rank === best.rank && own < best.own)) best = { rank, own, name, number };
    }
    if (best.rank < NOT_AT_ALL) found.push({ entry, place, ...best });
  }
  found.sort(
    (one, other) =>
      one.rank - other.rank ||
      standing(one.entry) - standing(other.entry) ||
      one.own - other.own ||
      Math.sign(one.number) - Math.sign(other.number) ||
      one.place - other.place,
  );
  return found.map(({ entry, name, number, rank }) => ({
    entry,
    isWhole: keys.some((key) => key.split(" ").every((word) => name.key.split(" ").includes(word))),
    name: number && name.text !== entry.detail && !entry.label.includes(name.text) ? name : null,
    isSimilar: rank === NEAR,
  }));
}

/** Whether what was found answers who looks for a person: a person, or a name that holds all of what was asked. */
export function answersName(found) {
  return found.some(({ entry, isWhole }) => isWhole || entry.kind.id === "person");
}

function standing({ kind }) {
  if (HAVE_NAMES.includes(kind.id)) return 0;
  if (SPEAK_OF_OTHERS.includes(kind.id)) return 3;
  return kind.id === "source" ? 2 : 1;
}

function rankOf(query, key, mayBeNear) {
  if (key === query) return EXACT;
  if (key.startsWith(query)) return BEGINNING;
  const words = key.split(" ");
  const wanted = query.split(" ");
  if (wanted.every((start) => words.some((word) => word.startsWith(start)))) return WORDS;
  if (query.length > 2 && key.includes(query)) return PART;
  return mayBeNear && isNear(query, key, words) ? NEAR : NOT_AT_ALL;
}

function isNear(query, key, words) {
  const most = query.length < 4 ? 0 : query.length < 8 ? 1 : 2;
  return (
    most > 0 &&
    [key, ...words].some((word) => word[0] === query[0] && editDistance(query, word, most) <= most)
  );
}
