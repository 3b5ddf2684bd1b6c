"""An organization's colour can be read wherever it stands; what was asked for is kept where it can be."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.organizations import colour
from tenants.organizations.colour import NotAColour, brand, contrast, mix, parse, stylesheet

TOKENS = (Path(__file__).parents[3] / "assets/styles/tokens.css").read_text()
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
TEXTS = ("ink", "ink-2", "ink-3", "good", "warn", "bad")
GROUNDS = ("page", "surface", "sunken")


def token(name: str) -> tuple[str, str]:
    found = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", TOKENS)
    assert found is not None, name
    return found[1], found[2]


def test_contrast_is_what_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(COLOURS)
def test_any_colour_becomes_one_that_can_be_read_on_every_ground(asked: str) -> None:
    made = brand(asked)
    for value, index in ((made.light, 0), (made.dark, 1)):
        surface = token("surface")[index]
        grounds = [token(name)[index] for name in GROUNDS] + [mix(value, surface, colour.SOFT)]
        assert min(contrast(value, ground) for ground in grounds) >= 4.5
    assert contrast(made.light, made.on_light) >= 4.5
    assert contrast(made.dark, made.on_dark) >= 4.5


@given(COLOURS)
def test_a_colour_that_can_be_read_is_left_as_it_is(asked: str) -> None:
    made = brand(asked)
    assert brand(made.light).light == made.light
    assert made.adjusted == (made.light != asked)


def test_a_light_yellow_is_darkened_and_the_organization_told() -> None:
    made = brand("#ffcc00")
    assert made.adjusted
    assert "too light to read" in made.sentence
    assert made.light in made.sentence


def test_the_grounds_here_are_those_of_the_stylesheet() -> None:
    assert token("sunken") == (colour.LIGHT_GROUND, colour.DARK_GROUND)
    assert token("surface") == (colour.LIGHT_SURFACE, colour.DARK_SURFACE)
    assert f"var(--brand, {colour.DEFAULT})" in TOKENS
    assert "--accent-soft: color-mix(in oklab, var(--accent) 9%, var(--surface))" in TOKENS


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_of_ours_can_be_read_on_every_ground(text: str) -> None:
    for index in (0, 1):
        for ground in GROUNDS:
            assert contrast(token(text)[index], token(ground)[index]) >= 4.5, (text, ground, index)


@pytest.mark.parametrize("tone", ["good", "warn", "bad"])
def test_a_tone_can_be_read_on_its_own_tint(tone: str) -> None:
    for index in (0, 1):
        assert contrast(token(tone)[index], token(f"{tone}-soft")[index]) >= 4.5
        assert contrast(token("ink")[index], token(f"{tone}-soft")[index]) >= 4.5


@pytest.mark.parametrize("edge", ["line-field"])
def test_the_edge_of_a_field_can_be_seen(edge: str) -> None:
    for index in (0, 1):
        for ground in GROUNDS:
            assert contrast(token(edge)[index], token(ground)[index]) >= 3, (ground, index)


@pytest.mark.parametrize(
    ("text", "read"), [("#ABC", "#aabbcc"), (" 0B6A6F ", "#0b6a6f"), ("#0b6a6f", "#0b6a6f")]
)
def test_a_colour_is_read_as_people_write_it(text: str, read: str) -> None:
    assert parse(text) == read


@pytest.mark.parametrize("text", ["", "teal", "#12", "#12345g", "#1234567", "red;}body{display:none"])
def test_what_is_no_colour_is_refused_and_never_reaches_a_stylesheet(text: str) -> None:
    with pytest.raises(NotAColour):
        parse(text)
    assert stylesheet(text) == ""
