"""Boxes in a real browser: out with two missing, lent to a class, recalled, home; asked for by another school and sent back;
moved by a proposal. On a phone and on a desk, with script and without."""

import datetime
import unittest

from browser_case import WIDTHS, BrowserCase

WAYS = [(width, script) for width in WIDTHS for script in (True, False)]


class Rotation(BrowserCase):
    pictures = "rotation-"

    def desk(self, width, script):
        page = self.signed_in(width, script)
        return page, f"{width}{'' if script else 'x'}"

    def said(self, page):
        return page.get_by_role("status").inner_text()

    def refused(self, page):
        return page.get_by_role("alert").inner_text()

    def state(self, page):
        return page.locator(".state").inner_text().lower()

    def scan(self, page, label, texts, button):
        """One after the other, as a scanner types them; the button where Enter is not enough."""
        for text in texts:
            page.get_by_label(label).fill(text)
            page.get_by_role("button", name=button, exact=True).click()

    def new_box(self, page, point):
        page.goto(point + "/luan-chuyen")
        page.get_by_role("button", name="Mở thùng", exact=True).click()
        return page.url.split("?")[0]

    def received(self, page, point, box):
        """The label is scanned where the box has come."""
        page.goto(point + "/luan-chuyen")
        self.looked_at(page, "point")
        page.get_by_label("Quét nhãn thùng, hoặc gõ số thùng").fill("THUNG-" + box.rsplit("/", 1)[1])
        page.get_by_role("button", name="Tìm thùng").click()
        page.get_by_role("button", name="Nhận thùng").click()
        self.assertIn("đã nhận, chờ kiểm", self.state(page))

    def test_a_box_goes_out_with_two_missing_is_lent_recalled_and_comes_home(self):
        for width, script in WAYS:
            with self.subTest(width=width, script=script):
                page, mark = self.desk(width, script)
                home = self.school(page, f"Thư viện tỉnh {mark}", "library", "province")
                away = self.school(page, f"Trường Tiểu học {mark}")
                self.readers(page, away, f"R{mark}".upper())
                book = self.copies(page, home, "so do", 5, f"T{mark}.".upper())
                numbers = [f"T{mark}.{number:05}".upper() for number in range(1, 6)]
                box = self.sent(page, home, f"Thư viện Trường Tiểu học {mark}", numbers)
                self.counted_with_two_missing(page, away, box, numbers)
                self.objected_to(page, home, box)
                self.lent_to_a_class(page, away, book, numbers, f"R{mark}".upper())
                self.recalled_and_home(page, away, home, box, numbers)

    def sent(self, page, home, to, numbers):
        box = self.new_box(page, home)
        self.scan(page, "Quét từng cuốn bỏ vào thùng", numbers, "Xếp vào thùng")
        self.assertIn(numbers[-1], self.said(page))
        self.scan(page, "Quét từng cuốn bỏ vào thùng", ["KHONG-CO-1"], "Xếp vào thùng")
        self.assertIn("Không có bản sách nào mang số này", self.refused(page))
        self.looked_at(page, "packing")
        page.get_by_role("button", name="Niêm phong, chưa gửi").click()
        self.assertIn("đã niêm phong", self.state(page))
        self.looked_at(page, "sealed")
        page.get_by_label("Gửi tới").select_option(label=to)
        page.get_by_role("button", name="Niêm phong và gửi").click()
        self.assertIn("Đã gửi thùng đi", self.said(page))
        self.looked_at(page, "sent")
        for paper in ["/phieu", "/nhan", "/bien-ban"]:
            page.goto(box + paper)
            self.looked_at(page, paper.strip("/"))
        return box

    def counted_with_two_missing(self, page, away, box, numbers):
        self.received(page, away, box)
        self.scan(page, "Quét từng cuốn lấy ra khỏi thùng", numbers[:3], "Đếm bản này")
        self.assertIn("Đã đếm 3 trên 5 bản theo phiếu", page.locator("main").inner_text())
        page.get_by_role("button", name="Xong, đưa vào phục vụ").click()
        self.assertIn("Thực đếm khác phiếu", self.refused(page))
        self.looked_at(page, "counting")
        page.get_by_label("Người giao").fill("Bà Hoa")
        page.get_by_label("Người nhận").fill("Cô Lan")
        page.get_by_role("button", name="Xong, đưa vào phục vụ").click()
        self.assertIn("đang phục vụ", self.state(page))
        self.looked_at(page, "serving")
        page.get_by_role("link", name="Giao nhận ngày").click()
        for number in numbers[3:]:
            self.assertIn(number, page.locator("main").inner_text())
        self.looked_at(page, "minutes")

    def objected_to(self, page, home, box):
        """The sender says what it thinks of the two that are missing, on a page of its own."""
        page.goto(home + "/luan-chuyen")
        page.get_by_role("link", name="1 biên bản có chênh lệch").click()
        self.looked_at(page, "differing")
        page.get_by_label("Ý kiến của bên giao").select_option(label="không đồng ý")
        page.get_by_label("Họ và tên người ghi ý kiến").fill("Ông Tư")
        page.get_by_role("button", name="Ghi ý kiến").click()
        self.assertIn("Còn thiếu", self.refused(page))
        page.get_by_label("Lý do").fill("Khi xếp có hai người cùng đếm")
        page.get_by_role("button", name="Ghi ý kiến").click()
        self.assertIn("Đã ghi ý kiến vào biên bản", self.said(page))
        self.looked_at(page, "answered")
        page.goto(box)
        page.get_by_role("link", name="Giao nhận ngày").click()
        self.assertIn("Khi xếp có hai người cùng đếm", page.locator("main").inner_text())
        self.looked_at(page, "minutes-answered")

    def lent_to_a_class(self, page, away, book, numbers, cards):
        page.goto(away + "/quay/lop?lop=4A")
        self.at_desk(page, "1")
        self.assertIn("Đã cho", self.at_desk(page, numbers[0]))
        self.at_desk(page, "2")
        self.assertIn("Đã cho", self.at_desk(page, numbers[1]))
        self.looked_at(page, "class")
        page.goto(f"{self.library.url}/tai-lieu/{book}")
        self.assertIn("3 bản của Thư viện Thư viện tỉnh", page.locator("#ban-sach").inner_text())
        self.looked_at(page, "record")

    def recalled_and_home(self, page, away, home, box, numbers):
        page.goto(box)
        page.get_by_role("button", name="Thu hồi thùng").click()
        self.looked_at(page, "recalled")
        page.goto(away + "/quay?cach=tra")
        self.assertIn("Đã nhận trả", self.at_desk(page, numbers[0]))
        page.goto(box)
        page.get_by_role("button", name="Xếp tất cả vào thùng").click()
        page.get_by_role("button", name="Niêm phong và gửi").click()
        self.assertIn("Còn sách của thùng ở ngoài", self.refused(page))
        page.get_by_role("button", name="Tách các bản này").click()
        page.get_by_role("button", name="Niêm phong và gửi").click()
        self.received(page, home, box)
        self.scan(page, "Quét từng cuốn lấy ra khỏi thùng", [numbers[0], numbers[2]], "Đếm bản này")
        page.get_by_role("button", name="Xong, thùng đã về nhà").click()
        self.assertIn("đã về", self.state(page))
        self.assertEqual(page.get_by_role("link", name="Giao nhận ngày").count(), 2)
        self.looked_at(page, "home")
        # The one that was on loan comes back late, and is to be sent home by itself.
        page.goto(away + "/quay?cach=tra")
        self.assertIn("Đã nhận trả", self.at_desk(page, numbers[1]))
        self.looked_at(page, "returned")
        page.goto(away + "/luan-chuyen")
        self.assertIn(numbers[1], page.locator("main").inner_text())

    def test_two_schools_lend_each_other_books(self):
        for width, script in WAYS:
            with self.subTest(width=width, script=script):
                page, mark = self.desk(width, script)
                asking = self.school(page, f"Trường A {mark}")
                asked = self.school(page, f"Trường B {mark}")
                book = self.copies(page, asked, "chi pheo", 4, f"P{mark}.".upper())
                numbers = [f"P{mark}.{number:05}".upper() for number in range(1, 4)]
                box = self.asked_for(page, asking, asked, book, mark)
                page.get_by_role("button", name="Niêm phong và gửi").click()
                self.received(page, asking, box)
                self.scan(page, "Quét từng cuốn lấy ra khỏi thùng", numbers, "Đếm bản này")
                page.get_by_role("button", name="Xong, đưa vào phục vụ").click()
                page.get_by_role("button", name="Thu hồi thùng").click()
                self.scan(page, "Quét từng cuốn bỏ vào thùng", numbers, "Xếp vào thùng")
                page.get_by_role("button", name="Niêm phong và gửi").click()
                self.received(page, asked, box)
                self.scan(page, "Quét từng cuốn lấy ra khỏi thùng", numbers, "Đếm bản này")
                page.get_by_role("button", name="Xong, thùng đã về nhà").click()
                self.assertIn("đã về", self.state(page))

    def asked_for(self, page, asking, asked, book, mark):
        """A title found in the form, and asked of who has it; the box that answers, packed."""
        page.goto(asking + "/hoi-muon")
        page.get_by_label("Tìm tên sách").fill("chi pheo")
        page.get_by_label("Số cuốn").fill("3")
        page.locator("main").get_by_role("button", name="Tìm", exact=True).click()
        page.locator(f"input[name=tai-lieu][value='{book}']").check()
        self.assertEqual(page.get_by_label("Số cuốn").input_value(), "3")
        self.looked_at(page, "asking")
        page.get_by_label("Sẽ trả chậm nhất ngày").fill("15/9/2020")
        page.get_by_label("Hỏi nơi nào").select_option(label=f"Thư viện Trường B {mark}")
        page.get_by_role("button", name="Gửi đề nghị").click()
        self.assertIn("Ngày trả phải sau hôm nay", self.refused(page))
        day = f"15/9/{datetime.date.today().year + 1}"
        page.get_by_label("Sẽ trả chậm nhất ngày").fill(day)
        page.get_by_role("button", name="Gửi đề nghị").click()
        self.looked_at(page, "request")
        page.get_by_role("button", name="Nhận lời và soạn thùng").click()
        self.assertIn("Đã nhận lời", self.said(page))
        self.assertEqual(page.get_by_label("Hẹn trả về ngày").input_value(), day)
        self.looked_at(page, "accepted")
        return page.url.split("?")[0]

    def test_a_proposal_becomes_a_trip_that_leaves(self):
        for width, script in WAYS:
            with self.subTest(width=width, script=script):
                page, mark = self.desk(width, script)
                home = self.school(page, f"Trường Đi {mark}")
                away = self.school(page, f"Trường Đến {mark}")
                self.copies(page, home, "tat den", 2, f"D{mark}.".upper())
                page.goto(home + "/vong-moi")
                page.get_by_label("Tên vòng").fill("Thiếu nhi")
                page.get_by_role("button", name="Lập vòng").click()
                page.get_by_label("Nơi", exact=True).select_option(label=f"Thư viện Trường Đến {mark}")
                page.get_by_role("button", name="Thêm chặng").click()
                self.looked_at(page, "rota")
                box = self.new_box(page, home)
                self.scan(page, "Quét từng cuốn bỏ vào thùng", [f"D{mark}.00001".upper()], "Xếp vào thùng")
                page.get_by_label("Vòng luân chuyển").select_option(label="Thiếu nhi")
                page.get_by_role("button", name="Ghi", exact=True).click()
                page.goto(home + "/de-xuat")
                self.looked_at(page, "proposals")
                page.get_by_label("Ngày đi").fill(f"15/9/{datetime.date.today().year + 1}")
                page.get_by_role("button", name="Lập chuyến với các thùng đã chọn").click()
                self.assertIn(f"Thư viện Trường Đến {mark}", page.locator("main").inner_text())
                page.get_by_text("Đổi ngày đi, phương tiện").click()
                page.get_by_label("Phương tiện").fill("47A-123.45")
                page.get_by_role("button", name="Ghi ngày và phương tiện").click()
                self.assertIn("47A-123.45", self.state(page).upper())
                page.get_by_role("button", name="Xuất phát").click()
                self.assertIn("Chưa đủ người tham gia", self.refused(page))
                page.get_by_label("Họ và tên").fill("Bà Hoa")
                page.get_by_role("button", name="Thêm người").click()
                self.looked_at(page, "trip")
                trip = page.url
                page.get_by_role("button", name="Xuất phát").click()
                self.assertIn("đang đi", self.state(page))
                page.goto(trip + "/lo-trinh")
                self.looked_at(page, "route")
                page.goto(box)
                self.assertIn("đang chuyển", self.state(page))
                page.goto(home + "/de-xuat")
                self.assertIn("Hôm nay chưa thùng nào cần chuyển", page.locator("main").inner_text())
                for address in ["/danh-sach-nam", "/goc-lop", "/chuyen-moi", "/vong-moi"]:
                    page.goto(away + address)
                    self.looked_at(page, address.strip("/"))
                page.goto(trip)
                page.get_by_role("button", name="Bỏ dở: gọi các thùng quay lại").click()
                self.assertIn("không tới nơi, đang quay lại", page.locator("main").inner_text())
                self.looked_at(page, "trip-broken-off")

    def test_things_without_barcodes_are_counted_by_number(self):
        for width, script in WAYS:
            with self.subTest(width=width, script=script):
                page, mark = self.desk(width, script)
                home = self.school(page, f"Trường Báo {mark}")
                away = self.school(page, f"Trường Đọc Báo {mark}")
                box = self.new_box(page, home)
                page.get_by_text("Thêm thứ không có mã vạch").click()
                page.get_by_label("Tên", exact=True).fill("Báo Nhi đồng")
                page.get_by_label("Số lượng").fill("10")
                page.get_by_role("button", name="Thêm dòng").click()
                page.get_by_label("Gửi tới").select_option(label=f"Thư viện Trường Đọc Báo {mark}")
                page.get_by_role("button", name="Niêm phong và gửi").click()
                self.received(page, away, box)
                page.get_by_label("Báo Nhi đồng").fill("8")
                page.get_by_role("button", name="Ghi số đã đếm").click()
                self.looked_at(page, "quantities")
                page.get_by_label("Người giao").fill("Bà Hoa")
                page.get_by_label("Người nhận").fill("Cô Lan")
                page.get_by_role("button", name="Xong, đưa vào phục vụ").click()
                page.get_by_role("link", name="Giao nhận ngày").click()
                self.assertIn("Khác số lượng", page.locator("main").inner_text())
                self.looked_at(page, "minutes-quantities")


if __name__ == "__main__":
    unittest.main()
