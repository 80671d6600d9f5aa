"""Names folded: which spellings are one name, which are not, and what every key is like."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalmyk_site.references.name_folding import READINGS, fold, fold_query, table

ONE_NAME = [
    # Alphabets: Latin, Cyrillic, small and capital.
    "Elista Элиста элиста ELISTA",
    "Elst Элст элст",
    # Letters beyond the Russian ones.
    "Khalmg Хальмг Halmg Khal'mg",
    "Tangch Таңһч Tanghch Тангч Taŋhč",
    "Dordji Дорҗи Дорджи Dordzhi Dordži Dorji",
    "Kövüd Көвүд Kovud",
    "Ərdni Әрдни Ardni",
    # Usual transliterations of one sound.
    "Dzhab Djab Джаб Дзаб Dzab Jab Dschab",
    "Sandja Sandzha Санджа Sandža Sanja",
    "Gouchinova Guchinova Гучинова",
    "Chernyshov Чернышов Tschernyschow Černyšov Tchernychov",
    "Zhukov Жуков Žukov Joukov",
    "Bugay Bugai Бугай Bugaj Bougaï",
    "Polian Polyan Полян Poljan",
    "Yeltsin Eltsin Ельцин Jelzin",
    "Tsaritsyn Царицын Caricyn Zarizyn",
    "Stepnoy Stepnoi Степной Stepnoj",
    "Khrushchev Хрущёв Хрущев Khrushchyov Chruščev Khrouchtchev Chruschtschew",
    "Neizvestny Неизвестный Neizvestnyi Neizvestnyy",
    "Kalmykia Калмыкия Kalmykiya Kalmykija",
    "Ingush Ингуш Ingusch",
    # Signs, doubled letters and marks.
    "Ulusy Ulussy Улусы",
    "Hammarskjold Hammarskjöld",
    "Bor'ba Борьба Borba Bor’ba",
    # Numbers.
    "93139 93,139 93.139 93’139",
    "1,234,567 1234567",
]

TWO_NAMES = [
    ("Elista", "Elst"),
    ("Serov", "Sarov"),
    ("Djab", "Dab"),
    ("Omsk", "Tomsk"),
    ("1943", "1944"),
    ("9,313", "93,13"),
    ("11", "1"),
]


@pytest.mark.parametrize("spellings", ONE_NAME)
def test_spellings_of_one_name_meet_in_a_key(spellings: str):
    first, *others = spellings.split()
    assert [other for other in others if not {*fold_query(first)} & {*fold_query(other)}] == []


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_two_names_do_not_meet(one: str, other: str):
    assert not {*fold_query(one)} & {*fold_query(other)}


@pytest.mark.parametrize(
    ("text", "lang", "key"),
    [
        ("Jelzin", "de", "eltsin"),
        ("Jelzin", "en", "jelzin"),
        ("Chirac", "fr", "wirak"),
        ("Xal'mg", "xal-Latn", "galmg"),
        ("Xaver", "de-AT", "ksaver"),
        ("Санджа-Рагба,  лама", "ru", "sanja ragba lama"),
        ("No. 1432/425", "en", "no 1432 425"),
        ("«…»", "ru", ""),
    ],
)
def test_a_recorded_name_is_read_by_its_language(text: str, lang: str, key: str):
    assert fold(text, lang) == key


@given(st.text())
def test_a_key_is_words_of_letters_and_digits_with_single_spaces(text: str):
    key = fold(text)
    assert all(unicodedata.category(character)[0] in "LN" or character == " " for character in key)
    assert key == " ".join(key.split())
    assert not re.search(r"(\D)\1", key)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяёәҗһңөү -1234"))
def test_capitals_make_no_other_key(text: str):
    assert fold(text.upper()) == fold(text)


@given(st.lists(st.sampled_from(["Elista", "Ада", "North", "1943", "Җаб"]), min_size=1), st.sampled_from(" -/.;—"))
def test_words_are_folded_one_by_one_whatever_parts_them(words: list[str], between: str):
    assert fold(between.join(words)) == re.sub(r"(\D)\1+", r"\1", " ".join(map(fold, words)))


def test_the_table_for_the_script_holds_the_rules_of_every_reading():
    rules = table()
    assert set(rules) == {"", *READINGS}
    assert all(written == unicodedata.normalize("NFC", written).lower() for own in rules.values() for written in own)
    assert all(re.fullmatch("[a-z]*", sound) for own in rules.values() for sound in own.values())
