"""What a page must show, and how it must behave."""

import re
import time
from collections import Counter

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

ORDER = ["holds", "holds-so-far", "not-run", "unknown", "violated"]
WORDS = dict(zip(ORDER, ["holds", "holds as far as searched", "not run", "unknown", "violated"]))
# The cells of a table by the titles of their rows and columns.
CELLS = """
const table = document.querySelector(arguments[0]), columns = [...table.tHead.rows[0].cells].map((cell) => cell.innerText);
return [...table.tBodies[0].rows].map((row) => [...row.cells].slice(1).map((cell, place) =>
    [row.cells[0].innerText, columns[place + 1], cell.textContent.trim(), getComputedStyle(cell).backgroundColor])).flat();
"""


def shown(text):
    """A name as the page cuts it."""
    return text if len(text) <= 120 else f"{text[:120]}… ({len(text) - 120} more)"


def matrix_has_the_numbers_of_the_report(browser, report):
    worst = {}
    for verdict in report["verdicts"]:
        era = verdict["suite"] == "era"
        row, column = (verdict["scenario"], verdict["name"]) if era else (verdict["name"], verdict["invariant"])
        key = verdict["suite"], shown(row), shown(column)
        status, expected = worst.get(key, ("holds", True))
        worst[key] = max(status, verdict["status"], key=ORDER.index), expected and verdict["expected"]
    colours = {}
    for suite, table in (("era", "#matrix-eras"), ("subject", "#matrix-subjects")):
        cells = browser.run(CELLS, table)
        assert len(cells) == sum(key[0] == suite for key in worst), f"{table} has {len(cells)} cells"
        for row, column, text, colour in cells:
            status, expected = worst[suite, row, column]
            words = WORDS[status] + ("" if expected else ", not as expected")
            assert text.endswith(words), f"{table}, {row}, {column}: {text} instead of {words}"
            assert colours.setdefault((status, expected), colour) == colour
    assert len(set(colours.values())) >= len({status for status, _ in colours}), f"{colours}: each verdict has its colour"


def tally_has_the_numbers_of_the_report(browser, report):
    rows = browser.run("return [...document.querySelector('#tally tbody').rows].map((row) => [...row.cells].map((cell) => cell.innerText))")
    for suite, row in zip(("subject", "era"), rows):
        own = [verdict for verdict in report["verdicts"] if verdict["suite"] == suite]
        count = Counter(verdict["status"] for verdict in own)
        expected = [len(own), *(count[status] for status in ORDER), sum(not verdict["expected"] for verdict in own)]
        assert row[1:] == [str(number) for number in expected], f"{suite}: {row} instead of {expected}"


def click_on_a_cell_shows_its_finding(browser, report):
    browser.driver.find_element(By.CSS_SELECTOR, "#matrix-eras td.violated a").click()
    time.sleep(0.3)
    inner = browser.driver.find_element(By.CSS_SELECTOR, "details[open] td.violated a")
    assert in_view(browser, inner), "the table of the scenario is not in view"
    for link in (inner, browser.driver.find_element(By.CSS_SELECTOR, "#matrix-subjects td.violated.new a")):
        target = link.get_attribute("href").split("#")[1]
        link.click()
        time.sleep(0.3)
        finding = browser.driver.find_element(By.ID, target)
        assert finding.tag_name == "article" and in_view(browser, finding), f"{target} is not in view"
        assert browser.run("return document.activeElement === arguments[0]", finding), f"{target} has not the focus"
    causes = [finding["cause"] for finding in report["findings"]]
    assert finding.find_element(By.TAG_NAME, "h3").text in causes


def in_view(browser, element):
    inside = "const box = arguments[0].getBoundingClientRect(); return box.top >= -1 && box.top < innerHeight - 20 && box.width > 0"
    return browser.run(inside, element)


def diagrams_are_drawn(browser, report):
    drawn = [finding for finding in report["findings"] if finding["diagram"]]
    pictures = browser.driver.find_elements(By.CSS_SELECTOR, "svg.diagram")
    assert len(pictures) == len(drawn)
    for picture, finding in zip(pictures, sorted(drawn, key=lambda one: one["expected"])):
        steps = picture.find_elements(By.CSS_SELECTOR, "g.step")
        marked = picture.find_elements(By.CSS_SELECTOR, "g.step.violates .mark.breach")
        assert len(steps) == len(finding["diagram"]["steps"])
        assert len(marked) == sum(bool(step["breaches"]) for step in finding["diagram"]["steps"])
    reaches = "const box = arguments[0].getBBox(), own = arguments[0].viewBox.baseVal; return [box.x, box.x + box.width - own.width]"
    for picture in browser.driver.find_elements(By.CSS_SELECTOR, "svg.diagram, svg.plot"):
        left, right = browser.run(reaches, picture)
        assert left >= 0 and right <= 0.5, f"a picture is cut: {left}, {right}"


def arrow_keys_go_through_the_matrix(browser, _report):
    first = browser.driver.find_element(By.CSS_SELECTOR, "#matrix-eras tbody a")
    browser.run("arguments[0].focus()", first)
    where = "const cell = document.activeElement.closest('td, th'); return [cell.parentElement.rowIndex, cell.cellIndex]"
    for key, place in ((Keys.ARROW_RIGHT, [1, 1]), (Keys.ARROW_DOWN, [2, 1]), (Keys.ARROW_UP, [1, 1]), (Keys.ARROW_LEFT, [1, 0])):
        browser.driver.switch_to.active_element.send_keys(key)
        assert browser.run(where) == place, f"{browser.run(where)} instead of {place}"


def findings_can_be_filtered(browser, report):
    browser.driver.find_element(By.ID, "filter-words").send_keys("macvtap0")
    visible = [one for one in browser.driver.find_elements(By.CSS_SELECTOR, "article.finding") if one.is_displayed()]
    assert len(visible) == 1 < len(report["findings"])


def works_without_its_script(browser, report):
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open()
        browser.driver.find_element(By.CSS_SELECTOR, "#matrix-eras td.violated a").click()
        time.sleep(0.3)
        browser.driver.find_element(By.CSS_SELECTOR, "details[open] td.violated a").click()
        assert "#finding-" in browser.driver.current_url
        assert len(browser.driver.find_elements(By.CSS_SELECTOR, "article.finding")) == len(report["findings"])
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def dark_mode_changes_colours(browser, _report):
    colours = "return ['body', '#matrix-eras td.violated', 'pre'].map((one) => getComputedStyle(document.querySelector(one)).backgroundColor)"
    light = browser.run(colours)
    browser.open(scheme="dark")
    dark = browser.run(colours)
    assert all(one != other for one, other in zip(light, dark)), f"{light} and {dark}"
    brightness = lambda colour: sum(int(part) for part in re.findall(r"\d+", colour)[:3])
    assert brightness(light[0]) > 700 and brightness(dark[0]) < 120


def fits_a_phone(browser, _report):
    browser.open(width=400)
    for unfold in (False, True):
        if unfold:
            browser.run("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        width = browser.run("return document.documentElement.scrollWidth")
        assert width <= 400, f"{width} pixels wide"
    regions = browser.driver.find_elements(By.CSS_SELECTOR, ".wide")
    assert any(browser.run("return arguments[0].scrollWidth > arguments[0].clientWidth", one) for one in regions)
    assert all(one.get_attribute("tabindex") == "0" and one.get_attribute("aria-label") for one in regions)


ALL = [
    matrix_has_the_numbers_of_the_report,
    tally_has_the_numbers_of_the_report,
    click_on_a_cell_shows_its_finding,
    diagrams_are_drawn,
    arrow_keys_go_through_the_matrix,
    findings_can_be_filtered,
    works_without_its_script,
    dark_mode_changes_colours,
    fits_a_phone,
]
