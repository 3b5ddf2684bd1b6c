"""Somebody's answers to whatever form a template has, as the page would send them."""

import random
from collections.abc import Mapping, Sequence
from datetime import date

from mentorhub.demonstration.crowd import Human
from mentorhub.demonstration.histories import improvements
from mentorhub.demonstration.people.member import Answered
from mentorhub.demonstration.texts import texts
from mentorhub.forms.options import options_of
from mentorhub.forms.questions import AnyQuestion
from mentorhub.participants import rules
from mentorhub.programs.template import RoleKey, Template

USUAL: dict[tuple[str, str], tuple[str, ...]] = {
    ("mentor", "status"): ("practising",),
    ("mentee", "status"): ("resident", "resident", "fellow"),
    ("mentor", "profession"): ("physician", "physician", "nurse", "public-health", "mental-health"),
    ("mentee", "profession"): ("health-student", "nurse", "physician", "public-health", "other"),
    ("mentor", "mentor_class"): ("physician", "physician", "medical-student"),
    ("mentee", "stage"): ("student", "early", "early", "mid", "college"),
    ("mentor", "stage"): ("mid", "senior", "senior", "retired"),
    ("mentor", "practice_setting"): ("academic", "employed", "private", "private", "government"),
    ("mentee", "practice_setting"): ("academic", "employed", "employed", "private", "training"),
    ("mentee", "setting"): ("academic", "private", "hospital", "undecided"),
    ("mentor", "setting"): ("academic", "private", "private", "hospital", "government"),
    ("mentee", "subspecialty"): ("body", "breast", "musculoskeletal", "interventional", "neuroradiology"),
    ("mentor", "subspecialty"): ("body", "breast", "general", "interventional", "neuroradiology"),
    ("mentee", "career_stage"): ("training", "first-years", "first-years", "established", "transition"),
    ("peer", "seniority"): ("trainee", "early", "early", "mid", "senior"),
}
"""What people in a role answer; other options stay possible in the form, but not in the demonstration."""

IMPROVE = "improve"
"""What every survey asks at its end."""
OPTIONAL_ANSWERED = 0.7
"""How often somebody answers what need not be answered."""


class Writer:
    """Fills in forms for one organization. `unused` keeps two people from writing the same sentence."""

    def __init__(self, slug: str, template: Template, chance: random.Random, today: date) -> None:
        self.slug = slug
        self.template = template
        self.chance = chance
        self.today = today
        self._unused: dict[tuple[str, str, str], list[str]] = {}

    def form(self, human: Human, role: RoleKey) -> Answered:
        typed: Answered = {}
        own: Mapping[str, str | list[str]] = human.member.answers if human.member else {}
        typed |= self.answers(rules.questions_of(self.template, role), human, role)
        typed |= own
        return {name: value for name, value in typed.items() if self._is_asked(name.split(".")[0], typed)}

    def answers(self, questions: Sequence[AnyQuestion], human: Human, role: RoleKey) -> Answered:
        """Of an application or of a survey."""
        typed: Answered = {}
        for question in questions:
            typed |= self._answer(question, human, role)
        return typed

    def _is_asked(self, key: str, typed: Answered) -> bool:
        question = self.template.question(key)
        when = question.when if question is not None else None
        if when is None:
            return True
        return not when.younger_than and typed.get(when.question) in when.any_of  # everybody here is of age

    def _answer(self, question: AnyQuestion, human: Human, role: RoleKey) -> Answered:
        if not question.required and self.chance.random() > OPTIONAL_ANSWERED:
            return {}
        match question.kind:
            case "choice" | "mode":
                return {question.key: self._choice(question, human, role)}
            case "topics" | "several":
                return {question.key: self._several(question)}
            case "tick" | "yes_no":
                return {question.key: "yes"}
            case "scale" | "nps" | "number":
                return {question.key: str(self._number(question))}
            case "year":
                return {question.key: str(self._year(question.key, human, role))}
            case "date":
                return {question.key: f"{self.today.year - self.chance.randint(19, 22)}-04-17"}
            case "place":
                return {f"{question.key}.city": human.town.city, f"{question.key}.region": human.town.region}
            case "long_text":
                return self._text(question, role)
            case _:
                return self._line(question, human)

    def _choice(self, question: AnyQuestion, human: Human, role: RoleKey) -> str:
        options = options_of(question, self.template.form.lists)
        values = [option.value for option in options]
        usual = [value for value in USUAL.get((role, question.key), ()) if value in values]
        of_theirs = [option.value for option in options if option.label == human.specialty]
        return self.chance.choice(usual or of_theirs or values)

    def _several(self, question: AnyQuestion) -> list[str]:
        values = [option.value for option in options_of(question, self.template.form.lists)]
        if question.kind not in ("topics", "several"):
            return values[:1]
        most = min(question.at_most or 4, len(values), 4)
        chosen = self.chance.sample(values, self.chance.randint(max(2, question.at_least), most))
        if question.key == "languages":
            chosen = ["english", *[value for value in chosen if value != "english"][:1]]
        return [value for value in values if value in chosen]

    def _number(self, question: AnyQuestion) -> int:
        match question.kind:
            case "scale":
                return self.chance.choice((3, 4, 4, 5, 5))
            case "nps":
                return self.chance.choice((6, 8, 8, 9, 9, 10, 10))
            case _:
                return self.chance.choice((1, 1, 1, 1, 1, 2))

    def _year(self, key: str, human: Human, role: RoleKey) -> int:
        if key == "year":  # in which training ends
            return human.since + 5 if role == "mentor" else self.today.year + self.chance.randint(1, 4)
        return human.since

    def _text(self, question: AnyQuestion, role: RoleKey) -> Answered:
        place = (self.slug, role, question.key)
        pool = texts().said(*place) or (improvements() if question.key == IMPROVE else ())
        if not self._unused.get(place):
            self._unused[place] = self.chance.sample(pool, len(pool))
        return {question.key: self._unused[place].pop()} if pool else {}

    def _line(self, question: AnyQuestion, human: Human) -> Answered:
        match question.key:
            case "workplace" | "institution":
                return {question.key: human.workplace}
            case "department":
                return {question.key: self.chance.choice(texts().departments)}
            case "reference":
                return {question.key: f"The medical director of {human.workplace}, 907 555 0134"}
            case _:
                return {}
