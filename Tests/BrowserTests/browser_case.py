"""What the browser tests share: one library, one Chromium, a fresh visitor per page."""

import unittest

from playwright.sync_api import sync_playwright

from running_library import RunningLibrary

WIDTHS = {360: 740, 1280: 900}
PUPILS = "Họ tên,Lớp,Số thẻ\nHoàng Anh,4A,{cards}01\nBùi Gia Bảo,4A,{cards}02\nĐặng Thu Hà,4A,{cards}03\n"


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

    def signed_in(self, width, script=True):
        page = self.page(width, script=script)
        page.goto(self.library.url + "/dang-nhap")
        page.get_by_label("Số thẻ hoặc tên đăng nhập").fill("quantri")
        page.get_by_label("Mã PIN hoặc mật khẩu").fill(self.library.password("quantri"))
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/trang-toi")
        return page

    def school(self, page, name, kind="primary-school", point="school"):
        """Adds an institution with a library by the forms; the address of its point."""
        page.goto(self.library.url + "/quan-tri/co-quan/moi")
        page.get_by_label("Tên đầy đủ").fill(name)
        page.get_by_label("Loại", exact=True).select_option(kind)
        page.get_by_label("Xã, phường hoặc tỉnh").select_option(index=1)
        page.get_by_role("button", name="Lưu").click()
        page.get_by_role("link", name="Thêm điểm phục vụ").click()
        page.get_by_label("Tên điểm").fill("Thư viện " + name)
        page.get_by_label("Loại điểm").select_option(point)
        page.get_by_role("button", name="Lưu").click()
        self.assertEqual(page.locator("h1").inner_text(), "Thư viện " + name)
        return page.url

    def readers(self, page, point, cards):
        """Three pupils of class 4A, whose cards begin with some letters."""
        page.goto(point + "/danh-sach-lop")
        page.get_by_label("Tệp danh sách").set_input_files(
            {"name": "lop-4a.csv", "mimeType": "text/csv", "buffer": PUPILS.replace("{cards}", cards).encode()})
        page.get_by_role("button", name="Xem trước").click()
        page.get_by_role("button", name="Nhận danh sách").click()

    def copies(self, page, point, words, count, prefix):
        """Registers copies of the first record found for some words; its number."""
        page.goto(point + "/kho")
        page.get_by_role("link", name="Thêm bản sách").click()
        page.get_by_label("Nhan đề, tác giả hoặc ISBN").fill(words)
        page.get_by_role("button", name="Tìm biểu ghi").click()
        page.locator(".line a").first.click()
        record = int(page.url.split("tai-lieu=")[1].split("&")[0])
        page.get_by_label("Số bản").fill(str(count))
        page.get_by_label("Chữ đầu của số").fill(prefix)
        page.get_by_role("button", name="Vào sổ").click()
        return record
