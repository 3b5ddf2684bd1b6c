"""Time zones to choose from."""

from zoneinfo import available_timezones

import reflex as rx

ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/"))
)


def zone_words(zone: str) -> str:
    """Such as "America, Los Angeles"."""
    return zone.replace("_", " ").replace("/", ", ")


def zone_options() -> rx.Var[list[tuple[str, str]]]:
    """For a select: a list within the page, so that no tab's state carries four hundred names."""
    return rx.Var.create([(zone, zone_words(zone)) for zone in ZONES]).to(list[tuple[str, str]])
