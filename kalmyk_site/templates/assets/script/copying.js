// Copying: the one place that touches the clipboard, and says what came of it.

const SAID_FOR = 2000; // milliseconds

/** Copy `text`; `near` is the element in whose stead the answer is read out and shown. */
export async function copy(text, near) {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    done = copyBySelection(text);
  }
  tell(say(done ? "copied" : "not_copied"), near);
}

// A page from a folder on disk, or one that is not served safely, has no clipboard of its own.
function copyBySelection(text) {
  const field = document.createElement("textarea");
  const focused = document.activeElement;
  field.value = text;
  field.className = "aside";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus({ preventScroll: true });
  return done;
}

function tell(words, near) {
  const answer = document.getElementById("--answer");
  answer.textContent = words;
  for (const earlier of document.querySelectorAll("[data-answer]")) delete earlier.dataset.answer;
  near.dataset.answer = words;
  setTimeout(() => {
    delete near.dataset.answer;
    if (answer.textContent === words) answer.textContent = "";
  }, SAID_FOR);
}
