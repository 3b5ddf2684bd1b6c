from tenants.kit.errors import Conflict, NotAllowed, RateLimited


class AlreadySent(Conflict):
    code = "application_already_sent"
    default = (
        "You have sent this application already, perhaps in another tab. "
        "To change something in it, withdraw it first; your answers stay."
    )


class AlreadyTakingPart(Conflict):
    code = "already_taking_part"
    default = "You take part in this role already. There is nothing more to send."


class NotOpen(Conflict):
    code = "applications_closed"
    default = "Applications are closed at the moment. What you wrote is kept here until they open again."


class MembersOnly(NotAllowed):
    code = "members_only"
    default = (
        "This program is for members. Your sign-in is not on the list of members; "
        "if it should be, write to the office, and they will put it right."
    )


class NotInvitedBack(NotAllowed):
    code = "not_invited_back"
    default = "You cannot apply to this program at present. The office can tell you more."


class Decided(Conflict):
    code = "application_decided"
    default = "This application has been dealt with in the meantime. Load the page again and look."


class YourOwn(NotAllowed):
    code = "own_application"
    default = "This is your own application, so somebody else decides on it."


class TooManyClaims(RateLimited):
    code = "too_many_claims"
    default = (
        "Several applications came from this address within the hour. Please wait a while and send it again."
    )


class LinkSpent(Conflict):
    code = "application_link_spent"
    default = (
        "This link has been used already or is too old. If you have used it, sign in to see your "
        "application; if not, please send the form once more."
    )
