"""The cast of each demonstration organization: those whom a visitor can be, and what each has to see."""

from mentorhub.demonstration.people.alaska import ALASKA
from mentorhub.demonstration.people.member import Member
from mentorhub.demonstration.people.wim import WIM
from mentorhub.demonstration.people.wpsr import WPSR
from mentorhub.demonstration.people.wsrs import WSRS
from mentorhub.demonstration.people.wtsa import WTSA

CAST: dict[str, tuple[Member, ...]] = {
    "wtsa": WTSA,
    "wsrs": WSRS,
    "wpsr": WPSR,
    "alaska": ALASKA,
    "wim": WIM,
}

WHO: dict[str, list[tuple[str, str]]] = {
    slug: [(member.mail, member.line) for member in members if member.line] for slug, members in CAST.items()
}
"""Slug of an organization -> mail address and one line about each person a visitor can sign in as."""
