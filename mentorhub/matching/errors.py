from tenants.kit.errors import Conflict, Invalid, NotAllowed


class EmptyPool(Conflict):
    code = "empty_pool"
    default = (
        "There is nobody to pair yet: a round needs at least one mentor with a free place and one mentee. "
        "Accept applications first, then start the round."
    )


class AlreadyComputing(Conflict):
    code = "already_computing"
    default = "Somebody started this a moment ago. The result shows here as soon as it is there."


class ChangedMeanwhile(Conflict):
    code = "changed_meanwhile"
    default = "A colleague changed the round while this was running. Nothing was overwritten; start it again."


class RoundClosed(Conflict):
    code = "round_closed"
    default = "This round is closed. Start a new one to pair the people who are waiting."


class NotPairedYet(Conflict):
    code = "not_paired_yet"
    default = "Find the pairs first; then there is something to look at and to send."


class AlreadySent(Conflict):
    code = "already_sent"
    default = (
        "The two have been asked already. Their answers decide now; you can still take the proposal back."
    )


class NothingToSend(Conflict):
    code = "nothing_to_send"
    default = "There is no pair to send."


class NotPossible(Conflict):
    """The engine says why."""

    code = "pairing_not_possible"


class YouAreAParty(NotAllowed):
    code = "you_are_a_party"
    default = "You are one of these two, so somebody else decides about them."


class SayWhy(Invalid):
    code = "say_why"
    default = "Write one line why, for your colleagues and for the record."
