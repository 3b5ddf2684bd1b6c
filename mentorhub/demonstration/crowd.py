"""The people around the cast: Faker's names, always the same ones, each with a place of work and a town."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from faker import Faker

from mentorhub.demonstration.organizations import Setting, Town
from mentorhub.demonstration.people.member import Member

LOCALES = ("en_US",) * 8 + ("en_IE", "es_MX", "sv_SE", "ig_NG", "en_IN", "vi_VN", "pl_PL", "fr_FR", "no_NO")
CHINESE_EVERY = 19
"""One name in so many is written in Chinese, as some members write theirs."""


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody on the roster, or about to apply."""

    name: str
    given: str
    family: str
    mail: str
    phone: str
    number: str
    member_class: str
    since: int
    """In the field since."""
    specialty: str
    workplace: str
    town: Town
    member: Member | None = None


class Crowd:
    """Makes people for one organization. The same seed, asked in the same order, makes the same people."""

    def __init__(self, setting: Setting, this_year: int) -> None:
        self.setting = setting
        self.this_year = this_year
        self.chance = random.Random(setting.seed)  # noqa: S311 - believable people, not secrets
        self._fakers = {locale: _seeded(locale, setting.seed) for locale in {*LOCALES, "zh_CN"}}
        self._made = 0
        self._numbered = 0
        self._mails: set[str] = set()

    def cast(self, member: Member) -> Human:
        words = member.name.removeprefix("Dr. ").split()
        given, family = (words[0], words[-1]) if len(words) > 1 else (words[0][1:], words[0][:1])
        return self._human(member.name, given, family, member.mail, member.member_class, member.since, member)

    def seniors(self, number: int) -> list[Human]:
        years = range(self.this_year - 34, self.this_year - 9)
        return [self._new(self.setting.senior_classes, years) for _ in range(number)]

    def juniors(self, number: int) -> list[Human]:
        years = range(self.this_year - 8, self.this_year - 1)
        return [self._new(self.setting.junior_classes, years) for _ in range(number)]

    def _new(self, classes: tuple[str, ...], years: range) -> Human:
        self._made += 1
        title = "Dr. " if self.setting.titled or self.chance.random() < 0.4 else ""
        if self._made % CHINESE_EVERY == 0:
            faker = self._fakers["zh_CN"]
            given, family = faker.first_name(), faker.last_name()
            name, mailbox = f"{family}{given}", f"member{200 + self._made}"
        else:
            faker = self._fakers[self.chance.choice(LOCALES)]
            women_only = self.setting.mentors == 0
            given = faker.first_name_female() if women_only else faker.first_name()
            family = faker.last_name()
            name, mailbox = f"{given} {family}", f"{_plain(given)}.{_plain(family)}"
        workplace_host = _plain(self.chance.choice(self.setting.workplaces))[:18]
        mail = f"{mailbox}@{workplace_host}.example"
        if mail in self._mails:
            mail = f"{mailbox}{self._made}@{workplace_host}.example"
        self._mails.add(mail)
        return self._human(
            title + name, given, family, mail, self.chance.choice(classes), self.chance.choice(years)
        )

    def _human(  # noqa: PLR0917 - what a line of a roster says
        self,
        name: str,
        given: str,
        family: str,
        mail: str,
        member_class: str,
        since: int,
        member: Member | None = None,
    ) -> Human:
        setting, chance = self.setting, self.chance
        self._numbered += 1
        return Human(
            name=name,
            given=given,
            family=family,
            mail=mail,
            phone=f"{chance.randint(201, 989)} 555 01{chance.randint(10, 99)}",
            number=f"{setting.slug.upper()}-{1000 + 7 * self._numbered}",
            member_class=member_class,
            since=since,
            specialty=chance.choice(setting.specialties),
            workplace=chance.choice(setting.workplaces),
            town=chance.choice(setting.towns),
            member=member,
        )


def _seeded(locale: str, seed: int) -> Faker:
    faker = Faker(locale)
    faker.seed_instance(seed)
    return faker


def _plain(text: str) -> str:
    """Letters that every mail address may have."""
    return "".join(_letters(text)) or "member"


def _letters(text: str) -> Iterator[str]:
    spelled = text.lower().replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ß", "ss")
    for sign in unicodedata.normalize("NFKD", spelled):
        if "a" <= sign <= "z":
            yield sign
