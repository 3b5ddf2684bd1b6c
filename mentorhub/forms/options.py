"""What can be chosen in answer to a question."""

from mentorhub.forms.lists import Lists, Option
from mentorhub.forms.questions import MODES, AnyQuestion

YES, NO = "yes", "no"


def options_of(question: AnyQuestion, lists: Lists) -> tuple[Option, ...]:
    """The options to show, in order; empty for a question without any."""
    match question.kind:
        case "choice" | "several" | "topics":
            if question.options_from is None:
                return question.options
            own = lists.get(question.options_from)
            return own.options if own is not None else ()
        case "mode":
            return MODES
        case _:
            return ()


def values_of(question: AnyQuestion, lists: Lists) -> tuple[str, ...]:
    return tuple(option.value for option in options_of(question, lists))


def label_of(question: AnyQuestion, value: str, lists: Lists) -> str:
    """The words for a stored value; a value that was since taken off the list speaks for itself."""
    return next((o.label for o in options_of(question, lists) if o.value == value), value)


def answers_possible(question: AnyQuestion, lists: Lists) -> tuple[str, ...] | None:
    """Every answer a condition can name; None where they cannot be listed."""
    if question.kind in ("yes_no", "tick"):
        return YES, NO
    return values_of(question, lists) or None
