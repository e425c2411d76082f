"""Opens a page in Chromium and checks that it shows its report: check.py PAGE JSON AXE"""

import json
import pathlib
import sys

try:
    import selenium  # noqa: F401
except ImportError:
    sys.exit("selenium is missing; install the Debian package python3-selenium")

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import checks
import safety
from chrome import Browser


def main():
    page, report, axe = (pathlib.Path(argument) for argument in sys.argv[1:])
    report = json.loads(report.read_text(encoding="utf-8"))
    safety.policy_names_its_own_style_and_script(page.read_text(encoding="utf-8"))
    with Browser(page.resolve().as_uri()) as browser:
        for check in (*checks.ALL, safety.hostile_names_are_texts, safety.nothing_is_loaded):
            browser.open()
            check(browser, report)
            browser.no_complaints(check.__name__)
        for scheme in ("light", "dark"):
            safety.accessible(browser, axe.read_text(encoding="utf-8"), scheme)


main()
