from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell. It goes by mail, so it holds nothing confidential: names and dates, no content.

    `text` is one or more paragraphs, without greeting or link; `path` is where to go, on the organization's
    host; `kind` is a fixed word, such as "proposal", that people will be able to choose by.
    """

    subject: str
    text: str
    path: str
    kind: str
