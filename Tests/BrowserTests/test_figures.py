"""Monthly figures in a real browser: entering, correcting, importing, by keyboard and without script."""

import datetime

from browser_case import WIDTHS, BrowserCase

NOW = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7)))
LAST = NOW.replace(day=1) - datetime.timedelta(days=1)


class Figures(BrowserCase):
    pictures = "figures-"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.point = None

    def sheet(self, width, script=True):
        """Signed in, at a school with a month counted on paper; the address of its figures."""
        page = self.signed_in(width, script=script)
        if Figures.point is None:
            Figures.point = self.school(page, "Trường Tiểu học Số Liệu")
            page.goto(Figures.point + "/so-lieu/nhap")
            page.get_by_label("Lượt đến", exact=True).fill("1.250")
            page.get_by_label("Lượt mượn tại đây", exact=True).fill("312")
            page.get_by_role("button", name="Lưu").click()
        return page, Figures.point + "/so-lieu"

    def test_no_page_breaks_a_rule_of_accessibility_or_the_screen(self):
        for width in WIDTHS:
            page, sheet = self.sheet(width)
            month = f"{LAST.year}-{LAST.month:02}"
            addresses = {
                "sheet": f"{sheet}?nam={LAST.year}", "tally": sheet + "/nhap",
                "history": f"{sheet}/lich-su?chi-so=loan&thang={month}",
                "overview": self.library.url + "/quan-tri/so-lieu", "table": self.library.url + "/quan-tri/so-lieu/bang",
                "definitions": self.library.url + "/so-lieu/dinh-nghia",
                "definition": self.library.url + "/so-lieu/dinh-nghia/active-user",
            }
            for name, address in addresses.items():
                with self.subTest(address=address, width=width):
                    page.goto(address)
                    self.looked_at(page, name)

    def test_a_pasted_table_is_looked_at_and_taken_without_script(self):
        page, sheet = self.sheet(360, script=False)
        page.goto(sheet)
        page.get_by_role("link", name="Nhập bảng số liệu").click()
        page.get_by_text("Hoặc dán từ bảng tính").first.click()
        page.get_by_label("Hoặc dán từ bảng tính").fill("Tháng\tLượt mượn\n01/2023\t1.234\n02/2023\t12,5\nTổng\t1.246")
        page.get_by_role("button", name="Xem trước").last.click()
        self.picture(page, "preview")
        self.assertIn("Sẽ thêm 1 số", page.locator("main").inner_text())
        self.assertIn("B3", page.locator("main").inner_text())
        page.get_by_role("button", name="Nhập 1 số").click()
        self.assertIn("1.234", page.locator("main").inner_text())
        page.get_by_role("link", name="1.234").click()
        page.get_by_text("Sửa số này").click()
        page.get_by_label("Số đúng").fill("1.300")
        page.get_by_label("Lý do sửa").fill("Bản in cũ sai")
        page.get_by_role("button", name="Lưu").click()
        self.picture(page, "corrected")
        self.assertIn("Bản in cũ sai", page.locator("main").inner_text())
