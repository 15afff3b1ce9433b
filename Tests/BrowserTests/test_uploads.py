"""Bringing files and class lists in, in a real browser, without script and with it."""

import unittest

from browser_case import WIDTHS, BrowserCase

BOOKS = "Nhan đề,Tác giả,Năm\nDế Mèn phiêu lưu ký,Tô Hoài,1941\n,Không tên,1950\nSố đỏ,Vũ Trọng Phụng,19360\n"
PUPILS = """Họ và tên,Lớp,Ngày sinh,Điện thoại phụ huynh,Phụ huynh đồng ý
Nguyễn Văn An,4A,,,
Trần Thị Cúc,4A,5/9/2016,0912345678,x
Lê Văn Em,4A,32/13/2016,,
"""


def file(name, text):
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode()}


class Uploads(BrowserCase):
    def test_files_are_previewed_taken_live_and_taken_back(self):
        for width in WIDTHS:
            for script in (True, False):
                with self.subTest(width=width, script=script):
                    page = self.signed_in(width, script)
                    self.school(page, f"Trường Tải Lên {width} {script}")
                    page.get_by_role("link", name="Đưa tài liệu lên").click()
                    page.get_by_label("Giấy phép của cả lô").select_option("PD")
                    page.get_by_label("Các tệp").set_input_files(
                        [file("danh-muc.csv", BOOKS + f"Cuốn {width} {script},,\n"), file("rong.csv", "")])
                    self.looked_at(page)
                    page.get_by_role("button", name="Tải lên và xem trước").click()
                    page.get_by_role("button", name="Đưa vào thư viện").wait_for()
                    self.assertIn("Thiếu nhan đề", page.locator("main").inner_text())
                    self.assertIn("Tệp rỗng", page.locator("main").inner_text())
                    self.looked_at(page)
                    page.get_by_role("button", name="Đưa vào thư viện").click()
                    page.get_by_role("link", name="Xóa lô khỏi thư viện").wait_for()
                    self.assertIn(f"Cuốn {width} {script}", page.locator("main").inner_text())
                    self.looked_at(page)
                    page.get_by_role("link", name="Xóa lô khỏi thư viện").click()
                    self.assertIn("ra khỏi mục lục", page.locator("main").inner_text())
                    self.looked_at(page)
                    page.get_by_role("button", name="Xóa lô khỏi thư viện").click()
                    page.get_by_text("Đã xóa").first.wait_for()
                    self.looked_at(page)

    def test_a_class_list_is_previewed_and_taken(self):
        for width in WIDTHS:
            for script in (True, False):
                with self.subTest(width=width, script=script):
                    page = self.signed_in(width, script)
                    address = self.school(page, f"Trường Danh Sách {width} {script}")
                    page.goto(address + "/ban-doc")
                    page.get_by_role("link", name="Nạp danh sách lớp").click()
                    page.get_by_label("Tệp danh sách").set_input_files(file("lop-4a.csv", PUPILS))
                    self.looked_at(page)
                    page.get_by_role("button", name="Xem trước").click()
                    page.get_by_text("Chưa có gì được ghi lại").wait_for()
                    self.assertIn("Ngày không đúng", page.locator("main").inner_text())
                    self.looked_at(page)
                    page.get_by_role("button", name="Nhận danh sách").click()
                    page.get_by_role("link", name="Trần Thị Cúc").click()
                    page.get_by_role("link", name="Sửa").click()
                    self.looked_at(page)
                    page.get_by_label("Phụ huynh đồng ý cho giữ ngày sinh và liên hệ").uncheck()
                    page.get_by_role("button", name="Lưu").click()
                    self.assertNotIn("0912345678", page.locator("main").inner_text())


if __name__ == "__main__":
    unittest.main()
