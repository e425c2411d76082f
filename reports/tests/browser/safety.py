"""What a page must not do, and whom it must not shut out."""

import base64
import hashlib
import re


def policy_names_its_own_style_and_script(page):
    """The browser would say so too, but not which text to put into html/policy.rs."""
    for name in ("style", "script"):
        text = page.split(f"<{name}>", 1)[1].split(f"</{name}>", 1)[0]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        allowed = re.search(rf"{name}-src '(sha256-[^']*)'", page).group(1)
        assert allowed == f"sha256-{digest}", f"html/policy.rs must name sha256-{digest} for the {name}, and names {allowed}"


def hostile_names_are_texts(browser, report):
    assert browser.run("return document.scripts.length") == 1
    seen = browser.run("document.querySelectorAll('details').forEach((part) => { part.open = true; }); return document.body.innerText")
    names = {verdict["name"] for verdict in report["verdicts"] if "<" in verdict["name"] or "\\x" in verdict["name"]}
    assert len(names) == 2
    for name in names:
        assert name in seen, f"{name} is not shown"
    # A script in the page would run if its policy and its escaping both failed; an open dialog makes this fail.
    assert browser.run("return 1 + 1") == 2


def nothing_is_loaded(browser, _report):
    loaded = browser.run("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert loaded == [], loaded
    blocked = browser.driver.execute_async_script(
        "const done = arguments[0]; const image = new Image(); image.onload = () => done('loaded'); image.onerror = () => done('blocked');"
        "image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';"
    )
    assert blocked == "blocked"
    browser.driver.get_log("browser")


def accessible(browser, axe, scheme):
    """No violation that matters, with everything unfolded."""
    browser.open(scheme=scheme)
    browser.run("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    browser.run(axe)
    browser.driver.set_script_timeout(120)
    result = browser.driver.execute_async_script("axe.run(document).then(arguments[0], (error) => arguments[0]({error: String(error)}))")
    assert "error" not in result, result
    assert len(result["passes"]) > 20, "it looked at the page"
    found = [
        f"{one['id']} ({one['impact']}): {one['help']}: {[node['html'][:200] for node in one['nodes'][:3]]}"
        for one in result["violations"]
    ]
    assert found == [], f"{scheme}: " + "\n".join(found)
