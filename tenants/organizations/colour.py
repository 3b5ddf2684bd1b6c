"""An organization's colour: checked against the page it will stand on, in light and in dark.

WCAG 2.2 asks 4.5:1 between text and its ground. The accent is text (links, tags), ground (buttons)
and edge, so it is held to that everywhere. Where a chosen colour is too light or too dark for that,
its lightness moves and its hue stays (OKLCH), and the organization is told.
"""

import math
import re
from dataclasses import dataclass

from tenants.kit.errors import Invalid

ENOUGH = 4.5
DEFAULT = "#0b6a6f"
# The grounds an accent stands on, from assets/styles/tokens.css (a test compares them): the least
# favourable neutral of each mode. Tints of the accent itself are mixed in below.
LIGHT_GROUND = "#f3f0e9"
DARK_GROUND = "#282622"
LIGHT_SURFACE = "#fffefb"
DARK_SURFACE = "#1e1c19"
SOFT = 0.09  # --accent-soft: this much accent in the surface
WHITE, INK, NIGHT = "#ffffff", "#1d1b17", "#0d1413"

_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEP = 0.004


class NotAColour(Invalid):
    default = "Please give the colour as six digits, such as #0b6a6f."


@dataclass(frozen=True)
class Brand:
    """One colour, ready for both modes."""

    asked: str
    light: str
    on_light: str
    dark: str
    on_dark: str

    @property
    def adjusted(self) -> bool:
        """Whether the light mode shows another colour than the organization asked for."""
        return self.light != self.asked

    @property
    def sentence(self) -> str:
        """What to tell who chose it."""
        if not self.adjusted:
            ratio = contrast(self.light, LIGHT_SURFACE)
            return f"Easy to read: {ratio:.1f} to 1 on the page, where 4.5 is asked."
        ratio = contrast(self.asked, LIGHT_SURFACE)
        return (
            f"{self.asked} is too light to read on the page ({ratio:.1f} to 1, where 4.5 is asked). "
            f"We use {self.light}, the same colour a little darker."
        )


def brand(asked: str) -> Brand:
    """The colours of both modes for the one that was asked for.

    Raises:
        NotAColour: when it is none.
    """
    colour = parse(asked)
    light = _moved(colour, LIGHT_GROUND, LIGHT_SURFACE, -_STEP)
    dark = _moved(_lifted(colour), DARK_GROUND, DARK_SURFACE, _STEP)
    return Brand(asked=colour, light=light, on_light=_on(light), dark=dark, on_dark=_on(dark))


def stylesheet(asked: str) -> str:
    """What /brand.css says for an organization; a colour that cannot be read leaves the default."""
    try:
        chosen = brand(asked)
    except NotAColour:
        return ""
    return (
        f":root{{--brand:{chosen.light};--on-brand:{chosen.on_light};"
        f"--brand-dark:{chosen.dark};--on-brand-dark:{chosen.on_dark}}}\n"
    )


def parse(text: str) -> str:
    """A colour as #rrggbb.

    Raises:
        NotAColour: when the text is none.
    """
    found = _HEX.fullmatch(text.strip())
    if found is None:
        raise NotAColour
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's ratio, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, ground: str, share: float) -> str:
    """CSS color-mix(in oklab, colour share, ground)."""
    first, second = _oklab(colour), _oklab(ground)
    return _hex(*_linear(*(a * share + b * (1 - share) for a, b in zip(first, second, strict=True))))


def _moved(colour: str, ground: str, surface: str, step: float) -> str:
    """The colour, its lightness moved in small steps until it can be read on every ground of its mode."""
    current = colour
    lightness, chroma, hue = _oklch(colour)
    while min(contrast(current, ground), contrast(current, mix(current, surface, SOFT))) < ENOUGH:
        lightness = min(1.0, max(0.0, lightness + step))
        current = _in_gamut(lightness, chroma, hue)
        if lightness in (0.0, 1.0):
            break
    return current


def _lifted(colour: str) -> str:
    """In the dark a colour starts light: deep ones would otherwise stop at the bare minimum."""
    lightness, chroma, hue = _oklch(colour)
    return _in_gamut(max(lightness, 0.71), min(chroma, 0.16), hue)


def _on(colour: str) -> str:
    """What is written on the colour: white by day, ink where white would fall short."""
    if contrast(WHITE, colour) >= ENOUGH:
        return WHITE
    return max((INK, NIGHT), key=lambda ink: contrast(ink, colour))


def _in_gamut(lightness: float, chroma: float, hue: float) -> str:
    """The screen's nearest colour of this lightness and hue: chroma gives way."""
    while chroma > 0:
        rgb = _linear(lightness, chroma * math.cos(hue), chroma * math.sin(hue))
        if all(-0.0005 <= channel <= 1.0005 for channel in rgb):
            return _hex(*rgb)
        chroma -= 0.002
    return _hex(*_linear(lightness, 0.0, 0.0))


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _to_linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _from_linear(channel: float) -> float:
    channel = min(1.0, max(0.0, channel))
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    red, green, blue = (_to_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklab(colour: str) -> tuple[float, float, float]:
    """Björn Ottosson's OKLab, the space CSS mixes in."""
    red, green, blue = (_to_linear(channel) for channel in _channels(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _oklch(colour: str) -> tuple[float, float, float]:
    lightness, a, b = _oklab(colour)
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _linear(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(_from_linear(channel) * 255):02x}" for channel in (red, green, blue))
