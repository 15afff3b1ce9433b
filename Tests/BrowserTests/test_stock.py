"""Registers, stock-takes and gifts in a real browser: by keyboard, without script, on a phone and on a desk."""

import unittest

from browser_case import BrowserCase, WIDTHS

# What stands in the register beside the number.
ENTRY = {"Giá": "45.000", "Ký hiệu xếp giá": "895.9223"}


class Stock(BrowserCase):
    pictures = "stock-"

    def test_a_book_is_registered_counted_withdrawn_and_seen_by_readers(self):
        """The whole way of a few copies, on the narrow screen and without script."""
        page = self.signed_in(360, script=False)
        point = self.school(page, "Trường Tiểu học Kho Sách")
        book = self.copies(page, point, "so do", 3, "TK.", **ENTRY)
        self.assertIn("TK.00003", page.locator("main").inner_text())
        page.goto(f"{self.library.url}/tai-lieu/{book}")
        self.assertIn("Mượn được ngay: 3 bản", page.locator("#ban-sach").inner_text())
        page.goto(f"{self.library.url}/tim-kiem?q=so+do&con-sach=now")
        self.assertIn("Còn 3 bản ở 1 nơi", page.locator("main").inner_text())

        self.count(page, point, ["TK.00001", "tk 2", "LẠ 99"])
        self.assertIn("TK.00003", page.locator("main").inner_text())
        page.get_by_role("link", name="TK.00003").click()
        page.get_by_role("button", name="Đã tìm thấy ở đây").click()
        self.assertIn("Còn trên giá", page.locator("main").inner_text())

        page.goto(point + "/thanh-ly")
        page.get_by_label("Số ĐKCB, mỗi dòng một số").fill("TK.3")
        page.get_by_role("button", name="Xem lại danh sách").click()
        page.get_by_label("Số quyết định thanh lý").fill("QĐ 12/QĐ-THKS")
        page.get_by_role("button", name="Thanh lý các bản này").click()
        self.assertIn("Đã thanh lý 1 bản", page.locator("main").inner_text())

    def test_a_count_is_made_with_the_keyboard_alone(self):
        page = self.signed_in(1280)
        point = self.school(page, "Trường Tiểu học Bàn Phím")
        self.copies(page, point, "chi pheo", 2, "TK.", **ENTRY)
        page.goto(point + "/kiem-ke")
        page.get_by_role("button", name="Bắt đầu kiểm kê").press("Enter")
        for scan in ["TK.00001", "TK.00001", "TK.00002"]:
            # The field is where the cursor stands: a scanner types and presses Enter.
            page.wait_for_function("() => document.activeElement.id === 'ma'")
            page.keyboard.type(scan)
            with page.expect_navigation():
                page.keyboard.press("Enter")
            self.assertIn(scan, page.locator(".scan").inner_text())
        self.assertIn("Đúng chỗ", page.locator(".scan.good").inner_text())

    def test_no_page_of_the_stock_breaks_a_rule_of_accessibility_or_the_screen(self):
        page = self.signed_in(1280)
        point = self.school(page, "Trường Tiểu học Dễ Dùng")
        book = self.copies(page, point, "tat den", 3, "TK.", **ENTRY)
        copy = page.locator(".line a").first.get_attribute("href")
        gift = self.gift(page, point)
        closed = self.count(page, point, ["TK.00001", "LẠ 1"])
        page.goto(point + "/kiem-ke")
        page.get_by_label("Chỉ kho, giá này").fill("Kho giáo khoa")
        page.get_by_role("button", name="Bắt đầu kiểm kê").click()
        page.get_by_label("Quét mã vạch hoặc gõ số").fill("LẠ 2")
        page.get_by_role("button", name="Ghi").click()
        open_count = page.url
        addresses = {
            "kho": point + "/kho", "ban-sach": copy, "hom-do": copy + "?ngay=1/1/2020", "sua": copy + "/sua",
            "them-ban": point + "/them-ban?tim-sach=tat+den", "them": point + f"/them-ban?tai-lieu={book}",
            "thanh-ly": point + "/thanh-ly", "kiem-ke": point + "/kiem-ke", "quet": open_count,
            "ket-thuc": open_count + "/ket-thuc", "bien-ban": closed, "so-tang": point + "/tang-sach",
            "tang-moi": point + "/tang-sach/moi", "tang": gift, "thu": gift + "/thu-cam-on",
            "bieu-ghi": f"/tai-lieu/{book}", "ket-qua": "/tim-kiem?q=tat+den&con-sach=now",
        }
        for width in WIDTHS:
            page = self.signed_in(width)
            for name, address in addresses.items():
                with self.subTest(address=address, width=width):
                    page.goto(address if address.startswith("http") else self.library.url + address)
                    self.looked_at(page, name)

    # What the tests do more than once.

    def count(self, page, point, scans):
        """Scans, closes, and stays on the report; its address."""
        page.goto(point + "/kiem-ke")
        page.get_by_role("button", name="Bắt đầu kiểm kê").click()
        for scan in scans:
            page.get_by_label("Quét mã vạch hoặc gõ số").fill(scan)
            page.get_by_role("button", name="Ghi").click()
        page.get_by_role("link", name="Xem kết quả và kết thúc").click()
        page.get_by_label("Tôi đã xem các danh sách trên").check()
        page.get_by_role("button", name="Kết thúc kiểm kê").click()
        return page.url

    def gift(self, page, point):
        page.goto(point + "/tang-sach")
        page.get_by_role("link", name="Ghi một lần tặng").click()
        page.get_by_label("Người hoặc tổ chức tặng").fill("Hội Khuyến học tỉnh")
        page.get_by_label("Là", exact=True).select_option("body")
        page.get_by_label("Ngày nhận").fill("5/9/2026")
        page.get_by_label("Sách ghi theo số lượng").fill("40; truyện tranh thiếu nhi; 800.000")
        page.get_by_role("button", name="Lưu").click()
        return page.url


if __name__ == "__main__":
    unittest.main()
