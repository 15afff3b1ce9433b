"""What the browser tests share: one library, one Chromium, a fresh visitor per page."""

import os
import pathlib
import re
import unittest

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from running_library import RunningLibrary

WIDTHS = {360: 740, 1280: 900}
# Where pictures of the pages go, for whoever wants to look at them.
PICTURES = os.environ.get("HOCLIEU_PICTURES")
PUPILS = "Họ tên,Lớp,Số thẻ\nHoàng Anh,4A,{cards}01\nBùi Gia Bảo,4A,{cards}02\nĐặng Thu Hà,4A,{cards}03\n"


class BrowserCase(unittest.TestCase):
    # What the names of a case's pictures begin with.
    pictures = ""

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
        if not script:
            self.mirrors[page] = self.mirror(width, theme)
        return page

    def setUp(self):
        # Of each page without script the one in which it is looked at.
        self.mirrors = {}

    def mirror(self, width, theme):
        """A page that runs our tools and nothing of the product: axe waits for promises, which a page without script never keeps."""
        context = self.browser.new_context(
            viewport={"width": width, "height": WIDTHS[width]}, color_scheme=theme, locale="vi-VN")
        self.addCleanup(context.close)
        return context.new_page()

    def seen(self, page):
        """The page itself; of one without script the same markup, with what stands there for those without."""
        mirror = self.mirrors.get(page)
        if not mirror:
            return page
        markup = re.sub(r'</?noscript>|<meta http-equiv="refresh"[^>]*>', "", page.content())

        def answer(route):
            if route.request.is_navigation_request():
                route.fulfill(body=markup, content_type="text/html; charset=utf-8")
            elif route.request.resource_type == "script":
                route.abort()
            else:
                route.continue_()
        mirror.unroute_all()
        mirror.route("**/*", answer)
        mirror.goto(page.url)
        return mirror

    def signed_in(self, width, script=True, theme="light", name="quantri", secret=None):
        """The page of somebody who has just signed in: the administrator, or a reader by card and PIN."""
        page = self.page(width, theme, script)
        page.goto(self.library.url + "/dang-nhap")
        page.get_by_label("Số thẻ hoặc tên đăng nhập").fill(name)
        page.get_by_label("Mã PIN hoặc mật khẩu").fill(secret or self.library.password(name))
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/trang-toi")
        return page

    def picture(self, page, name):
        if PICTURES:
            pathlib.Path(PICTURES).mkdir(parents=True, exist_ok=True)
            width = page.viewport_size["width"]
            page.screenshot(path=f"{PICTURES}/{self.pictures}{name}-{width}.png", full_page=True)

    def looked_at(self, page, name=None):
        """Nothing breaks a rule of accessibility or is wider than the screen; with a name a picture is taken."""
        if name:
            self.picture(page, name)
        found = Axe().run(self.seen(page)).response["violations"]
        self.assertEqual([f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found], [], page.url)
        width = page.viewport_size["width"]
        self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width, page.url)

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

    def readers(self, page, point, cards, pupils=PUPILS):
        """Three pupils of class 4A, or others, whose cards begin with some letters."""
        page.goto(point + "/danh-sach-lop")
        page.get_by_label("Tệp danh sách").set_input_files(
            {"name": "lop-4a.csv", "mimeType": "text/csv", "buffer": pupils.replace("{cards}", cards).encode()})
        page.get_by_role("button", name="Xem trước").click()
        page.get_by_role("button", name="Nhận danh sách").click()

    def copies(self, page, point, words, count, prefix, **more):
        """Registers copies of the first record found for some words, with more fields by their labels; its number."""
        page.goto(point + "/kho")
        page.get_by_role("link", name="Thêm bản sách").click()
        page.get_by_label("Nhan đề, tác giả hoặc ISBN").fill(words)
        page.get_by_role("button", name="Tìm biểu ghi").click()
        page.locator(".line a").first.click()
        record = int(page.url.split("tai-lieu=")[1].split("&")[0])
        page.get_by_label("Số bản").fill(str(count))
        page.get_by_label("Chữ đầu của số").fill(prefix)
        for label, value in more.items():
            page.get_by_label(label, exact=True).fill(value)
        page.get_by_role("button", name="Vào sổ").click()
        return record

    def at_desk(self, page, text):
        """Types into the one field of the lending desk as a scanner does; the sentence that comes."""
        before = page.url
        page.locator("#quet").fill(text)
        page.keyboard.press("Enter")
        # Every outcome has an address of its own.
        page.wait_for_url(lambda address: address != before)
        said = page.locator(".outcome .said")
        return said.first.inner_text() if said.count() else ""
