"""What browser tests of the desks share: signing in, and a school with a library."""

from browser_case import BrowserCase


class DeskCase(BrowserCase):
    def signed_in(self, width, script=True):
        page = self.page(width, script=script)
        page.goto(self.library.url + "/dang-nhap")
        page.get_by_label("Số thẻ hoặc tên đăng nhập").fill("quantri")
        page.get_by_label("Mã PIN hoặc mật khẩu").fill(self.library.password("quantri"))
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/trang-toi")
        return page

    def school(self, page, name):
        """Adds a school with a library by the forms; the address of its point."""
        page.goto(self.library.url + "/quan-tri/co-quan/moi")
        page.get_by_label("Tên đầy đủ").fill(name)
        page.get_by_label("Loại", exact=True).select_option("primary-school")
        page.get_by_label("Xã, phường hoặc tỉnh").select_option(index=1)
        page.get_by_role("button", name="Lưu").click()
        page.get_by_role("link", name="Thêm điểm phục vụ").click()
        page.get_by_label("Tên điểm").fill("Thư viện " + name)
        page.get_by_label("Loại điểm").select_option("school")
        page.get_by_role("button", name="Lưu").click()
        self.assertEqual(page.locator("h1").inner_text(), "Thư viện " + name)
        return page.url
