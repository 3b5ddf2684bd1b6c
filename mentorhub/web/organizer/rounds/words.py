"""What the room says before and after something is sent."""

from mentorhub.matching.views import PersonRow, Room, Sent
from mentorhub.programs.counting import counted


def choice(mentor: PersonRow) -> str:
    places = counted(mentor.free, "free place") if mentor.free else "somebody else would have to move"
    return " · ".join(part for part in (mentor.name, mentor.line, places) if part)


def will_happen(seen: Room) -> list[str]:
    people = counted(seen.to_send, "pair")
    lines = [f"{people.capitalize()} get a mail, and see each other's names and the reasons on their page."]
    if seen.asks:
        lines.append(seen.asks)
    if seen.held_back:
        lines.append(
            f"{counted(seen.held_back, 'pair').capitalize()} with you in it stays for a colleague to send."
        )
    if seen.to_tell:
        who = counted(seen.to_tell, "mentee")
        are = "is" if seen.to_tell == 1 else "are"
        lines.append(f"{who.capitalize()} without a match {are} told so, and what comes next.")
    return lines


def sent_words(sent: Sent) -> str:
    words = f"{counted(sent.pairs, 'proposal').capitalize()} sent."
    if sent.taken_out:
        words += f" Not sent: {'; '.join(sent.taken_out)}."
    if sent.held_back:
        words += f" {counted(sent.held_back, 'pair').capitalize()} with you in it waits for a colleague."
    return words
