// A long page whose parts are laid out as they come near (components/disagreements.css): the rest is laid out in pauses,
// a little at a time, so that places and lengths are true before a reader gets there.

const PARTS_AT_ONCE = 2;
const waiting = [...document.querySelectorAll(".disagreement")];
const whenIdle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 50)); // milliseconds

function layOutSome() {
  for (const part of waiting.splice(0, PARTS_AT_ONCE)) part.dataset.laidOut = "";
  if (waiting.length) whenIdle(layOutSome);
}

if (waiting.length) addEventListener("load", () => whenIdle(layOutSome));
