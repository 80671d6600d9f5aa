// "Report an error" names the very paragraph or heading that the page's address names, where that belongs to its record.

const reports = [...document.querySelectorAll("a[data-statement]")].map((link) => [link, link.href]);

function namedByAddress() {
  try {
    // What begins with two hyphens is the site's own, and may have another name tomorrow.
    return document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("[id]:not([id^='--'])");
  } catch {
    return null; // an address that someone has cut off
  }
}

function nameStatement() {
  const named = namedByAddress();
  for (const [link, href] of reports) {
    const whole = link.dataset.statement;
    const isOwn = named && link.closest("[data-id], main").contains(named);
    const exact = isOwn ? `${whole.split("#")[0]}#${encodeURIComponent(named.id)}` : whole;
    link.href = href.replace(encodeURIComponent(whole), encodeURIComponent(exact));
  }
}

if (reports.length) {
  nameStatement();
  addEventListener("hashchange", nameStatement);
}
