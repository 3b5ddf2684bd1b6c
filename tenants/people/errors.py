from tenants.kit.errors import Conflict, Invalid, NotAllowed, NotFound, RateLimited


class WrongCredentials(Invalid):
    code = "wrong_credentials"
    default = (
        "That mail address and password do not go together here. "
        "Try again, or let us mail you a link to sign in with."
    )


class WaitABit(RateLimited):
    code = "wait_a_bit"

    def __init__(self, seconds: int) -> None:
        super().__init__(
            f"Several attempts did not work. Wait {seconds} seconds and try again, "
            "or let us mail you a link to sign in with.",
            seconds=seconds,
        )


class LinkSpent(NotFound):
    code = "link_spent"
    default = "This link has been used already or is too old. Ask for a new one; it takes a minute."


class WeakPassword(Invalid):
    code = "weak_password"


class MailTaken(Conflict):
    code = "mail_taken"
    default = "Somebody in this organization already has that mail address."


class OnlyOwners(NotAllowed):
    code = "only_owners"
    default = "Only an owner can do this to an owner, or make somebody one."
