"""What the browser tests share: one library, one Chromium, a fresh visitor per page."""

import unittest

from playwright.sync_api import sync_playwright

from running_library import RunningLibrary

WIDTHS = {360: 740, 1280: 900}


class BrowserCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.library = RunningLibrary().__enter__()
        cls.addClassCleanup(cls.library.__exit__)
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        cls.browser = cls.playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        cls.addClassCleanup(cls.browser.close)

    def page(self, width, theme="light", script=True):
        context = self.browser.new_context(
            viewport={"width": width, "height": WIDTHS[width]}, color_scheme=theme, java_script_enabled=script,
            locale="vi-VN")
        self.addCleanup(context.close)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page
