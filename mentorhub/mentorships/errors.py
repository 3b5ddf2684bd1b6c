from tenants.kit.errors import Conflict, Invalid


class HasEnded(Conflict):
    code = "mentorship_ended"
    default = "This mentorship has ended. What you wrote stays readable; nothing new can be added."


class NothingAsked(Conflict):
    code = "nothing_asked"
    default = "There is no open question here any more. Load the page again and look."


class NotBoth(Conflict):
    code = "not_both_take_part"
    default = "One of the two does not take part any more, so they cannot begin."


class TooLong(Invalid):
    code = "too_long"
