// Pictures below the window are fetched when a reader comes near; on paper nobody does, and not every browser fetches them
// for it. At a desk, where pages are printed, they are fetched as soon as the page is there, elsewhere before it is printed.

const AT_A_DESK = matchMedia("(width >= 75em)"); // as wide as layout.css has it
const pictures = document.querySelectorAll("main img[loading=lazy]");

function fetchAll() {
  for (const picture of pictures) picture.loading = "eager";
}

if (pictures.length) {
  addEventListener("beforeprint", fetchAll);
  if (AT_A_DESK.matches) addEventListener("load", fetchAll);
}
