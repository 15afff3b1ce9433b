"""The lending desk in a real browser: by keyboard, without script and with it, on a phone and on a desk."""

import re
import unittest

from browser_case import BrowserCase, WIDTHS

PAGES = [
    "/quay", "/quay/lop", "/qua-han", "/so-muon", "/dat-cho", "/ngay-giay", "/ngay-giay/nhap", "/ngoai-le",
]

# A class of thirty, in the order of its list.
CLASS = [f"Nguyễn Gia {name}" for name in
         "An Bình Châu Dũng Đạt Giang Hà Hiếu Hòa Huy Khánh Lan Linh Long Mai Minh Nam Nga Ngọc Nhi Phong Phúc Quân Quỳnh Sơn Thảo Trang"
         " Tú Uyên Vy".split()]


class Lending(BrowserCase):
    pictures = "lending-"

    def test_a_class_borrows_and_brings_back(self):
        for width in WIDTHS:
            for script in (False, True):
                with self.subTest(width=width, script=script):
                    number = f"{width}{int(script)}"
                    page = self.signed_in(width, script=script)
                    point = self.school(page, f"Trường Tiểu học Quầy {number}")
                    self.readers(page, point, f"HS-{number}")
                    self.copies(page, point, "so do", 3, f"Q{number}.")
                    self.borrow(page, point, number)

    def test_thirty_pupils_borrow_in_one_reading_period(self):
        page = self.signed_in(1280)
        point = self.school(page, "Trường Tiểu học Ba Mươi Em")
        rows = [f"{name},4A,{{cards}}{number:02}" for number, name in enumerate(CLASS, 1)]
        self.readers(page, point, "T-", "\n".join(["Họ tên,Lớp,Số thẻ", *rows]) + "\n")
        self.copies(page, point, "so do", 30, "BM.")
        page.goto(point + "/quay/lop?lop=4A")
        for number, name in enumerate(CLASS, 1):
            self.scan(page, f"T-{number:02}")
            page.locator("label[for=quet]", has_text=name).wait_for()
            self.scan(page, f"BM.{number:05}")
            page.locator(".outcome .said", has_text=f"Đã cho {name} mượn").first.wait_for()
        pupils = page.locator("[data-pupils] li")
        self.assertEqual(pupils.count(), 30)
        for place, name in enumerate(CLASS):
            self.assertIn(name, pupils.nth(place).inner_text())
            self.assertIn("1 bản", pupils.nth(place).inner_text())
        self.looked_at(page, "class-of-thirty")
        phone = self.signed_in(360)
        phone.goto(page.url)
        self.looked_at(phone, "class-of-thirty")

    def test_a_slip_fits_its_roll_and_readers_see_what_is_kept_of_them(self):
        desk = self.signed_in(1280)
        point = self.school(desk, "Trường Tiểu học Phiếu Mượn")
        self.readers(desk, point, "PM-")
        self.copies(desk, point, "so do", 2, "SD.")
        desk.goto(point + "/quay")
        self.at_desk(desk, "PM-01")
        self.at_desk(desk, "SD.00001")
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
                self.looked_at(staff, name)
            page = self.signed_in(width, name="PM-01", secret=pin)
            self.assertIn("Số đỏ", page.locator("main").inner_text())
            self.looked_at(page, "own")
            page.get_by_role("link", name="Xem dữ liệu của tôi").click()
            self.looked_at(page, "data")

    def test_a_day_sheet_is_typed_in_on_a_phone(self):
        page = self.signed_in(360)
        other = self.school(page, "Trường Tiểu học Nơi Khác")
        self.copies(page, other, "so do", 1, "NK.")
        point = self.school(page, "Trường Tiểu học Mất Điện")
        self.readers(page, point, "MD-")
        self.copies(page, point, "so do", 1, "GD.")
        page.goto(point + "/ngay-giay/nhap")
        for field in ["gio-1", "viec-1", "the-1", "ban-1"]:
            box = page.locator(f"[name={field}]").bounding_box()
            self.assertGreaterEqual(box["width"], 72, field)
            self.assertLessEqual(box["x"] + box["width"], 360, field)
        for row, copy in [(1, "GD.00001"), (2, "NK.00001")]:
            for field, text in [("gio", "0:01"), ("the", "MD-01"), ("ban", copy)]:
                page.locator(f"[name={field}-{row}]").fill(text)
        page.get_by_role("button", name="Nhập vào sổ").click()
        self.assertIn("Đã ghi 1 dòng", page.locator("main").inner_text())
        self.looked_at(page, "paper")
        page.get_by_label("Vẫn ghi").check()
        page.get_by_role("button", name="Nhập vào sổ").click()
        self.assertIn("Đã ghi 1 dòng", page.locator("main").inner_text())

    # What the test does more than once.

    def scan(self, page, text):
        """Typed where the cursor stands, as a scanner does, with no hand at the mouse."""
        page.locator("#quet:focus").wait_for(state="attached")
        page.keyboard.type(text)
        page.keyboard.press("Enter")

    def borrow(self, page, point, number):
        page.goto(point + "/quay")
        self.assertIn("Hoàng Anh", self.at_desk(page, f"HS-{number}01"))
        self.assertIn("Đã cho Hoàng Anh mượn", self.at_desk(page, f"Q{number}.00001"))
        self.assertIn("ISBN", self.at_desk(page, "9780306406157"))
        self.looked_at(page, "desk")
        page.goto(point + "/quay/lop?lop=4A")
        self.at_desk(page, "2")
        self.assertIn("Đã cho Bùi Gia Bảo mượn", self.at_desk(page, f"Q{number}.00002"))
        self.looked_at(page, "class")
        page.goto(point + "/quay?cach=tra")
        self.assertIn("Đã nhận trả", self.at_desk(page, f"Q{number}.00001"))
        self.assertIn("Đã nhận trả", self.at_desk(page, f"Q{number}.00002"))
        for address in PAGES:
            page.goto(point + address)
            self.looked_at(page, address.strip("/").replace("/", "-"))


if __name__ == "__main__":
    unittest.main()
