from tenants.kit.errors import Invalid, NotAllowed


class NotYours(NotAllowed):
    code = "meeting_not_yours"
    default = "The other one of you wrote this down. Ask them to change it."


class NotPossible(Invalid):
    """A rule of the program or of the calendar; the sentence names it."""

    code = "meeting_not_possible"
