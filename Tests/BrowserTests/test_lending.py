"""The lending desk in a real browser: by keyboard, without script and with it, on a phone and on a desk."""

import os
import pathlib
import unittest

from axe_playwright_python.sync_playwright import Axe

from browser_case import BrowserCase, WIDTHS

SCREENSHOTS = os.environ.get("HOCLIEU_SCREENSHOTS")
PAGES = [
    "/quay", "/quay/lop", "/qua-han", "/so-muon", "/dat-cho", "/ngay-giay", "/ngay-giay/nhap", "/ngoai-le",
]


class Lending(BrowserCase):
    def test_a_class_borrows_and_brings_back(self):
        for width in WIDTHS:
            for script in (False, True):
                with self.subTest(width=width, script=script):
                    number = f"{width}{int(script)}"
                    page = self.signed_in(width, script=script)
                    point = self.school(page, f"Trường Tiểu học Quầy {number}")
                    self.readers(page, point, f"HS-{number}")
                    self.copies(page, point, "so do", 3, f"Q{number}.")
                    self.borrow(page, point, number, script)

    # What the test does more than once.

    def scan(self, page, text):
        """Types into the one field as a scanner does; the sentence that comes."""
        before = page.url
        page.locator("#quet").fill(text)
        page.keyboard.press("Enter")
        # Every outcome has an address of its own.
        page.wait_for_url(lambda address: address != before)
        said = page.locator(".outcome .said")
        return said.first.inner_text() if said.count() else ""

    def borrow(self, page, point, number, script):
        page.goto(point + "/quay")
        self.assertIn("Hoàng Anh", self.scan(page, f"HS-{number}01"))
        self.assertIn("Đã cho Hoàng Anh mượn", self.scan(page, f"Q{number}.00001"))
        self.assertIn("ISBN", self.scan(page, "9780306406157"))
        self.shown(page, "desk", script)
        page.goto(point + "/quay/lop?lop=4A")
        self.scan(page, "2")
        self.assertIn("Đã cho Bùi Gia Bảo mượn", self.scan(page, f"Q{number}.00002"))
        self.shown(page, "class", script)
        page.goto(point + "/quay?cach=tra")
        self.assertIn("Đã nhận trả", self.scan(page, f"Q{number}.00001"))
        self.assertIn("Đã nhận trả", self.scan(page, f"Q{number}.00002"))
        for address in PAGES:
            page.goto(point + address)
            self.shown(page, address.strip("/").replace("/", "-"), script)

    def shown(self, page, name, script):
        if not script:
            return
        width = page.viewport_size["width"]
        self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width, name)
        found = Axe().run(page).response["violations"]
        self.assertEqual([f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found], [], name)
        if SCREENSHOTS:
            pathlib.Path(SCREENSHOTS).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{SCREENSHOTS}/lending-{name}-{width}.png", full_page=True)


if __name__ == "__main__":
    unittest.main()
