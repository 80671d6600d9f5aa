// The words of the interface, in the archive's language. The build writes TEXTS: the group `script` of the catalog.

/** The text `key` with its `{names}` filled in; `count` chooses between a form for one and a form for many. */
export function say(key, values = {}) {
  const [one, many = one] = TEXTS[key].split(" | ");
  const text = values.count === 1 ? one : many;
  return text.replace(/\{(\w+)\}/g, (gap, name) => (name in values ? shown(values[name]) : gap));
}

function shown(value) {
  return typeof value === "number" ? value.toLocaleString(document.documentElement.lang) : value;
}
