"""The gallery's pages."""

NAMES = (
    "home",
    "public",
    "room",
    "apply",
    "actions",
    "fields",
    "figures",
    "tables",
    "states",
    "overlays",
)
