"""Small drawings for the report: plain SVG in the page, coloured by its own variables."""

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, BASE, LEFT = 420, 180, 150, 34


def histogram(values: Sequence[int], title: str) -> str:
    """How many of these values lie in each tenth from 0 to 100."""
    counts = [0] * 10
    for value in values:
        counts[min(9, max(0, value) // 10)] += 1
    most = max([*counts, 1])
    step = (WIDTH - LEFT) / 10
    bars = []
    for place, count in enumerate(counts):
        height = (BASE - 24) * count / most
        x = LEFT + place * step
        said = f"{count} with {place * 10} to {place * 10 + 10}"
        bars.append(
            f'<rect x="{x + 2:.1f}" y="{BASE - height:.1f}" width="{step - 4:.1f}" '
            f'height="{height:.1f}" rx="2">'
            f"<title>{escape(said)}</title></rect>"
        )
        if count:
            bars.append(f'<text x="{x + step / 2:.1f}" y="{BASE - height - 4:.1f}" class="n">{count}</text>')
        bars.append(f'<text x="{x:.1f}" y="{BASE + 14}">{place * 10}</text>')
    bars.append(f'<text x="{WIDTH}" y="{BASE + 14}" text-anchor="end">100</text>')
    return _drawing(title, "".join(bars))


def shares(rows: Sequence[tuple[str, int, int]], title: str) -> str:
    """For each factor how much of its weight the pairs reached on average: (label, points, weight)."""
    line = 22
    most = max([weight for _, _, weight in rows] + [1])
    parts = []
    for place, (label, points, weight) in enumerate(rows):
        y = 8 + place * line
        whole, got = 200 * weight / most, 200 * points / most
        parts.append(
            f'<text x="130" y="{y + 11}" text-anchor="end">{escape(label)}</text>'
            f'<rect class="whole" x="138" y="{y}" width="{whole:.1f}" height="14" rx="2"/>'
            f'<rect x="138" y="{y}" width="{got:.1f}" height="14" rx="2"/>'
            f'<text x="{146 + whole:.1f}" y="{y + 11}">{points / 100:.0f} of {weight / 100:.0f}</text>'
        )
    return _drawing(title, "".join(parts), 16 + line * len(rows))


def _drawing(title: str, inside: str, height: int = HEIGHT) -> str:
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {WIDTH} {height}" '
        f'role="img" aria-label="{escape(title)}">{inside}</svg></figure>'
    )
