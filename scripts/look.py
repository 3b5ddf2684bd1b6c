"""Pictures of pages as people see them: desk and phone, light and dark.

python scripts/look.py --to pictures http://wtsa.localhost:3000/ http://wtsa.localhost:3000/sign-in
"""

import argparse
import asyncio
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.support.browser import LOOKS, chromium, context_for, photograph, serious_findings


async def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("urls", nargs="+")
    parser.add_argument("--to", type=Path, default=Path(".mentorhub/pictures"))
    parser.add_argument("--whole", action="store_true", help="the whole page, not only what fits the screen")
    parser.add_argument("--axe", action="store_true", help="also say what axe finds; serious findings fail")
    parser.add_argument("--only", choices=[look.name for look in LOOKS])
    asked = parser.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    found = 0
    async with chromium() as browser:
        for url in asked.urls:
            name = (
                re.sub(r"[^a-z0-9]+", "-", url.split("://")[-1].split("/", 1)[-1].lower()).strip("-")
                or "index"
            )
            for look in LOOKS:
                if asked.only in (None, look.name):
                    path = asked.to / f"{name}-{look.name}.png"
                    await photograph(browser, url, look, path, whole=asked.whole)
                    print(path)
                    if asked.axe:
                        async with context_for(browser, look) as context:
                            page = await context.new_page()
                            await page.goto(url, wait_until="networkidle")
                            for line in await serious_findings(page):
                                print("  ", line)
                                found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
