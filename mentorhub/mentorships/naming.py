"""How one of the two speaks of the other."""

from mentorhub.mentorships.views import Contact
from tenants.people.views import PersonView

_TITLES = ("Dr.", "Prof.")


def called(person: PersonView) -> str:
    """Such as "Dr. Reyes" where a title stands in the name, and "Mona" where none does."""
    first = person.name.split(maxsplit=1)[0] if person.name.strip() else ""
    title = next((each for each in _TITLES if first.rstrip(".") == each.rstrip(".")), None)
    if title is not None:
        return f"{title} {person.family_name or person.name.split()[-1]}"
    return person.given_name or person.name


def contact(person: PersonView, *, is_open: bool) -> Contact:
    return Contact(
        person_id=person.id,
        name=person.name,
        called=called(person),
        mail=person.mail if is_open else "",
        phone=person.phone if is_open else "",
        zone=person.zone,
    )
