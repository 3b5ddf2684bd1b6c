"""The one thing an organizer should do next, from the numbers of this moment."""

from dataclasses import dataclass

from mentorhub.insights.views import Overview


@dataclass(frozen=True, slots=True)
class NextStep:
    sentence: str
    line: str
    button: str
    href: str


def next_step(seen: Overview, *, program_open: bool, members_needed: bool) -> NextStep:
    """People who wait come first, then what stands between the program and its first pair."""
    if seen.help_late:
        return NextStep(
            f"{_people(seen.help_late)} {_wait(seen.help_late)} for an answer that is overdue",
            "They asked for help and were promised a day.",
            "Answer them",
            "/organizer/help",
        )
    if seen.to_review:
        return NextStep(
            f"{_applications(seen.to_review)} to read",
            "Each one says at once whether the program's rules are met. The decision is yours.",
            "Read them",
            "/organizer/applications",
        )
    if members_needed and not seen.members:
        return NextStep(
            "Bring your roster",
            "Any spreadsheet saved as CSV. You see every problem before anything is stored.",
            "Import a file",
            "/organizer/people/import",
        )
    if not program_open:
        return NextStep(
            "Look at your program page, then open it",
            "Nobody can apply before that.",
            "Go to the program",
            "/organizer/program",
        )
    if seen.mentors and seen.unpaired_mentees:
        waiting = seen.unpaired_mentees
        return NextStep(
            "One mentee waits for a mentor" if waiting == 1 else f"{waiting} mentees wait for a mentor",
            "One mentor takes part." if seen.mentors == 1 else f"{seen.mentors} mentors take part.",
            "Start pairing",
            "/organizer/rounds",
        )
    if seen.help_open:
        return NextStep(
            f"{_people(seen.help_open)} {_wait(seen.help_open)} for an answer",
            "Help requests from pairs, and questions from your public page.",
            "Look at them",
            "/organizer/help",
        )
    if not seen.applied and not seen.members:
        return NextStep(
            "Share the address of your public page",
            "Nobody has applied yet. Whoever opens it sees what the program is, and can apply.",
            "See the address",
            "/organizer/program",
        )
    if not seen.applied:
        return NextStep(
            "Invite people to apply",
            "Nobody has applied yet. People on your roster get a personal link by mail.",
            "Invite people",
            "/organizer/people",
        )
    return NextStep(
        "Nothing waits for you",
        "You will find here what does, as soon as there is something.",
        "See how the pairs do",
        "/organizer/mentorships",
    )


def also_waiting(seen: Overview, first: NextStep) -> list[NextStep]:
    """What else could use somebody's hand, after the first thing."""
    found = []
    if seen.to_review:
        found.append(
            NextStep(
                f"{_applications(seen.to_review)} to read",
                "Whoever waits longest stands first.",
                "Read them",
                "/organizer/applications",
            )
        )
    if seen.help_open:
        found.append(
            NextStep(
                f"{_people(seen.help_open)} {_wait(seen.help_open)} for an answer",
                "Help requests from pairs, and questions from your public page.",
                "Look at them",
                "/organizer/help",
            )
        )
    if seen.mentors and seen.unpaired_mentees:
        waiting = seen.unpaired_mentees
        found.append(
            NextStep(
                "One mentee waits for a mentor" if waiting == 1 else f"{waiting} mentees wait for a mentor",
                "Those whom a proposal has reached are among them.",
                "See the rounds",
                "/organizer/rounds",
            )
        )
    if seen.pairs_due:
        due = seen.pairs_due
        found.append(
            NextStep(
                "One pair is late to meet" if due == 1 else f"{due} pairs are late to meet",
                "You see dates and numbers. What the two write is theirs alone.",
                "See the pairs",
                "/organizer/mentorships",
            )
        )
    return [step for step in found if step.href != first.href]


def _people(count: int) -> str:
    return "One person" if count == 1 else f"{count} people"


def _wait(count: int) -> str:
    return "waits" if count == 1 else "wait"


def _applications(count: int) -> str:
    return "One application" if count == 1 else f"{count} applications"
