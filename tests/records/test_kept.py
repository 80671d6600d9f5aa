"""What is kept from one reading to the next."""

from __future__ import annotations

from kalmyk_site.records.kept import Kept


def test_a_result_is_made_once_and_kept_while_each_reading_asks_for_it():
    kept, made = Kept[str, str](), list[str]()
    for _ in range(3):
        assert kept.get("one", lambda: made.append("one") or "result") == "result"
        kept.turn()

    assert made == ["one"]


def test_what_a_whole_reading_did_not_ask_for_is_forgotten():
    kept, made = Kept[str, str](), list[str]()
    kept.get("one", lambda: made.append("one") or "result")
    kept.turn()
    kept.turn()
    kept.get("one", lambda: made.append("one") or "result")

    assert made == ["one", "one"]


def test_a_result_that_does_not_last_is_made_each_time():
    kept, made = Kept[str, str](), list[str]()
    for _ in range(2):
        kept.get("one", lambda: made.append("one") or "result", is_lasting=lambda _: False)

    assert made == ["one", "one"]
