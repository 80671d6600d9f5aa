// The page for addresses that lead nowhere offers those that look most like the one that was wanted.
import { editDistance } from "./edit-distance.js";
import { linkTo, loadJumpIndex } from "./jump-index.js";
import { findEntries } from "./jump-ranking.js";
import { describeEntry, piece } from "./suggestions.js";

const OFFERED = 3;
const nearest = document.querySelector(".nearest-pages");

if (nearest && location.protocol !== "file:") {
  const root = new URL(linkTo(""), location.href).pathname;
  const path = location.pathname;
  const wanted = plainPath(path.startsWith(root) ? path.slice(root.length) : path);
  loadJumpIndex()
    .then((index) => offer(index, wanted))
    .catch(() => {});
}

function offer(index, wanted) {
  const offered = nearestEntries(index, wanted).slice(0, OFFERED);
  nearest.querySelector("ul").append(
    ...offered.map((entry) => {
      const item = document.createElement("li");
      const link = piece("a", "found-name", entry.label, entry.lang);
      link.href = linkTo(entry.address);
      item.append(...describeEntry(entry, null, link));
      return item;
    }),
  );
  nearest.hidden = !offered.length;
}

/** Entries whose address is like the wanted one, those in its own folder first; else what its last part names. */
function nearestEntries(index, wanted) {
  const folder = wanted.split("/")[0];
  const most = Math.min(6, Math.ceil(wanted.length / 3));
  const like = index.entries.flatMap((entry) => {
    const address = plainPath(entry.address);
    const distance = editDistance(wanted, address, most);
    return distance <= most ? [{ entry, distance, apart: address.split("/")[0] === folder ? 0 : 1 }] : [];
  });
  like.sort((one, other) => one.apart - other.apart || one.distance - other.distance);
  const called = findEntries(index, wanted.split("/").at(-1).replaceAll("-", " "));
  return [...new Set([...like, ...called].map(({ entry }) => entry))];
}

function plainPath(address) {
  let path = address;
  try {
    path = decodeURIComponent(address);
  } catch {
    // What cannot be decoded is compared as it stands.
  }
  return path.toLowerCase().replace(/#|index\.html$|\.html$/g, "").replace(/\/+/g, "/").replace(/^\/|\/$/g, "");
}
