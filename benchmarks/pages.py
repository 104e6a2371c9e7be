"""A folder of articles in, the size of its page to read and how long Chromium takes to open it out.

    python benchmarks/pages.py CORPUS [--runs 5]

It needs Debian's `chromium` and `pip install playwright`. Opened means that the figures can be clicked.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from factcheck import Checker, Config

MOST = 3_000_000  # bytes of a page, for 120 articles
SLOWEST = 2.0  # seconds


def main() -> int:
    """1 if the page is larger, or opens more slowly, than it may."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    checker = Checker(Config(keep=True))
    report = checker.check(options.corpus)
    page = report.to_format("html", checker.pack.rules)
    size = len(page.encode())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = Path(folder, "report.html")
        file.write_text(page, encoding="utf-8")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        took = []
        for _ in range(options.runs):
            opened = browser.new_page()
            before = time.perf_counter()
            opened.goto(file.as_uri())
            opened.wait_for_selector(".fc-figure")
            took.append(time.perf_counter() - before)
            opened.close()
        browser.close()
    middle = statistics.median(took)
    print(
        f"{report.coverage.documents} articles: {size / 1e6:.2f} MB, open in {middle:.2f} s (at most {max(took):.2f})"
    )
    return 0 if size <= MOST and middle <= SLOWEST else 1


if __name__ == "__main__":
    sys.exit(main())
