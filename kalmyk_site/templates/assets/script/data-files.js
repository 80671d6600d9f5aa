// Data that few readers need: script files of their own, since a page from a folder on disk may load nothing else.

export const OWN_SCRIPT = document.currentScript;
const asked = new Map();

/** The data `name` if its file is here already. */
export function heldData(name) {
  return globalThis.archiveData?.[name];
}

/** The data `name`; the build names its file in `data-<name>` at the script's own element. */
export function loadData(name) {
  if (!asked.has(name)) asked.set(name, new Promise((resolve, reject) => request(name, resolve, reject)));
  return asked.get(name);
}

function request(name, resolve, reject) {
  const script = document.createElement("script");
  script.src = OWN_SCRIPT.dataset[name];
  script.addEventListener("load", () => resolve(heldData(name)));
  script.addEventListener("error", () => {
    asked.delete(name);
    reject(new Error(name));
  });
  document.head.append(script);
}
