from tenants.kit.errors import Conflict, NotAllowed


class SignInFirst(NotAllowed):
    code = "sign_in_first"
    status = 401
    default = "Please sign in first."


class SignInAgain(NotAllowed):
    code = "sign_in_again"
    status = 403
    default = "This needs your password once more, because it is some time since you signed in."


class LastOwner(Conflict):
    code = "last_owner"
    default = (
        "An organization needs at least one owner. "
        "Make somebody else an owner first, then take this role away."
    )
