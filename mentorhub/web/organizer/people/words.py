"""What the people screens call a standing, a due, a state."""

from dataclasses import dataclass
from typing import Any

from tenants.access import Role
from tenants.roster.views import MembershipView, RosterRow

STATES = {
    "not_invited": ("Not invited", "plain"),
    "invited": ("Invited", "accent"),
    "joined": ("Has signed in", "good"),
    "bounced": ("Mail came back", "bad"),
    "disabled": ("Sign-in is off", "warn"),
}
STANDINGS = {
    "current": ("Current", "good"),
    "lapsed": ("Lapsed", "bad"),
    "pending": ("Pending", "warn"),
    "suspended": ("Suspended", "bad"),
    "": ("Not on the roster", "plain"),
}
DUES: dict[str | None, tuple[str, str]] = {
    "paid": ("Paid", "good"),
    "unpaid": ("Unpaid", "bad"),
    "unknown": ("Not known", "plain"),
    None: ("–", "plain"),
}


@dataclass(frozen=True)
class PersonRow:
    id: str
    href: str
    name: str
    mail: str
    roles: str
    member_class: str
    standing: str
    standing_tone: str
    dues: str
    dues_tone: str
    state: str
    state_tone: str
    invite: str  # the words on the button; nothing where there is nobody to invite


@dataclass(frozen=True)
class FactLine:
    label: str
    value: str


def row_of(row: RosterRow, *, may_invite: bool) -> PersonRow:
    state, state_tone = STATES["disabled" if row.is_disabled else row.state]
    standing, standing_tone = STANDINGS[row.standing]
    dues, dues_tone = DUES[row.dues]
    again = {"not_invited": "Invite", "invited": "Invite again", "bounced": "Invite again"}
    return PersonRow(
        str(row.id),
        f"/organizer/people/{row.id}",
        row.name,
        row.mail,
        roles_in_words(row.roles),
        row.member_class,
        standing,
        standing_tone,
        dues,
        dues_tone,
        state,
        state_tone,
        again.get(row.state, "") if may_invite and not row.is_disabled else "",
    )


def roles_in_words(roles: tuple[str, ...]) -> str:
    return ", ".join(Role(role).label for role in roles)


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def how_many(counts: dict[str, int], everybody: int) -> str:
    """Such as "1,204 people: 300 not invited, 4 have signed in", or "41 of 1,204 people"."""
    found = sum(counts.values())
    if found != everybody:
        return f"{found:,} of {people(everybody)}"
    parts = [f"{counts[state]:,} {words}" for state, words in _IN_A_SENTENCE.items() if counts.get(state)]
    return f"{people(everybody)}: {', '.join(parts)}." if parts else people(everybody)


_IN_A_SENTENCE = {
    "not_invited": "not invited yet",
    "invited": "invited and not here yet",
    "joined": "signed in at least once",
    "bounced": "whose mail came back",
    "disabled": "with sign-in off",
}


def facts_of(membership: MembershipView) -> list[FactLine]:
    """What the roster says, line by line; what it does not say is not a line."""
    said: list[tuple[str, Any]] = [
        ("Member number", membership.number),
        ("Membership class", membership.member_class),
        ("Member since", membership.joined_year),
        ("In practice since", membership.started_practice_year),
        ("Specialty", membership.specialty),
        ("Institution", membership.institution),
        ("Department", membership.department),
        ("City", membership.city),
        ("State or region", membership.region),
        *((key.replace("_", " ").capitalize(), value) for key, value in membership.facts.items()),
    ]
    return [FactLine(label, str(value)) for label, value in said if value not in (None, "")]
