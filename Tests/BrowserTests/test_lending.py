"""The lending desk in a real browser: by keyboard, without script and with it, on a phone and on a desk."""

import os
import pathlib
import re
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

    def test_a_slip_fits_its_roll_and_readers_see_what_is_kept_of_them(self):
        desk = self.signed_in(1280)
        point = self.school(desk, "Trường Tiểu học Phiếu Mượn")
        self.readers(desk, point, "PM-")
        self.copies(desk, point, "so do", 2, "SD.")
        desk.goto(point + "/quay")
        self.scan(desk, "PM-01")
        self.scan(desk, "SD.00001")
        reader = desk.url.split("bd=")[1].split("&")[0]
        desk.goto(f"{point}/quay/phieu?bd={reader}")
        paper = desk.pdf(prefer_css_page_size=True)
        sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
        self.assertEqual([(round(float(wide) * 25.4 / 72), round(float(high) * 25.4 / 72)) for wide, high in sizes], [(80, 100)])
        desk.goto(point + "/ban-doc?lop=4A")
        desk.get_by_role("button", name="Cấp mã PIN cho cả lớp").click()
        pin = re.search(r"\b\d{6}\b", desk.locator("main").inner_text().split("Hoàng Anh")[1]).group()
        for width in WIDTHS:
            staff = self.signed_in(width)
            for name, address in [("slip", f"{point}/quay/phieu?bd={reader}"),
                                  ("erasure", f"{self.library.url}/quan-tri/ban-doc/{reader}/xoa")]:
                staff.goto(address)
                self.shown(staff, name, True)
            page = self.page(width)
            page.goto(self.library.url + "/dang-nhap")
            page.get_by_label("Số thẻ hoặc tên đăng nhập").fill("PM-01")
            page.get_by_label("Mã PIN hoặc mật khẩu").fill(pin)
            page.get_by_role("button", name="Đăng nhập").click()
            page.wait_for_url("**/trang-toi")
            self.assertIn("Số đỏ", page.locator("main").inner_text())
            self.shown(page, "own", True)
            page.get_by_role("link", name="Xem dữ liệu của tôi").click()
            self.shown(page, "data", True)

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
