from tenants.kit.errors import Conflict, Invalid, NotFound


class NoSuchSurvey(NotFound):
    code = "no_such_survey"


class AlreadyAnswered(Conflict):
    code = "survey_answered"
    default = (
        "Your answers are in already, thank you. They carry no name, so they cannot be changed any more."
    )


class SurveyClosed(Conflict):
    code = "survey_closed"
    default = "This survey has closed, so your answers could not be added. Thank you for taking the time."


class NobodyToAsk(Invalid):
    code = "nobody_to_ask"
    default = "Nobody takes part in these roles yet, so there is nobody to send this to."
