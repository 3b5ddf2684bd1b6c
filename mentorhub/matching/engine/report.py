"""A report in one HTML file: who with whom and why, who not and why, how good, and that it is proven."""

from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files

from mentorhub.matching.engine.instance import Aim
from mentorhub.matching.engine.plots import histogram, shares
from mentorhub.matching.engine.result import Assignment, Pair, Proof

Sentences = Mapping[tuple[str, str], str]
"""Why each pair, by mentee's and mentor's id."""


def render(
    title: str,
    assignment: Assignment,
    names: Mapping[str, str],
    sentences: Sentences,
    notes: Sequence[str] = (),
) -> str:
    """`names` by id; everything is escaped, nothing is loaded from anywhere."""
    style = (files("mentorhub.matching.engine") / "report.css").read_text(encoding="utf-8")
    blocks = [
        f"<h1>{escape(title)}</h1>",
        *(f'<p class="soft">{escape(note)}</p>' for note in notes),
        _figures(assignment),
        _proof(assignment),
        _plots(assignment),
        _pairs(assignment, names, sentences),
        _unmatched(assignment, names),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>{''.join(blocks)}</body></html>\n"
    )


def _figures(assignment: Assignment) -> str:
    people = len(assignment.pairs) + len(assignment.unmatched)
    figures = [
        ("Matched", f"{len(assignment.pairs)} of {people}"),
        ("Mean match", f"{assignment.mean / 100:.0f} of 100"),
        ("Worst match", f"{assignment.worst / 100:.0f} of 100"),
        ("Worst share of one’s own best", f"{assignment.worst_share / 100:.0f} %"),
    ]
    cells = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in figures)
    return f"<dl>{cells}</dl>"


def _proof(assignment: Assignment) -> str:
    wanted = {
        Aim.TOTAL: "then the best total",
        Aim.FLOOR: "then the best worst match, then the best total",
        Aim.SHARE: "then the best worst share of everybody’s own best match, then the best total",
    }[assignment.aim]
    told = f"As many people as can be are matched, {wanted}."
    if assignment.certificate.proof is Proof.OPTIMAL:
        told += (
            " This is proven: no other assignment within the rules is better, and every pair was looked at."
        )
    else:
        over = assignment.bound - assignment.total
        told += f" No assignment within the rules can be more than {over / 100:g} points better in all."
    if assignment.price and assignment.total:
        share = 100 * assignment.price / (assignment.total + assignment.price)
        told += f" Not going for the total alone costs {share:.2f} % of it."
    return f"<p>{escape(told)}</p>"


def _plots(assignment: Assignment) -> str:
    if not assignment.pairs:
        return ""
    drawings = [histogram([pair.score // 100 for pair in assignment.pairs], "Pairs by match, out of 100")]
    reached: dict[str, tuple[int, int]] = {}
    for pair in assignment.pairs:
        for part in pair.parts:
            points, weight = reached.get(part.label, (0, 0))
            reached[part.label] = (points + part.points, weight + part.weight)
    count = len(assignment.pairs)
    rows = [
        (label, points // count, weight // count) for label, (points, weight) in reached.items() if weight
    ]
    drawings.append(shares(rows, "What the pairs have in common, on average"))
    return f'<div class="plots">{"".join(drawings)}</div>'


def _pairs(assignment: Assignment, names: Mapping[str, str], sentences: Sentences) -> str:
    rows = "".join(
        f"<tr><td>{_name(names, pair.mentee)}</td><td>{_name(names, pair.mentor)}</td>"
        f'<td class="s">{pair.score / 100:.0f}</td><td>{_why(pair, sentences)}</td></tr>'
        for pair in assignment.pairs
    )
    head = "<tr><th>Mentee</th><th>Mentor</th><th>Match</th><th>Why</th></tr>"
    return f'<h2>Pairs</h2><div class="wide"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>'


def _why(pair: Pair, sentences: Sentences) -> str:
    sentence = sentences.get((pair.mentee, pair.mentor), "")
    if pair.locked or pair.running:
        sentence = f"{'Locked' if pair.locked else 'Running'}. {sentence}"
    parts = " · ".join(part.shown for part in pair.parts if part.weight)
    return f'{escape(sentence)}<div class="parts">{escape(parts)}</div>'


def _unmatched(assignment: Assignment, names: Mapping[str, str]) -> str:
    if not assignment.unmatched:
        return "<h2>Without a match</h2><p>Nobody.</p>"
    rows = "".join(
        f"<tr><td>{_name(names, one.mentee)}</td><td>{escape(one.reason)}</td>"
        f"<td>{escape(one.relaxation)}</td></tr>"
        for one in assignment.unmatched
    )
    head = "<tr><th>Mentee</th><th>Why</th><th>What would help</th></tr>"
    return (
        '<h2>Without a match</h2><div class="wide"><table><thead>'
        f"{head}</thead><tbody>{rows}</tbody></table></div>"
    )


def _name(names: Mapping[str, str], identity: str) -> str:
    return escape(names.get(identity) or identity)
