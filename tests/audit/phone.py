"""Is every kind of page open to all, as axe sees it, and no wider than the narrowest phone?"""

from collections.abc import Iterator
from pathlib import Path

from bench.timing import Row
from tests import chromium, kinds
from tests.audit import tools


SAMPLED = 200
WIDTH, HEIGHT = 320, 640


def rows(site: Path) -> Iterator[Row]:
    """Yield how many pages have faults or scroll sideways, after printing which, and why."""
    tools.need("chromium")
    pages, faulty, wide = kinds.sample(site, SAMPLED), 0, 0
    with chromium.opened(str(chromium.program())) as browser, chromium.served(site) as home:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for address in pages[1:]:  # the front door leads on to one of the others at once
            page.goto(home + address)
            width = page.evaluate("document.documentElement.scrollWidth")
            found = chromium.faults(page)
            for rule, where in found:
                print(f"/{address}: {rule}: {', '.join(map(str, where))}")
            if width > WIDTH:
                print(f"/{address}: {width} px wide on a phone of {WIDTH}")
            faulty, wide = faulty + bool(found), wide + (width > WIDTH)
    what = f"of {len(pages) - 1} pages"
    yield Row(f"{what}: with faults of accessibility", "0", str(faulty), faulty == 0)
    yield Row(f"{what}: wider than {WIDTH} px", "0", str(wide), wide == 0)
