// Jump to: a dialog on every page, by the link in the header or the key `/`. On the page of the search both lead to its
// field, and without this script the link leads to that page.
import { loadJumpIndex } from "./jump-index.js";
import { suggest } from "./suggestions.js";

const jumpDialog = document.querySelector("dialog.jump-to");
const searchLink = document.querySelector("a.site-search");
const pageField = document.querySelector(".search-page .search-field input");

function jump() {
  if (pageField) {
    pageField.focus();
    pageField.select();
  } else if (!jumpDialog.open) {
    jumpDialog.showModal();
    loadJumpIndex().catch(() => {});
  }
}

function isTyping(element) {
  return element.isContentEditable || ["input", "textarea", "select"].includes(element.localName);
}

if (jumpDialog && searchLink) {
  const field = jumpDialog.querySelector("input");
  const { clear } = suggest({
    field,
    list: jumpDialog.querySelector("[role=listbox]"),
    answer: jumpDialog.querySelector("[role=status]"),
    missing: jumpDialog.querySelector(".missing-here"),
    first: true,
  });
  searchLink.setAttribute("aria-keyshortcuts", "/");
  if (!pageField) searchLink.setAttribute("aria-haspopup", "dialog");
  searchLink.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    jump();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    jump();
  });
  jumpDialog.addEventListener("click", (event) => {
    if (event.target === jumpDialog) jumpDialog.close();
  });
  jumpDialog.addEventListener("close", () => {
    field.value = "";
    clear();
  });
}
