"""Which column holds what: recognised by its heading, changed by hand."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

FIELDS: Mapping[str, str] = {
    "mail": "Mail address",
    "name": "Full name",
    "given_name": "First name",
    "family_name": "Last name",
    "phone": "Phone",
    "number": "Member number",
    "member_class": "Membership class",
    "standing": "Standing",
    "dues_paid_until": "Dues paid until",
    "joined_year": "Member since (year)",
    "started_practice_year": "In practice since (year)",
    "specialty": "Specialty",
    "institution": "Institution",
    "department": "Department",
    "city": "City",
    "region": "State or region",
}
FACT = "fact:"
IGNORED = ""

_SYNONYMS = {
    "mail": (
        "mail|e mail|email|email address|e mail address|mail address|primary email"
        "|preferred email|email 1|work email|contact email|correo|correo electronico"
    ),
    "name": "name|full name|member name|display name|contact name|nombre completo",
    "given_name": (
        "first name|firstname|first|given name|given names|forename|fname|nombre|preferred first name"
    ),
    "family_name": "last name|lastname|last|surname|family name|lname|apellido|apellidos",
    "phone": "phone|phone number|telephone|tel|mobile|mobile phone|cell|cell phone|work phone|telefono",
    "number": (
        "number|member number|member no|member id|membership number|membership id|membership no"
        "|member|id|id number|member nr|no"
    ),
    "member_class": (
        "class|member class|membership class|member type|membership type|category|member category"
        "|membership category|membership level|level|type|membership"
    ),
    "standing": "standing|status|member status|membership status|state of membership|good standing",
    "dues_paid_until": (
        "dues paid until|dues paid through|paid until|paid through|paid thru|dues paid thru"
        "|dues expire|dues expiration|expires|expiration|expiration date|expiry|expiry date"
        "|renewal date|valid until|paid to|membership expires|membership expiration date|dues"
    ),
    "joined_year": "member since|joined|join date|joined year|year joined|date joined|membership start",
    "started_practice_year": (
        "in practice since|practice since|start year|practice start|practice start year"
        "|started practice|year started practice|started|year started|in the field since"
        "|practicing since|career start year"
    ),
    "specialty": "specialty|speciality|primary specialty|specialization|specialisation|field|especialidad",
    "institution": (
        "institution|organization|organisation|employer|company|hospital|practice|affiliation"
        "|primary institution|workplace"
    ),
    "department": "department|dept|division|section",
    "city": "city|town|work city|home city|mailing city|ciudad",
    "region": (
        "state|region|province|state or province|state province|county|work state|home state"
        "|mailing state|estado"
    ),
    "fact:profession": "profession|occupation|job title|title|role",
    "fact:stage": "stage|career stage|training level|level of training|pgy",
    "fact:credentials": "credentials|degree|degrees|suffix",
}
_TARGETS = {synonym: target for target, words in _SYNONYMS.items() for synonym in words.split("|")}


def _plain(heading: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)  # "FirstName"
    decomposed = unicodedata.normalize("NFKD", spaced)
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign)).lower()
    return re.sub(r"[^a-z0-9]+", " ", letters).strip()


def propose(columns: Sequence[str]) -> dict[int, str]:
    """A target for each column by its place. Of two that look alike the first is taken; what is unknown is
    left out: nothing about people is stored that nobody chose.
    """
    taken: set[str] = set()
    proposed: dict[int, str] = {}
    for place, heading in enumerate(columns):
        target = _TARGETS.get(_plain(heading), IGNORED)
        proposed[place] = IGNORED if target in taken else target
        taken.add(proposed[place])
    return proposed


def fact_key(heading: str) -> str:
    """The target under which an organization keeps a column of its own."""
    return FACT + (re.sub(r"[^a-z0-9]+", "_", _plain(heading)).strip("_")[:40] or "column")


def label_of(target: str) -> str:
    return FIELDS.get(target) or target.removeprefix(FACT).replace("_", " ").capitalize()


def missing_in(mapping: Mapping[int, str]) -> tuple[str, ...]:
    """What a file cannot do without, in words; empty when it is all there."""
    targets = set(mapping.values())
    missing = [] if "mail" in targets else ["Mail address"]
    if "name" not in targets and "family_name" not in targets:
        missing.append("Full name, or first and last name")
    return tuple(missing)


def cleaned(mapping: Mapping[int, str], width: int) -> dict[int, str]:
    """What a hand on the screen chose: unknown targets and second takers of one target are left out."""
    result: dict[int, str] = {}
    taken: set[str] = set()
    for place in range(width):
        target = mapping.get(place, IGNORED)
        known = target in FIELDS or re.fullmatch(r"fact:[a-z0-9_]{1,40}", target) is not None
        result[place] = target if known and target not in taken else IGNORED
        taken.add(target)
    return result
