"""Debian's Chromium without a screen and without a network."""

import shutil
import sys

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service


def program(name, package):
    path = shutil.which(name)
    if path is None:
        sys.exit(f"{name} is missing; install the Debian package {package}")
    return path


class Browser:
    """One window with the page."""

    def __init__(self, address):
        self.address = address
        options = Options()
        options.binary_location = program("chromium", "chromium")
        # As root there is no sandbox; every host is unknown, so that a page that loads something cannot.
        for argument in (
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--force-prefers-reduced-motion",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service(program("chromedriver", "chromium-driver")), options=options)
        self.driver.set_page_load_timeout(60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def open(self, width=1200, scheme="light"):
        """The page anew, in a window of this width in CSS pixels."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        self.driver.get("about:blank")
        self.driver.get(self.address)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def no_complaints(self, what):
        """Nothing that the console would show, and no dialog."""
        complaints = [entry for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        assert complaints == [], f"{what}: {complaints}"
