// Names folded to keys, as references/name_folding.py does it: by the same table, which comes with the jump index.

const UNKNOWN_LANGUAGE = "en";
const THOUSANDS = /(?<![0-9])([0-9]{1,3})[,. '’](?=[0-9]{3}(?![0-9]))/g;

/** A text with its numbers in digits alone: 93 139, 93,139 and 93.139 are one number. */
export const joinThousands = (text) => text.normalize("NFKC").replace(THOUSANDS, "$1");

/** The two functions that fold by `rules`: those of all languages under "", and what each reads otherwise. */
export function makeFolding(rules) {
  const { "": everywhere, ...readings } = rules;
  const tables = new Map(
    Object.entries(readings).map(([reading, own]) => [reading, new Map(Object.entries({ ...everywhere, ...own }))]),
  );
  const longest = Math.max(...[...tables.values()].flatMap((table) => [...table.keys()].map((written) => written.length)));

  function bare(character, table) {
    let sounds = "";
    for (const part of character.normalize("NFD")) {
      if (/[\p{L}\p{N}]/u.test(part)) sounds += table.get(part) ?? part;
      else if (!/\p{M}/u.test(part)) sounds += " ";
    }
    return sounds;
  }

  function read(written, table) {
    let key = "";
    let place = 0;
    while (place < written.length) {
      let length = Math.min(longest, written.length - place);
      let sound;
      for (; length; length -= 1) {
        sound = table.get(written.slice(place, place + length));
        if (sound !== undefined) break;
      }
      if (sound === undefined) {
        const character = String.fromCodePoint(written.codePointAt(place));
        sound = bare(character, table);
        length = character.length;
      }
      key += sound;
      place += length;
    }
    return key;
  }

  /** The key of a text in `lang`. */
  function fold(text, lang = UNKNOWN_LANGUAGE) {
    const reading = lang.split("-").findLast((part) => tables.has(part)) ?? UNKNOWN_LANGUAGE;
    const written = joinThousands(text).toLowerCase().normalize("NFC");
    return read(written, tables.get(reading))
      .replace(/(\P{Nd})\1+/gu, "$1")
      .trim();
  }

  /** The keys of what a reader wrote, in every reading, each once. */
  function foldQuery(text) {
    return [...new Set([...tables.keys()].map((reading) => fold(text, reading)))].filter(Boolean);
  }

  return { fold, foldQuery };
}
