from tenants.kit.errors import Conflict, RateLimited


class TakenBySomebodyElse(Conflict):
    code = "help_taken"


class AlreadyAnswered(Conflict):
    code = "help_answered"


class TooManyQuestions(RateLimited):
    code = "too_many_questions"
    default = (
        "We have several of your questions already and answer them first. "
        "If it is urgent, use the address or telephone number on this page."
    )
