"""The pages as people have them, in Chromium: they open, filter, tell by mouse and by keyboard, and can be read aloud.

It needs Debian's `chromium`, and `npm ci --prefix tests/browser`.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import factcheck
from factcheck.desk import build, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MODULES = Path(__file__).parent / "browser" / "node_modules"
AXE, PYODIDE = MODULES / "axe-core" / "axe.min.js", MODULES / "pyodide"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
KEEPING = factcheck.Checker(factcheck.Config(keep=True))
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SLOW = 60_000  # milliseconds, for Python to be loaded

pytestmark = [
    pytest.mark.serves,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: apt-get install chromium"),
    pytest.mark.skipif(not AXE.is_file(), reason="there is no axe-core: npm ci --prefix tests/browser"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync = pytest.importorskip("playwright.sync_api", reason="there is no playwright: pip install playwright")
    with sync.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def errors() -> list[str]:
    """What a page complains of."""
    return []


@pytest.fixture(params=[(1280, "light"), (1280, "dark"), (400, "light")], ids=lambda one: f"{one[0]}-{one[1]}")
def page(browser: Browser, request: pytest.FixtureRequest, errors: list[str]) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 850}, color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda fault: errors.append(str(fault)))
    yield opened
    context.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the report on the examples."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    os.chdir(EXAMPLES.parent)
    file.write_text(KEEPING.check("examples").to_format("html", KEEPING.pack.rules), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page to paste into."""
    folder = tmp_path_factory.mktemp("desk")
    build.build(folder, PYODIDE)
    with serve.server(str(folder), 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://{serve.HOST}:{server.server_port}/"
        server.shutdown()
        thread.join()


def serious(page: Page) -> list[str]:
    """What axe finds that is serious or worse."""
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document)")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]


def test_the_report_can_be_read_by_all_and_is_no_wider_than_the_screen(
    page: Page, report: str, errors: list[str]
) -> None:
    page.goto(report)
    page.keyboard.press("n")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert errors == []


def test_a_click_on_a_figure_tells_why(page: Page, report: str) -> None:
    page.goto(report)
    figure = page.locator(".fc-article .fc-inconsistent.fc-suspect").first
    text = figure.text_content() or ""
    figure.click()
    panel = page.locator(".fc-panel")
    assert panel.locator("h2").inner_text() == f"“{text}” does not follow"
    assert text in panel.locator("textarea").first.input_value()
    panel.locator("summary", has_text="The law").first.click()
    assert panel.locator("code").first.is_visible()


def test_the_keyboard_goes_from_finding_to_finding_and_back_to_the_text(page: Page, report: str) -> None:
    page.goto(report)
    titles = []
    for key in ("n", "n", "p"):
        page.keyboard.press(key)
        title, at = page.locator(".fc-panel h2").inner_text(), page.locator("[aria-current]").get_attribute("data-at")
        titles.append((title, at))
    assert titles[0] == titles[2] != titles[1]
    at = page.locator("[aria-current]").get_attribute("data-at")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.at") == at
    page.keyboard.press("Enter")
    assert page.locator("[aria-current]").get_attribute("data-at") == at


def test_filters_leave_what_was_asked_for(page: Page, report: str) -> None:
    page.goto(report)
    articles = page.locator(".fc-article:visible")
    everything = articles.count()
    page.get_by_label("Rule").select_option("weekday-mismatch")
    some = articles.count()
    assert 0 < some < everything
    assert page.locator(".fc-figure.fc-off").count() > 0
    page.get_by_role("button", name="does not follow").first.click()
    page.get_by_role("button", name="misrounded").first.click()
    page.get_by_role("button", name="undecided").first.click()
    page.get_by_role("button", name="not checked").first.click()
    assert 0 < articles.count() <= some
    assert page.locator(".fc-article:visible .fc-inconsistent:not(.fc-off)[data-at]").count() == 0


def test_what_a_text_says_is_no_markup(browser: Browser, tmp_path: Path) -> None:
    hostile = "<img src=x onerror='document.title=1'></script><script>document.title=1</script> 504 of 533 (94.55%)"
    file = tmp_path / "report.html"
    file.write_text(KEEPING.check_text(hostile).to_format("html", KEEPING.pack.rules), encoding="utf-8")
    opened = browser.new_page()
    opened.goto(file.as_uri())
    assert opened.title() == "factcheck: <text>"
    assert opened.locator("img").count() == 0
    assert "onerror" in opened.locator(".fc-article p").inner_text()
    opened.close()


def test_a_printed_report_has_the_articles_and_their_findings(browser: Browser, report: str) -> None:
    opened = browser.new_page()
    opened.goto(report)
    opened.emulate_media(media="print")
    assert not opened.locator(".fc-panel").is_visible()
    assert opened.locator(".fc-list li").first.is_visible()
    opened.close()


def test_a_pasted_text_is_checked_in_the_page_as_it_is_typed(page: Page, desk: str, errors: list[str]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(desk)
    page.fill("#text", "504/533 party members, reaching 94.55%")
    page.wait_for_selector(".fc-article .fc-misrounded", timeout=SLOW)
    assert "94.56%" in page.locator("#view").inner_text()
    page.fill("#text", "504/533 party members, reaching 94.56%")
    page.wait_for_selector(".fc-article .fc-consistent", timeout=SLOW)
    assert page.locator("#status").inner_text() == "No findings."
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert all(url.startswith(desk) for url in asked)
    assert errors == []


def test_the_page_works_without_a_network_once_it_was_loaded(browser: Browser, desk: str) -> None:
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(desk)
    opened.evaluate("navigator.serviceWorker.ready")
    context.set_offline(True)
    opened.reload()
    opened.fill("#text", "There are 48 offices (45 cells and 2 committees).")
    opened.wait_for_selector(".fc-article .fc-inconsistent", timeout=SLOW)
    context.close()
