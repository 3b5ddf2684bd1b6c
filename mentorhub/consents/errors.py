from tenants.kit.errors import Conflict


class AnsweredOtherwise(Conflict):
    code = "answered_otherwise"

    def __init__(self, said_yes: bool) -> None:  # noqa: FBT001 - one fact, one argument
        said = "said yes" if said_yes else "declined"
        super().__init__(f"You {said} already, and an answer stays. If that was a slip, write to the office.")


class TooLate(Conflict):
    code = "too_late"
    default = "The time for an answer is over. If you would still like to, write to the office."


class NoLongerOpen(Conflict):
    """Never says who ended it, or why."""

    code = "no_longer_open"
    default = "This is no longer open, so no answer is needed from you."


class NotYourTurn(Conflict):
    code = "not_your_turn"
    default = "Somebody else answers first. You will get a mail as soon as it is your turn."
