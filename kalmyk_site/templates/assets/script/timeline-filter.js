// The filter of the timeline: by theme and by a text, with its state in the address.
import { say } from "./texts.js";

// As the build folds the names: without case and accents.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();

function setUpTimelineFilter(form) {
  const marks = {};
  for (const mark of document.querySelectorAll(".time-strips [data-event]")) (marks[mark.dataset.event] ??= []).push(mark);
  const entries = [...document.querySelectorAll(".timeline > li")].map((line) => ({
    line,
    year: line.querySelector(".year"),
    themes: (line.dataset.themes ?? "").split(" "),
    text: folded(`${line.textContent} ${line.dataset.names ?? ""}`),
    marks: marks[line.dataset.event] ?? [],
  }));
  const count = form.querySelector("output");
  const showAll = form.querySelector("[type=reset]");
  const nothing = document.querySelector(".timeline-none");
  const themes = [...form.querySelectorAll("[name=theme]")];
  const field = form.querySelector("[name=q]");
  const everything = count.textContent;

  const chosen = () => ({ theme: themes.find((choice) => choice.checked)?.value ?? "", q: field.value.trim() });

  function show({ theme, q }) {
    const words = folded(q).split(" ");
    let shown = 0;
    let year = "";
    for (const entry of entries) {
      const fits = (!theme || entry.themes.includes(theme)) && words.every((word) => entry.text.includes(word));
      entry.line.hidden = !fits;
      for (const mark of entry.marks) mark.classList.toggle("filtered", !fits);
      if (!fits) continue;
      shown += 1;
      // The first line of a year that is shown names it.
      entry.year?.classList.toggle("repeated", entry.year.textContent === year);
      year = entry.year?.textContent ?? "";
    }
    const filtered = Boolean(theme || q);
    nothing.hidden = shown > 0;
    showAll.hidden = !filtered;
    count.textContent = filtered ? say("events_shown", { count: shown, total: entries.length }) : everything;
  }

  function choose({ theme, q }) {
    const known = themes.find((choice) => choice.value === theme) ?? themes[0];
    if (known) known.checked = true;
    field.value = q;
    show(chosen());
  }

  // A choice is a step of the browser's history; all that is typed in one go is one step too.
  function remember(isStep) {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(chosen())) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    try {
      if (isStep && address.href !== location.href) history.pushState(null, "", address);
      else history.replaceState(history.state, "", address);
    } catch {
      // Some browsers let no page from a disk change its address; the filter works without.
    }
  }

  function restore() {
    const state = new URLSearchParams(location.search);
    choose({ theme: state.get("theme") ?? "", q: state.get("q") ?? "" });
  }

  let isTyping = false;
  form.addEventListener("input", (event) => {
    const typed = event.target === field;
    show(chosen());
    remember(!(typed && isTyping));
    isTyping = typed;
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    choose({ theme: "", q: "" });
    remember(true);
    isTyping = false;
    // The button goes away; who pressed it stays at the filter.
    field.focus();
  });
  // A browser that goes back may have filled in the fields by itself.
  addEventListener("pageshow", restore);
  addEventListener("popstate", () => {
    isTyping = false;
    restore();
  });
  restore();
}

for (const form of document.querySelectorAll(".timeline-filter")) setUpTimelineFilter(form);
