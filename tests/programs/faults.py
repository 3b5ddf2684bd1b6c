"""Every way a template can fail to fit together: what was changed, where the fault is told, and how."""

import copy
from collections.abc import Callable
from typing import Any

from mentorhub.programs import shelf

Data = dict[str, Any]


def data(key: str = "blank") -> Data:
    template = shelf.load(key)
    assert template is not None
    return template.to_data()


def at(start: Data, *steps: str | int) -> Any:
    here: Any = start
    for step in steps:
        here = here[step]
    return here


def setting(value: object, *steps: str | int) -> Callable[[Data], None]:
    def change(changed: Data) -> None:
        at(changed, *steps[:-1])[steps[-1]] = copy.deepcopy(value)

    return change


RULE = {"refusal": "No.", "way_out": "Ask."}

FAULTS: list[tuple[str, str, Callable[[Data], None], str, str]] = [
    # key, what, change, path, words
    (
        "blank",
        "a factor reads what nobody is asked",
        setting("golf", "matching", "factors", 0, "mentee"),
        "matching.factors[0].mentee",
        "“golf” is asked of no mentee",
    ),
    (
        "blank",
        "a factor reads what the other side is asked",
        setting("offer", "matching", "factors", 0, "mentee"),
        "matching.factors[0].mentee",
        "asked of no mentee",
    ),
    (
        "blank",
        "a factor reads the wrong kind",
        setting("mode", "matching", "factors", 1, "mentor"),
        "matching.factors[1].mentor",
        "reads year, number",
    ),
    (
        "blank",
        "a factor reads a roster fact it cannot",
        setting("member_class", "matching", "factors", 0, "mentor"),
        "matching.factors[0].mentor",
        "cannot be read as tags",
    ),
    (
        "blank",
        "a mail address that is none",
        setting("office", "about", "contact", "email"),
        "about.contact.email",
        "must have an @-sign",
    ),
    (
        "blank",
        "a proposal shows what is private",
        setting(True, "form", "questions", 4, "private"),
        "pairing.proposal_shows[1]",
        "“hopes” is private",
    ),
    (
        "blank",
        "a factor reads what is private",
        setting(True, "form", "questions", 1, "private"),
        "matching.factors[1].mentor",
        "decides nothing",
    ),
    (
        "blank",
        "no weight",
        lambda d: [f.update(weight=0) for f in d["matching"]["factors"]] and None,
        "matching.factors",
        "give one",
    ),
    ("blank", "no factors", setting([], "matching", "factors"), "matching.factors", "give one"),
    (
        "blank",
        "a negative weight",
        setting(-1, "matching", "factors", 0, "weight"),
        "matching.factors[0].weight",
        "at least 0",
    ),
    (
        "blank",
        "two factors of one name",
        setting("interests", "matching", "factors", 1, "key"),
        "matching.factors[1].key",
        "rename one",
    ),
    (
        "blank",
        "distance without a mode",
        setting(None, "matching", "factors", 2, "params", "mentee_mode"),
        "matching.factors[2].params.mentee_mode",
        "must be asked the mode",
    ),
    (
        "blank",
        "capacity nobody is asked",
        setting("golf", "matching", "mentor_capacity", "question"),
        "matching.mentor_capacity.question",
        "No number question",
    ),
    (
        "blank",
        "capacity of nought",
        setting(0, "form", "questions", 6, "minimum"),
        "matching.mentor_capacity.question",
        "at least 1",
    ),
    (
        "blank",
        "an acceptance by nobody there",
        setting(["mentor", "committee"], "pairing", "acceptance", "parties"),
        "pairing.acceptance.parties",
        "There is no committee in this program",
    ),
    (
        "blank",
        "an acceptance asked twice",
        setting(["mentor", "mentor"], "pairing", "acceptance", "parties"),
        "pairing.acceptance.parties",
        "named twice",
    ),
    (
        "blank",
        "a reminder too late",
        setting([14], "pairing", "acceptance", "reminder_days"),
        "pairing.acceptance.reminder_days",
        "comes too late",
    ),
    (
        "blank",
        "a proposal shows what is not asked",
        setting(["golf"], "pairing", "proposal_shows"),
        "pairing.proposal_shows[0]",
        "No question is called",
    ),
    ("blank", "circles without a shape", setting("circles", "pairing", "kind"), "pairing.circle", "Describe"),
    (
        "blank",
        "a signature by nobody there",
        setting({"title": "T", "text": "T", "signed_by": ["guardian"], "signed_at": "pairing"}, "agreement"),
        "agreement.signed_by",
        "There is no guardian",
    ),
    (
        "blank",
        "a survey to nobody there",
        setting(["peer"], "surveys", "surveys", 0, "to"),
        "surveys.surveys[0].to",
        "There is no peer",
    ),
    (
        "blank",
        "a survey question for nobody",
        setting(["peer"], "surveys", "surveys", 0, "questions", 0, "roles"),
        "surveys.surveys[0].questions[0].roles",
        "Nobody is a peer",
    ),
    (
        "blank",
        "too small a group",
        setting(4, "surveys", "surveys", 0, "smallest_group"),
        "surveys.surveys[0].smallest_group",
        "at least 5",
    ),
    (
        "blank",
        "a closing survey that is none",
        setting("golf", "closing", "survey"),
        "closing.survey",
        "No survey",
    ),
    (
        "blank",
        "a closing survey sent at another time",
        setting({"kind": "by_hand"}, "surveys", "surveys", 0, "when"),
        "closing.survey",
        "at_end",
    ),
    (
        "blank",
        "a rule over an unknown fact",
        setting(
            [{"role": "mentor", "rules": [{"kind": "answered", "fact": "golf", **RULE}]}],
            "eligibility",
            "by_role",
        ),
        "eligibility.by_role[0].rules[0].fact",
        "neither on the roster nor asked of a mentor",
    ),
    (
        "blank",
        "years since what is no year",
        setting(
            [{"role": "mentor", "rules": [{"kind": "years_since", "fact": "mode", **RULE}]}],
            "eligibility",
            "by_role",
        ),
        "eligibility.by_role[0].rules[0].fact",
        "needs a year question",
    ),
    (
        "blank",
        "an answer that cannot be given",
        setting(
            [
                {
                    "role": "mentor",
                    "rules": [
                        {"kind": "one_of", "fact": "mode", "noun": "mode", "values": ["horse"], **RULE}
                    ],
                }
            ],
            "eligibility",
            "by_role",
        ),
        "eligibility.by_role[0].rules[0].values",
        "no answer to “mode”",
    ),
    (
        "blank",
        "a refusal without a word",
        setting([{"role": "mentor", "rules": [{"kind": "member"}]}], "eligibility", "by_role"),
        "eligibility.by_role[0].rules[0].refusal",
        "must be told",
    ),
    (
        "blank",
        "a gap that nothing fills",
        setting(
            [{"role": "mentor", "rules": [{"kind": "member", "refusal": "{name}", "way_out": "x"}]}],
            "eligibility",
            "by_role",
        ),
        "eligibility.by_role[0].rules[0].refusal",
        "{have} and {need} only",
    ),
    (
        "blank",
        "a bracket left open",
        setting(
            [{"role": "mentor", "rules": [{"kind": "member", "refusal": "{have", "way_out": "x"}]}],
            "eligibility",
            "by_role",
        ),
        "eligibility.by_role[0].rules[0].refusal",
        "curly bracket",
    ),
    (
        "blank",
        "rules for nobody",
        setting([{"role": "peer"}], "eligibility", "by_role"),
        "eligibility.by_role[0].role",
        "Nobody is a peer",
    ),
    (
        "blank",
        "an applicant who could answer for the roster",
        setting("standing", "form", "questions", 4, "key"),
        "form.questions[4].key",
        "a fact that the roster states",
    ),
    (
        "blank",
        "two questions of one name",
        setting("mode", "form", "questions", 3, "key"),
        "form.questions[3].key",
        "rename one",
    ),
    (
        "blank",
        "a condition on what comes later",
        setting({"question": "place", "any_of": ["yes"]}, "form", "questions", 0, "when"),
        "form.questions[0].when.question",
        "not asked before this",
    ),
    (
        "blank",
        "a condition that is never met",
        setting({"question": "mode", "any_of": ["horse"]}, "form", "questions", 3, "when"),
        "form.questions[3].when.any_of",
        "no answer to “mode”",
    ),
    (
        "blank",
        "a list that is not there",
        setting("golf", "form", "questions", 0, "options_from"),
        "form.questions[0].options_from",
        "no list “golf”",
    ),
    (
        "blank",
        "more than there is",
        setting(9, "form", "questions", 0, "at_least"),
        "form.questions[0]",
        "nobody could answer",
    ),
    (
        "blank",
        "a question for nobody",
        setting(["peer"], "form", "questions", 4, "roles"),
        "form.questions[4].roles",
        "Nobody is a peer",
    ),
    (
        "blank",
        "a role nobody can apply for",
        setting(["mentor"], "roles", "paths", 0, "roles"),
        "roles.roles[1]",
        "No sign-up path leads to mentee",
    ),
    ("blank", "windows without a window", setting("windows", "intake", "kind"), "intake.windows", "add one"),
    (
        "blank",
        "a day that no year has",
        setting([{"applications_by": "02-30", "pairs_on": "03-01"}], "intake", "rounds"),
        "intake.rounds[0].applications_by",
        "no day of a year",
    ),
    (
        "blank",
        "an agenda of nobody",
        setting("circle", "meetings", "agenda"),
        "meetings.agenda",
        "belongs to the",
    ),
    (
        "blank",
        "a place that is not offered",
        setting(["clinic"], "meetings", "kinds", 0, "places"),
        "meetings.kinds[0].places",
        "not among the places",
    ),
    (
        "blank",
        "a private home",
        setting("home", "meetings", "places", 0, "type"),
        "meetings.places[0].type",
        "“home” is not known here",
    ),
    (
        "blank",
        "a season that is not said",
        setting({"kind": "season"}, "framework", "term"),
        "framework",
        "when the season starts",
    ),
    ("blank", "an unknown key", setting("red", "about", "colour"), "about.colour", "Check its spelling"),
    (
        "blank",
        "a link that runs a script",
        setting({"text": "T", "source": "S", "url": "javascript:alert(1)"}, "about", "quotation"),
        "about.quotation.url",
        "not written as expected",
    ),
    ("blank", "a sign that nothing can store", setting("a\x00b", "about", "headline"), "", "U+0000"),
    (
        "alaska",
        "minors without a rule on age",
        setting([], "eligibility", "by_role"),
        "safeguarding.minors.youngest",
        "No eligibility rule refuses",
    ),
    (
        "alaska",
        "minors without their guardian's name",
        setting("why", "safeguarding", "minors", "guardian_name"),
        "safeguarding.minors.guardian_name",
        "must be asked",
    ),
    (
        "alaska",
        "a guardian who need not be named",
        setting(False, "form", "questions", 10, "required"),
        "safeguarding.minors",
        "must be required of everybody younger than 18",
    ),
    (
        "alaska",
        "advice for a stage nobody is at",
        setting("kindergarten", "resources", "guidance", 0, "stage"),
        "resources.guidance[0].stage",
        "no answer to the stage question",
    ),
    (
        "alaska",
        "a clinic that closes before it opens",
        setting("07:00", "meetings", "kinds", 1, "clinic_hours", "closes"),
        "meetings.kinds[1].clinic_hours",
        "closes before it opens",
    ),
    (
        "wim",
        "a circle of mentors",
        setting("mentor", "roles", "roles", 0, "key"),
        "roles.roles",
        "have peers",
    ),
    (
        "wim",
        "circle sizes that fall",
        setting(3, "pairing", "circle", "size_to"),
        "pairing.circle",
        "Sizes must rise",
    ),
    (
        "wim",
        "an hour nobody is asked for",
        setting("golf", "pairing", "circle", "availability"),
        "pairing.circle.availability",
        "No question with several answers",
    ),
]
