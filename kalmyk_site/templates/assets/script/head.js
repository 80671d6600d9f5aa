// Runs before anything is shown, and is therefore a file of its own: what a script adds later would move the page.
(() => {
  const root = document.documentElement;
  root.dataset.scripts = "";
  try {
    const scheme = localStorage.getItem("scheme");
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
  } catch {
    // A browser that keeps nothing follows the device.
  }
})();
