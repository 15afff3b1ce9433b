"""Official reports in a real browser: begun, written, checked, sent, downloaded, without script too."""

import hashlib
import os
import pathlib
import unittest

from axe_playwright_python.sync_playwright import Axe

from browser_case import WIDTHS, BrowserCase

PICTURES = os.environ.get("HOCLIEU_PICTURES")


class Reports(BrowserCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.place = None

    def desk(self, width, script=True):
        """Signed in, at a school; the address of the list of its reports."""
        page = self.signed_in(width, script=script)
        if Reports.place is None:
            point = self.school(page, "Trường Tiểu học Báo Cáo")
            Reports.place = f"{self.library.url}/quan-tri/bao-cao?noi=diem-{point.split('/')[-1]}"
        return page

    def begin(self, page):
        page.goto(Reports.place)
        page.get_by_role("link", name="Lập báo cáo khác").click()
        page.get_by_label("Từ tháng").fill("11/2024")
        page.get_by_label("Đến hết tháng").fill("10/2025")
        page.get_by_role("button", name="Lập báo cáo").click()
        self.assertIn("bản nháp", page.locator(".state").inner_text().lower())
        return page.url

    def picture(self, page, name, width):
        if PICTURES:
            page.screenshot(path=pathlib.Path(PICTURES) / f"{name}-{width}.png", full_page=True)

    def test_no_page_breaks_a_rule_of_accessibility_or_the_screen(self):
        for width in WIDTHS:
            page = self.desk(width)
            report = self.begin(page)
            for name, address in {
                "list": Reports.place, "new": Reports.place.replace("?", "/moi?"), "report": report,
                "edit": report + "/sua", "print": report + "/in",
                "template": self.library.url + "/quan-tri/bao-cao/mau",
                "received": self.library.url + "/quan-tri/bao-cao/nhan",
            }.items():
                with self.subTest(page=name, width=width):
                    page.goto(address)
                    found = Axe().run(page).response["violations"]
                    self.assertEqual([(v["id"], v["nodes"][0]["html"]) for v in found], [])
                    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    self.assertLessEqual(wide, 0)
                    self.picture(page, "report-" + name, width)

    def test_a_report_is_written_sent_and_stays_the_same_without_script(self):
        page = self.desk(360, script=False)
        address = self.begin(page)
        page.get_by_role("link", name="Viết nội dung").click()
        page.get_by_label("Khó khăn, vướng mắc").fill("Thiếu sách cho lớp 1.\nThiếu kệ.")
        page.get_by_label("Họ tên người ký").fill("Lê Thị An")
        page.get_by_role("button", name="Lưu").click()
        self.assertIn("Thiếu kệ.", page.locator("article.official").inner_text())
        page.get_by_role("button", name="Đã kiểm tra, không sửa nữa").click()
        page.get_by_label("Vẫn gửi").check()
        page.get_by_role("button", name="Gửi báo cáo").click()
        self.assertIn("đã gửi", page.locator(".state").inner_text().lower())
        said = page.locator(".fingerprint code").inner_text()
        with page.expect_download() as download:
            page.get_by_role("link", name="Tải văn bản (.docx)").click()
        file = pathlib.Path(download.value.path()).read_bytes()
        self.assertEqual(hashlib.sha256(file).hexdigest(), said)
        page.goto(address)
        self.assertEqual(page.get_by_role("link", name="Viết nội dung").count(), 0)

    def test_the_paper_has_the_margins_of_the_decree(self):
        page = self.desk(1280)
        page.goto(self.begin(page) + "/in")
        pdf = page.pdf(prefer_css_page_size=True)
        if PICTURES:
            (pathlib.Path(PICTURES) / "report-paper.pdf").write_bytes(pdf)
        self.assertTrue(pdf.startswith(b"%PDF"))
        self.assertRegex(pdf, rb"MediaBox \[0 0 59[45]\.[0-9]+ 84[12]\.[0-9]+\]")
        hidden = page.evaluate("getComputedStyle(document.querySelector('.no-print')).display")
        page.emulate_media(media="print")
        printed = page.evaluate("getComputedStyle(document.querySelector('.no-print')).display")
        self.assertEqual((hidden != "none", printed), (True, "none"))


if __name__ == "__main__":
    unittest.main()
