// A search field on a page suggests names as they are typed; on the page of the search the answers stand below instead.
import { suggest } from "./suggestions.js";

for (const form of document.querySelectorAll(".search-field")) {
  const list = form.querySelector("[role=listbox]");
  if (list) {
    suggest({
      field: form.querySelector("input"),
      list,
      answer: form.querySelector("[role=status]"),
      missing: null,
      first: false,
    });
  }
}
