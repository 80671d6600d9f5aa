// Light or dark: the device decides until the reader does.

const SCHEMES = ["light", "dark"];

function shownScheme() {
  const chosen = document.documentElement.dataset.scheme;
  if (SCHEMES.includes(chosen)) return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

for (const button of document.querySelectorAll(".scheme-switch")) {
  button.addEventListener("click", () => {
    const scheme = shownScheme() === "dark" ? "light" : "dark";
    document.documentElement.dataset.scheme = scheme;
    try {
      localStorage.setItem("scheme", scheme);
    } catch {
      // It holds until the next page.
    }
  });
}
