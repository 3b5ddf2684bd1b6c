"""What is told of somebody of the cast."""

from dataclasses import dataclass, field

from tenants.access import Role

Answered = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the cast. `part` is what happens to them; see the modules that tell it."""

    name: str
    mail: str
    line: str = ""
    """Who this is and what there is to see, for whoever chooses whom to be. Empty: not offered there."""
    part: str = ""
    roles: tuple[Role, ...] = ()
    member_class: str = ""
    role: str = ""
    """Of the program: mentor, mentee or peer."""
    since: int = 2009
    answers: Answered = field(default_factory=dict)
