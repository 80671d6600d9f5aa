"""Fields and items come and go, and what stands around them stays as it was."""

from __future__ import annotations

import pytest

from kalmyk_site.records.files import ContentFile
from kalmyk_site.records.yaml_tree import YamlNode, find, read_yaml
from kalmyk_site.writing.fields import field_below, without_item
from kalmyk_site.writing.text_edits import edited


def read(text: str) -> YamlNode:
    node, findings = read_yaml(ContentFile("content/x.yml", text))
    assert node is not None
    assert findings == []
    return node


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- id: a\n  title: A\n", "- id: a\n  new: [x]\n  title: A\n"),
        ("- id: a", "- id: a\n  new: [x]"),
        ("-   id: a # the first\n    title: A\n", "-   id: a # the first\n    new: [x]\n    title: A\n"),
        ("# above\n  - id: a\n\n    title: A\n", "# above\n  - id: a\n    new: [x]\n\n    title: A\n"),
        ("- {id: a, title: A}\n", "- {id: a, new: [x], title: A}\n"),
        ("- {id: a}\n", "- {id: a, new: [x]}\n"),
        ("- title: A\n  id: |-\n    a\n- id: b\n", "- title: A\n  id: |-\n    a\n  new: [x]\n- id: b\n"),
        ('- "id": "a"\n', '- "id": "a"\n  new: [x]\n'),
    ],
)
def test_a_field_goes_below_another_in_the_form_of_its_record(before: str, after: str):
    edit = field_below(find(read(before), (0,)), "id", "new: [x]")
    assert edited(before, [edit]) == after


@pytest.mark.parametrize(
    ("before", "place", "after"),
    [
        ("x: [a, b, c]\n", 0, "x: [b, c]\n"),
        ("x: [a, b, c]\n", 1, "x: [a, c]\n"),
        ("x: [a, b, c]\n", 2, "x: [a, b]\n"),
        ("x: [ a ]\n", 0, "x: [  ]\n"),
        ("x:\n  - a # one\n  - b\ny: 1\n", 0, "x:\n  - b\ny: 1\n"),
        ("x:\n- a\n- b", 1, "x:\n- a\n"),
    ],
)
def test_an_item_leaves_its_list(before: str, place: int, after: str):
    assert edited(before, [without_item(find(read(before), ("x",)), place)]) == after
