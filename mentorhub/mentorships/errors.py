from tenants.kit.errors import Conflict, Invalid


class HasEnded(Conflict):
    code = "mentorship_ended"
    default = "This mentorship has ended. What you wrote stays readable; nothing new can be added."


class NothingAsked(Conflict):
    code = "nothing_asked"
    default = "There is no open question here any more. Load the page again and look."


class TooLong(Invalid):
    code = "too_long"
