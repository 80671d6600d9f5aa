"""The page of a person, and the index of people."""

from tests.built_site import BuiltSite, cited_in, facts_of, find, only, text_of


def test_a_person_shows_names_life_and_roles(lighthouse: BuiltSite):
    assert facts_of(lighthouse.main("people/agnes-tulloch/")) == {
        "Misspelt as": ["A. Tullock"],
        "Born": ["1840 (uncertain)"],
        "Died": ["1911"],
        "What the documents call them": ["keeper of the light, Lights Board (1871 to 1874) writer"],
    }


def test_a_role_cites_what_it_rests_on_and_the_record_covers_the_rest(lighthouse: BuiltSite):
    [roles] = find(lighthouse.main("people/agnes-tulloch/"), ".//dd[@id='--field-roles']")
    assert cited_in(roles) == [("lights-board1872", "9"), ("ness1901", "118")]


def test_a_name_in_another_script_says_its_language_and_source(lighthouse: BuiltSite):
    name = only(lighthouse.main("people/pyotr-morozov/"), ".//*[@lang='ru']")
    [row] = name.iterancestors("dd")
    assert text_of(name) == "Пётр Морозов"
    assert cited_in(row) == [("morozov1910", "1")]


def test_the_index_of_people_goes_by_the_name_as_it_is_filed(lighthouse: BuiltSite):
    lines = find(lighthouse.main("people/"), ".//ul[@class='index']/li")
    assert [text_of(line) for line in lines] == [
        "Morozov, Pyotr mate of the Chaika 4 mentions",
        "Tulloch, Agnes keeper of the light, writer 9 mentions",
    ]
