"""What an applicant is told at each step. A mail names no answer and no reason that is private."""

from mentorhub.notifications.views import Notice
from mentorhub.participants.history import Entry
from mentorhub.programs.template import Template

PATH = "/application"


def notice_of(template: Template, role: str, entry: Entry) -> Notice | None:
    """None where there is nothing to tell the applicant that they have not just done themselves."""
    program, called = template.about.name, _called(template, role)
    match entry.what:
        case "sent" | "sent_again":
            return Notice(f"We have your application to {program}", template.form.sent, PATH, "application")
        case "accepted":
            text = f"You are in: you take part in {program} as a {called}. {_then(template)}"
            return Notice(f"Welcome to {program}", _with(text, entry.words), "/home", "application")
        case "asked_back":
            text = (
                f"Before we can decide on your application to {program}, we would like to ask you something. "
                "Your answers are all still there: change what you like and send it again."
            )
            return Notice(
                f"A question about your application to {program}",
                _with(text, entry.words),
                PATH,
                "application",
            )
        case "waitlisted":
            text = (
                f"Your application to {program} is on the waiting list. There is no place as a {called} "
                "at this moment; you keep your place in line and we write as soon as that changes. "
                "You need not do anything."
            )
            return Notice(
                f"You are on the waiting list of {program}", _with(text, entry.words), PATH, "application"
            )
        case "declined":
            text = (
                f"Thank you for your application to {program}, and for the time you put into it. "
                "We cannot offer you a place this time."
            )
            return Notice(f"Your application to {program}", _with(text, entry.words), PATH, "application")
        case "withdrawn" | "reopened":
            return None


def _called(template: Template, role: str) -> str:
    described = template.role(role)
    return described.name if described is not None else role


def _then(template: Template) -> str:
    if template.pairing.kind == "circles":
        return "As soon as your circle is formed, you will hear from us."
    return "As soon as there is somebody for you, you will hear from us."


def _with(text: str, words: str) -> str:
    return f"{text}\n\n{words}" if words else text
