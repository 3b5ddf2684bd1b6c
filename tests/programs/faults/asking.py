"""Who may apply, when, and what they are asked."""

from tests.programs.faults.making import RULE, Fault, setting

FAULTS: list[Fault] = [
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
]
