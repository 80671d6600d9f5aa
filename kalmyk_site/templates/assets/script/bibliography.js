// The bibliography in another order, or a part of it; the address keeps what was chosen.

const ORDERS = {
  year: (one, other) => yearOf(one) - yearOf(other),
  uses: (one, other) => other.dataset.times - one.dataset.times,
};

for (const form of document.querySelectorAll("form.bibliography-tools")) {
  const list = document.querySelector("ol.bibliography");
  const entries = [...list.children];
  const chosen = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("select")) {
    if ([...field.options].some((option) => option.value === chosen.get(field.name))) field.value = chosen.get(field.name);
  }
  const show = () => arrange(list, entries, form);
  form.addEventListener("change", () => keepInAddress(show()));
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const field of form.querySelectorAll("select")) field.value = "";
    keepInAddress(show());
  });
  if (choicesOf(form).size) show();
}

function choicesOf(form) {
  const choices = new URLSearchParams();
  for (const field of form.querySelectorAll("select")) if (field.value) choices.set(field.name, field.value);
  return choices;
}

// A work without a year comes last.
function yearOf(entry) {
  return Number(entry.dataset.year || Number.MAX_SAFE_INTEGER);
}

function arrange(list, entries, form) {
  const choices = choicesOf(form);
  const order = ORDERS[choices.get("sort")];
  if (list.dataset.order !== (choices.get("sort") ?? "")) list.append(...(order ? entries.toSorted(order) : entries));
  list.dataset.order = choices.get("sort") ?? "";
  let count = 0;
  for (const entry of entries) {
    entry.hidden = !isWanted(entry, choices);
    if (!entry.hidden) count += 1;
  }
  const total = entries.length;
  form.querySelector("output").textContent =
    count === total ? say("works", { count }) : say("works_of", { count, total });
  form.querySelector("button[type=reset]").disabled = !choices.size;
  return choices;
}

function isWanted(entry, choices) {
  const [form, years] = [choices.get("form"), choices.get("years")];
  const decade = entry.dataset.year ? String(Math.floor(entry.dataset.year / 10) * 10) : "none";
  return (!form || entry.dataset.form === form) && (!years || decade === years);
}

function keepInAddress(choices) {
  const query = choices.size ? `?${choices}` : location.pathname;
  try {
    history.replaceState(null, "", query + location.hash);
  } catch {
    // A page from a disk may have no address of its own to change.
  }
}
