"""How one of the two speaks of the other."""

from mentorhub.mentorships.views import Contact
from tenants.people.views import PersonCard

_TITLES = ("Dr.", "Prof.")


def short(name: str, given: str = "", family: str = "") -> str:
    """Such as "Dr. Reyes" where a title stands in the name, and "Mona" where none does."""
    words = name.split()
    if not words:
        return given
    title = next((each for each in _TITLES if words[0].rstrip(".") == each.rstrip(".")), None)
    if title is not None:
        return f"{title} {words[-1] if given == words[0] else family or words[-1]}"
    return given or words[0]


def called(person: PersonCard) -> str:
    return short(person.name, person.given_name, person.family_name)


def contact(person: PersonCard, *, is_open: bool) -> Contact:
    return Contact(
        person_id=person.id,
        name=person.name,
        called=called(person),
        mail=person.mail if is_open else "",
        phone=person.phone if is_open else "",
        zone=person.zone,
    )
