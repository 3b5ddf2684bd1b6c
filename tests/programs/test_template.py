"""A template that does not fit together is refused, each fault with its place and the way out."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.programs import shelf
from mentorhub.programs.template import Template, TemplateInvalid, toml
from tests.programs.faults import FAULTS
from tests.programs.faults.making import Data, data


def faults(changed: Data) -> dict[str, str]:
    with pytest.raises(TemplateInvalid) as refused:
        Template.from_data(changed)
    return {problem.path: problem.sentence for problem in refused.value.problems}


@pytest.mark.parametrize(
    ("key", "change", "path", "words"),
    [pytest.param(key, change, path, words, id=what) for key, what, change, path, words in FAULTS],
)
def test_a_fault_is_named_where_it_is(
    key: str, change: Callable[[Data], None], path: str, words: str
) -> None:
    changed = data(key)
    change(changed)
    found = faults(changed)
    assert path in found, found
    assert words in found[path]


def test_every_fault_is_told_at_once() -> None:
    changed = data()
    changed["matching"]["factors"][0]["mentee"] = "golf"
    changed["closing"]["survey"] = "golf"
    changed["pairing"]["acceptance"]["parties"] = ["committee"]
    assert len(faults(changed)) == 3


def test_a_file_full_of_faults_tells_the_first_of_them() -> None:
    changed = data()
    changed["form"]["questions"] = [{"kind": "year"} for _ in range(60)]
    with pytest.raises(TemplateInvalid) as refused:
        Template.from_data(changed)
    assert len(refused.value.problems) == 51
    assert "more. Mend these first." in refused.value.problems[-1].sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "about: This is missing"),
        ("about = ", "not a TOML file"),
        ("a = 1\na = 2", "not a TOML file"),
        ("x = " + "[" * 100_000, "not a TOML file"),
        ("x = " + "9" * 100_000, "not a TOML file"),
        ("x = 1 # " + "y" * 400_000, "too large"),
        ("about = 3", "A group of named values is expected"),
        ("\x00", "not a TOML file"),
    ],
)
def test_a_hostile_or_broken_file_gets_a_clear_sentence(text: str, words: str) -> None:
    with pytest.raises(TemplateInvalid, match=words):
        Template.from_toml(text)


@given(text=st.text())
def test_no_text_does_anything_but_read_or_be_refused(text: str) -> None:
    with pytest.raises(TemplateInvalid):
        Template.from_toml(text)


def test_a_published_template_cannot_be_changed() -> None:
    template = Template.from_data(data())
    with pytest.raises(ValueError, match="frozen"):
        template.about.__setattr__("name", "x")


plain = st.recursive(
    st.text() | st.integers(-(2**62), 2**62) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(value=st.dictionaries(st.text(max_size=8), plain, max_size=4))
def test_whatever_is_written_as_toml_reads_back_the_same(value: Data) -> None:
    assert toml.read(toml.write(value)) == value


@pytest.mark.parametrize(
    "text",
    ['a\n"""b', 'a\n""""', 'a\n"', "a\n\\", "a\r\nb", "\na", "a\n\x01", "a\n\ttab", 'a\n"""""""', "a\n🙂\n"],
)
def test_text_of_several_lines_reads_back_the_same(text: str) -> None:
    assert toml.read(toml.write({"x": text, "y": {"z": [text]}})) == {"x": text, "y": {"z": [text]}}


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a document, groups and lists too."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(found for step, part in inner for found in places(part, (*path, step)))]


odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 20),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(
        [
            "mentor",
            "mentee",
            "peer",
            "mode",
            "place",
            "interests",
            "committee",
            "circles",
            "10-01",
            "{x}",
            "date",
        ]
    ),
    st.just([]),
    st.just({}),
    st.lists(st.sampled_from(["mentor", "mode", "video", 1, None]), max_size=3),
)


@settings(max_examples=200)
@given(key=st.sampled_from(shelf.names()), choose=st.data())
def test_whatever_is_changed_a_template_is_read_or_refused_and_nothing_else(
    key: str, choose: st.DataObject
) -> None:
    changed = data(key)
    for _ in range(choose.draw(st.integers(1, 3))):
        path = choose.draw(st.sampled_from(places(changed)[1:]))
        here: Any = changed
        for step in path[:-1]:
            here = here[step]
        if choose.draw(st.booleans()):
            here[path[-1]] = choose.draw(odd)
        else:
            del here[path[-1]]
    try:
        read = Template.from_data(changed)
    except TemplateInvalid as refused:
        assert refused.problems  # noqa: PT017 - both outcomes are right; no other is
    else:
        assert Template.from_toml(read.to_toml()) == read
