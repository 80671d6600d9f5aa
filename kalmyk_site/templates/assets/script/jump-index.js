// Everything that can be jumped to. The index is a script file of its own, loaded when a reader first looks for
// something: so it costs no page anything and works from a folder on disk.
import { OWN_SCRIPT, loadData } from "./data-files.js";
import { makeFolding } from "./folding.js";

let jumpIndex;

/** The index, once it is there. */
export async function loadJumpIndex() {
  const data = await loadData("jump");
  jumpIndex ??= readJumpIndex(data);
  return jumpIndex;
}

/** The link from this page to an address of the site. */
export function linkTo(address) {
  const { root, indexFile } = OWN_SCRIPT.dataset;
  const [path, ...anchor] = address.split("#");
  return [`${root}${path}${path === "" || path.endsWith("/") ? indexFile : ""}`, ...anchor].join("#");
}

function readJumpIndex(data) {
  const { fold, foldQuery } = makeFolding(data.rules);
  const spoken = document.documentElement.lang;
  const kinds = data.kinds.map(([id, one, many, pattern, index], number) => {
    return { id, one, many, pattern, index, count: data.entries[number].length };
  });
  const entries = data.entries.flatMap((list, number) => list.map((entry) => readEntry(entry, kinds[number])));

  function readEntry([id, label, others = [], lang = "", detail = ""], kind) {
    const names = [{ text: label, lang, key: fold(label, lang || spoken) }, ...others.map(readName)];
    return {
      kind,
      target: `${kind.id}:${id}`,
      address: kind.id === "page" && id === "home" ? "" : kind.pattern.replace("*", id),
      label,
      lang,
      names,
      detail: typeof detail === "number" ? names[detail + 1].text : detail,
    };
  }

  // A name in the archive's language, one with its language, or the key of a slip, which has no text.
  function readName(name) {
    if (Array.isArray(name) && name.length === 1) return { text: "", lang: "", key: name[0] };
    const [text, lang] = Array.isArray(name) ? name : [name, ""];
    return { text, lang, key: fold(text, lang || spoken) };
  }

  return { kinds, entries, foldQuery, byTarget: new Map(entries.map((entry) => [entry.target, entry])) };
}
