// The mark beside a paragraph leads to it, and copies its address.
import { copy } from "./copying.js";

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.permalink");
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) copy(link.href, link);
});
