"""How a mail reads: short paragraphs of plain text, links on lines of their own, and who it is from."""


def letter(*paragraphs: str) -> str:
    return "\n\n".join(part.strip() for part in paragraphs if part.strip()) + "\n"


def with_footer(body: str, organization: str | None, contact: str | None, address: str) -> str:
    """A line of two dashes and a space is what mail programs take for the start of a signature."""
    who = organization or "MentorHub"
    lines = [who, address]
    if contact:
        lines.append(f"Questions? Write to {contact}, or answer this mail.")
    return body.rstrip() + "\n\n-- \n" + "\n".join(lines) + "\n"
