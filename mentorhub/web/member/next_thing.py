"""The one next thing of a member's home, from what is known. Pure: the first that applies is the one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mentorhub.mentorships.views import MyPair
from mentorhub.participants.views import ApplicationView


@dataclass(frozen=True)
class NextThing:
    title: str
    line: str
    more: str = ""
    button: str = ""
    href: str = ""
    asked: bool = False
    """Somebody waits for this person's own answer."""
    patient: bool = False
    """It can wait behind what is asked."""


def next_thing(
    pairs: Sequence[MyPair], applications: Sequence[ApplicationView], *, work: str = ""
) -> NextThing:
    """`work`: where whoever runs the program goes on with it."""
    return next(_in_order(pairs, applications, work))


def asked_of(pairs: Sequence[MyPair], applications: Sequence[ApplicationView]) -> list[NextThing]:
    """Everything somebody waits for this person's own answer to, the most urgent first."""
    back = (each for each in applications if each.status == "asked_back")
    return [*(_question(pair) for pair in pairs if pair.asked), *map(_asked_back, back)]


def beside(lead: NextThing, asked: Sequence[NextThing], waiting: NextThing | None) -> list[NextThing]:
    """What waits for an answer, too, and is not the one next thing."""
    behind = [] if waiting is None else [waiting]
    return [each for each in (*asked, *behind) if each != lead]


def leading(own: NextThing, waiting: NextThing | None) -> NextThing:
    """A proposal stands before everything; a survey behind what somebody was asked in person."""
    if waiting is None or (waiting.patient and own.asked):
        return own
    return waiting


def _in_order(
    pairs: Sequence[MyPair], applications: Sequence[ApplicationView], work: str
) -> Iterator[NextThing]:
    running = [pair for pair in pairs if pair.status == "running"]
    yield from asked_of(pairs, applications)
    yield from (_first(pair) for pair in running if pair.last_met_on is None)
    yield from (_meet(pair) for pair in running if pair.due.state in ("past", "soon"))
    yield from (_draft() for each in applications if each.status == "draft")
    yield from (_later(pair) for pair in running)
    yield from (_over(pair) for pair in pairs[:1])
    yield from (_applied(each) for each in applications)
    if work:
        yield NextThing(
            "See what the program needs",
            "You help to run it. Here you find what concerns you alone; just now that is nothing.",
            button="Go on to the program",
            href=work,
        )
    yield NextThing(
        "Find a mentor, or become one",
        "You take no part in a program yet. The page of the program says what it is and who can apply.",
        button="See the program",
        href="/",
    )


def _question(pair: MyPair) -> NextThing:
    href = f"/mentorship/{pair.id}"
    if pair.asked == "renewal":
        return NextThing(
            f"Would you like to go on with {pair.other.called}?",
            "It goes on when you both say yes. Nobody is told who said no.",
            button="Answer",
            href=href,
            asked=True,
        )
    return NextThing(
        f"Would you like to stay in touch with {pair.other.called}?",
        "Your mentorship has reached its end. Contact stays open when you both say yes.",
        button="Answer",
        href=href,
        asked=True,
    )


def _asked_back(application: ApplicationView) -> NextThing:
    return NextThing(
        "There is a question about your application",
        application.words or "Somebody who reads it would like to know more.",
        "What you wrote is kept.",
        "Answer it",
        "/application",
        asked=True,
    )


def _first(pair: MyPair) -> NextThing:
    return NextThing(
        f"Find a date for your first meeting with {pair.other.called}",
        "Suggest two dates; one of them usually fits.",
        "You have met already? Write it down, one line is enough.",
        "Write down the first meeting",
        f"/mentorship/{pair.id}?log=yes",
    )


def _meet(pair: MyPair) -> NextThing:
    return NextThing(
        f"A date with {pair.other.called}",
        pair.due.sentence,
        "You have met already? Write it down, one line is enough.",
        "Write down a meeting",
        f"/mentorship/{pair.id}?log=yes",
    )


def _draft() -> NextThing:
    return NextThing(
        "Finish your application",
        "What you have written so far is kept. Nobody sees it before you send it.",
        button="Go on writing",
        href="/application",
    )


def _later(pair: MyPair) -> NextThing:
    return NextThing(
        f"You are on track with {pair.other.called}",
        pair.due.sentence,
        button=f"Your page with {pair.other.called}",
        href=f"/mentorship/{pair.id}",
    )


def _over(pair: MyPair) -> NextThing:
    called = pair.other.called
    if pair.in_touch:
        title = f"You and {called} stay in touch"
        line = "Your mentorship is complete, and contact stays open. Write whenever you like."
    elif pair.over == "term":
        title = f"Your mentorship with {called} is complete"
        line = "You can look back at what you wrote, and see what comes next."
    else:
        title = f"Your mentorship with {called} has ended"
        line = "You can look back at what you wrote, and tell us if you would like to be paired again."
    return NextThing(title, line, button="Open your page", href=f"/mentorship/{pair.id}")


def _applied(application: ApplicationView) -> NextThing:
    if application.status == "accepted" and application.role == "peer":
        title = "You take part. We are looking for the right circle"
        line = "As soon as there is one for you, you get a mail, and it stands here."
        return NextThing(title, line, button="Your application", href="/application")
    if application.status == "accepted":
        title = "You take part. We are looking for the right person"
        line = "As soon as there is a proposal for you, you get a mail, and it stands here."
        return NextThing(title, line, button="Your application", href="/application")
    if application.status in ("declined", "withdrawn"):
        title = "You take no part at the moment"
        line = application.words or "You can apply again whenever you like."
        return NextThing(title, line, button="Your application", href="/application")
    title = "Your application is being read"
    line = "You need not do anything. You get a mail as soon as there is an answer."
    return NextThing(title, line, button="Look at it again", href="/application")
