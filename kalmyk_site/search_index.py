"""The full-text index: texts go into Pagefind's service, the files of its index come out. Nothing is written to disk.

Pagefind's own package for Python waits a tenth of a second for every answer of the service, so the service is spoken to
here: messages of JSON in Base64, a comma behind each, one answer for every message. Of what it makes only that is kept
which our own interface loads; Pagefind's interfaces and its filters are left out.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from threading import Thread
from typing import IO, Final, cast

from pagefind.service import get_executable

from kalmyk_site.exports.search_texts import SearchText

FOLDER: Final = "search/index/"
"""Where the files of the index stand on the site."""

TEXTS_FILE: Final = f"{FOLDER}texts.json"
"""Our own file beside Pagefind's: what each of its texts is, as `kind:id`. So the search counts what it found by kind
without loading any of it."""

_KEPT: Final = re.compile(
    r"pagefind\.js|pagefind-entry\.json|pagefind\.[^/]+\.pf_meta|wasm\.[^/]+\.pagefind"
    r"|index/[^/]+\.pf_index|fragment/[^/]+\.pf_fragment"
)
_SIGNATURE: Final = b"pagefind_dcd"
"""Stands before the content of every compressed file."""

_CHUNK: Final = 1 << 20

Message = Mapping[str, object]
"""What the service is asked, or answers."""


class SearchIndexError(Exception):
    """Pagefind cannot be run or does not answer as it should; the message says why and what to do."""


def make_search_index(texts: Iterable[SearchText], language: str) -> dict[str, bytes]:
    """The files of the index by path, in order of the paths; the same texts give the same bytes.

    Args:
        texts: What is to be found.
        language: BCP 47 tag of the language whose word endings are known; words of others are found as they stand.

    Raises:
        SearchIndexError: Pagefind cannot be run.
    """
    spoken = language.partition("-")[0]
    added = [
        {"type": "AddFile", "index_id": 0, "url": str(text.target), "file_contents": text.html, "file_path": None}
        for text in texts
    ]
    if not added:
        return {}
    created = {"type": "NewIndex", "config": {"force_language": spoken}}
    answers = _ask([created, *added, {"type": "GetFiles", "index_id": 0}])
    made = cast("Sequence[Mapping[str, str]]", answers[-1].get("files") or ())
    files = {file["path"]: base64.b64decode(file["content"]) for file in made if _KEPT.fullmatch(file["path"])}
    if "pagefind-entry.json" not in files:
        raise SearchIndexError(f"Pagefind made no index: {answers[-1]}")
    files = {path: content for path, content in files.items() if not _is_unused(path, files)}
    found = {f"{FOLDER}{path}": files[path] for path in sorted(files)}
    found[TEXTS_FILE] = json.dumps(dict(_targets(files)), separators=(",", ":"), sort_keys=True).encode()
    return found


def _is_unused(path: str, files: Mapping[str, bytes]) -> bool:
    """Whether it is the engine for a language that the index is not in."""
    if not path.startswith("wasm."):
        return False
    languages: Mapping[str, Mapping[str, str | None]] = json.loads(files["pagefind-entry.json"])["languages"]
    return path.split(".")[1] not in {language["wasm"] or "unknown" for language in languages.values()}


def _targets(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """What each text is, by the name that Pagefind gave it."""
    for path, content in files.items():
        if path.startswith("fragment/"):
            fragment = json.loads(gzip.decompress(content).removeprefix(_SIGNATURE))
            yield path.removeprefix("fragment/").removesuffix(".pf_fragment"), fragment["url"]


def _ask(messages: Sequence[Message]) -> list[Message]:
    """The answers of a service of our own to `messages`, in their order."""
    executable = get_executable()
    if executable is None:
        raise SearchIndexError("there is no Pagefind. Install the versions in requirements/.")
    try:
        process = subprocess.Popen([executable, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    except OSError as error:
        raise SearchIndexError(f"{executable} does not run: {error.strerror}.") from error
    with process:
        writer = Thread(target=_write, args=(process.stdin, messages), daemon=True)
        writer.start()
        try:
            answers = dict(_read(process.stdout, len(messages)))
        finally:
            # It ends by itself when nobody speaks to it any more, but only then.
            process.terminate()
            writer.join()
    failed = [answer for answer in answers.values() if answer.get("type") == "Error"]
    if failed or len(answers) < len(messages):
        said = failed[0].get("message") if failed else "it ended before it had answered"
        raise SearchIndexError(f"Pagefind failed: {said}.")
    return [answers[number] for number in range(len(messages))]


def _write(pipe: IO[bytes] | None, messages: Iterable[Message]) -> None:
    if pipe is None:
        return
    try:
        for number, message in enumerate(messages):
            pipe.write(base64.b64encode(json.dumps({"message_id": number, "payload": message}).encode()) + b",")
        pipe.flush()
    except OSError:
        # It has ended early, which the missing answers tell.
        with suppress(OSError):
            pipe.close()


def _read(pipe: IO[bytes] | None, count: int) -> Iterator[tuple[int, Message]]:
    """Number and content of `count` answers, or of as many as come."""
    rest: list[bytes] = []
    while count and pipe is not None:
        # A read of a pipe returns what is there.
        chunk = cast("bytes", pipe.read1(_CHUNK))  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType] - a buffered pipe has it
        if not chunk:
            return
        *ended, last = chunk.split(b",")
        for part in ended:
            answer: Mapping[str, object] = json.loads(base64.b64decode(b"".join([*rest, part])))
            rest.clear()
            count -= 1
            yield cast("int", answer["message_id"]), cast("Message", answer["payload"])
        rest.append(last)
