"""The gallery's pages, and the plain ones beside them."""

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
PLAIN_NAMES = ("sign_in", "forgotten", "mail_sent", "link", "link_spent", "problem", "mail")
