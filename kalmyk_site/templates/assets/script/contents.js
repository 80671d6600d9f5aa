// A chapter's contents mark the section that is being read.

const READ_AT = 0.3; // share of the window's height, from above, at which the eye is

const sections = [...document.querySelectorAll(".contents a")].flatMap((link) => {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return heading ? [{ link, heading }] : [];
});

function markSection() {
  const line = innerHeight * READ_AT;
  const present = sections.findLast(({ heading }) => heading.getBoundingClientRect().top <= line);
  for (const section of sections) {
    if (section === present) section.link.setAttribute("aria-current", "location");
    else section.link.removeAttribute("aria-current");
  }
}

if (sections.length) {
  // Told when a heading crosses the line, not at every step of the wheel.
  const watcher = new IntersectionObserver(markSection, { rootMargin: `0px 0px -${100 * (1 - READ_AT)}% 0px` });
  for (const { heading } of sections) watcher.observe(heading);
}
