"""A program's rules as their organizer reads them: words, and not what a roster file may hold."""

import pytest

from mentorhub.programs import shelf
from mentorhub.programs.template import RoleKey
from mentorhub.web.organizer.program.rules import rules_of
from mentorhub.web.organizer.program.words import chapters


@pytest.mark.parametrize(
    ("key", "role", "said"),
    [
        (
            "wtsa",
            "mentee",
            (
                "membership: Member, Active member, Senior member or Candidate member; in good standing; "
                "and dues paid"
            ),
        ),
        (
            "wsrs",
            "mentee",
            (
                "membership in the Resident and Fellow Section: Resident and Fellow Section, Fellow or "
                "Member in training; in good standing; and dues paid"
            ),
        ),
    ],
)
def test_short_forms_that_a_roster_may_use_are_not_read_out(key: str, role: RoleKey, said: str) -> None:
    template = shelf.load(key)
    assert template is not None
    assert rules_of(template, role) == said


@pytest.mark.parametrize("entry", shelf.entries(), ids=lambda entry: entry.key)
def test_no_chapter_speaks_in_keys(entry: shelf.CatalogEntry) -> None:
    template = shelf.load(entry.key)
    assert template is not None
    said = [line for chapter in chapters(template) for line in chapter.lines]
    assert said
    assert not [line.words for line in said if "_" in line.words or not line.words.strip()]
