"""Signing in and looking after places, in a real browser, without script and with it."""

import unittest

from browser_case import BrowserCase, WIDTHS


class Desks(BrowserCase):
    def test_places_are_looked_after_without_script(self):
        page = self.signed_in(360, script=False)
        self.school(page, "Trường Tiểu học Không Kịch Bản")
        page.goto(self.library.url + "/quan-tri/co-quan")
        self.assertIn("Trường Tiểu học Không Kịch Bản", page.locator("main").inner_text())
        page.goto(self.library.url + "/trang-toi")
        page.get_by_role("button", name="Đăng xuất").click()
        page.goto(self.library.url + "/trang-toi")
        self.assertIn("/dang-nhap", page.url)

    def test_no_page_of_the_desks_breaks_a_rule_of_accessibility_or_the_screen(self):
        point = None
        for width in WIDTHS:
            page = self.signed_in(width)
            point = point or self.school(page, "Trường Tiểu học Tân Lập")
            addresses = [
                "/trang-toi", "/quan-tri", "/quan-tri/co-quan", "/quan-tri/co-quan/moi", "/quan-tri/don-vi",
                "/quan-tri/ke-thua", "/quan-tri/tai-khoan", "/quan-tri/tai-khoan/moi", "/quan-tri/tai-khoan/1",
                "/quan-tri/nhat-ky", "/quan-tri/don-vi/1", point, point + "/sua", point + "/ban-doc",
            ]
            for address in addresses:
                with self.subTest(address=address, width=width):
                    page.goto(address if address.startswith("http") else self.library.url + address)
                    self.looked_at(page)

    def test_the_sign_in_page_is_as_good_for_visitors(self):
        for width in WIDTHS:
            page = self.page(width)
            page.goto(self.library.url + "/dang-nhap")
            self.looked_at(page)


if __name__ == "__main__":
    unittest.main()
