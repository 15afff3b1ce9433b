"""The story of a box, played in a real browser: out with two missing, recalled, home; and asked for by another school."""

import unittest

from axe_playwright_python.sync_playwright import Axe

from browser_case import WIDTHS, BrowserCase


class Rotation(BrowserCase):
    def signed_in(self, width, script=True):
        page = self.page(width, script=script)
        page.goto(self.library.url + "/dang-nhap")
        page.get_by_label("Số thẻ hoặc tên đăng nhập").fill("quantri")
        page.get_by_label("Mã PIN hoặc mật khẩu").fill(self.library.password("quantri"))
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/trang-toi")
        return page

    def point(self, page, name, kind="primary-school", point="school"):
        page.goto(self.library.url + "/quan-tri/co-quan/moi")
        page.get_by_label("Tên đầy đủ").fill(name)
        page.get_by_label("Loại", exact=True).select_option(kind)
        page.get_by_label("Xã, phường hoặc tỉnh").select_option(index=1)
        page.get_by_role("button", name="Lưu").click()
        page.get_by_role("link", name="Thêm điểm phục vụ").click()
        page.get_by_label("Tên điểm").fill("Thư viện " + name)
        page.get_by_label("Loại điểm").select_option(point)
        page.get_by_role("button", name="Lưu").click()
        return page.url

    def looked_at(self, page, width):
        """Nothing breaks a rule of accessibility or the screen."""
        found = Axe().run(page).response["violations"]
        self.assertEqual([f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found], [], page.url)
        self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width, page.url)

    def story(self, width, script):
        """A box of things without barcodes goes out, differs, is recalled and comes home."""
        page = self.signed_in(width, script)
        mark = f"{width}{'' if script else 'x'}"
        look = (lambda: self.looked_at(page, width)) if script else (lambda: None)
        home = self.point(page, f"Thư viện tỉnh {mark}", "library", "province")
        away = self.point(page, f"Trường Tiểu học {mark}")

        page.goto(home + "/luan-chuyen")
        look()
        page.get_by_role("button", name="Mở thùng", exact=True).click()
        box = page.url.split("?")[0]
        page.get_by_text("Thêm thứ không có mã vạch").click()
        page.get_by_label("Tên", exact=True).fill("Báo Nhi đồng")
        page.get_by_label("Số lượng").fill("10")
        page.get_by_role("button", name="Thêm dòng").click()
        page.get_by_label("Quét từng cuốn bỏ vào thùng").fill("KHONG-CO-1")
        page.get_by_role("button", name="Xếp vào thùng").click()
        self.assertIn("Không có bản sách nào mang số này", page.get_by_role("alert").inner_text())
        look()
        page.get_by_label("Gửi tới").select_option(label=f"Thư viện Trường Tiểu học {mark}")
        page.get_by_role("button", name="Niêm phong và gửi").click()
        self.assertIn("Đã gửi thùng đi", page.get_by_role("status").inner_text())
        look()
        for paper in ["/phieu", "/nhan", "/bien-ban"]:
            page.goto(box + paper)
            look()

        page.goto(away + "/luan-chuyen")
        page.get_by_label("Quét nhãn thùng, hoặc gõ số thùng").fill("THUNG-" + box.rsplit("/", 1)[1])
        page.get_by_role("button", name="Tìm thùng").click()
        page.get_by_role("button", name="Nhận thùng").click()
        look()
        page.get_by_label("Báo Nhi đồng").fill("8")
        page.get_by_role("button", name="Ghi số đã đếm").click()
        page.get_by_role("button", name="Xong, đưa vào phục vụ").click()
        self.assertIn("Thực đếm khác phiếu", page.get_by_role("alert").inner_text())
        page.get_by_label("Người giao").fill("Bà Hoa")
        page.get_by_label("Người nhận").fill("Cô Lan")
        page.get_by_role("button", name="Xong, đưa vào phục vụ").click()
        self.assertIn("đang phục vụ", page.locator(".state").inner_text().lower())
        page.goto(box + "/bien-ban")
        self.assertIn("Khác số lượng", page.locator("main").inner_text())
        look()

        page.goto(box)
        page.get_by_role("button", name="Thu hồi thùng").click()
        look()
        page.get_by_role("button", name="Niêm phong và gửi").click()
        page.get_by_role("button", name="Nhận thùng").click()
        page.get_by_label("Báo Nhi đồng (8 theo phiếu)").fill("8")
        page.get_by_role("button", name="Ghi số đã đếm").click()
        page.get_by_role("button", name="Xong, thùng đã về nhà").click()
        self.assertIn("đã về", page.locator(".state").inner_text().lower())

    def test_the_story_of_a_box_on_a_phone(self):
        self.story(360, script=True)

    def test_the_story_of_a_box_on_a_desk_without_script(self):
        self.story(1280, script=False)

    def test_the_other_pages_of_rotation(self):
        for width in WIDTHS:
            page = self.signed_in(width)
            mark = f"K{width}"
            first = self.point(page, f"Trường A {mark}")
            second = self.point(page, f"Trường B {mark}")
            page.goto(first + "/hoi-muon")
            self.looked_at(page, width)
            page.get_by_label("Hỏi nơi nào").select_option(label=f"Thư viện Trường B {mark}")
            page.get_by_label("Số cuốn").fill("40")
            page.get_by_label("Lớp").select_option("4")
            page.get_by_role("button", name="Gửi đề nghị").click()
            self.looked_at(page, width)
            page.get_by_role("button", name="Nhận lời và soạn thùng").click()
            self.assertIn("Đã nhận lời", page.get_by_role("status").inner_text())
            page.goto(second + "/chuyen-moi")
            page.get_by_label("Ngày đi").fill("15/9/2026")
            page.get_by_role("button", name="Lập chuyến").click()
            page.get_by_label("Điểm dừng").select_option(label=f"Thư viện Trường A {mark}")
            page.get_by_role("button", name="Thêm điểm dừng").click()
            page.get_by_role("button", name="Xếp lên xe").click()
            page.get_by_label("Họ và tên").fill("Bà Hoa")
            page.get_by_role("button", name="Thêm người").click()
            self.looked_at(page, width)
            page.get_by_role("button", name="Xuất phát").click()
            self.assertIn("Thùng chưa có gì", page.get_by_role("alert").inner_text())
            page.goto(page.url.replace("/viec", "") + "/lo-trinh")
            self.looked_at(page, width)
            page.goto(second + "/vong-moi")
            page.get_by_label("Tên vòng").fill("Thiếu nhi")
            page.get_by_role("button", name="Lập vòng").click()
            page.get_by_label("Nơi", exact=True).select_option(label=f"Thư viện Trường A {mark}")
            page.get_by_role("button", name="Thêm chặng").click()
            self.looked_at(page, width)
            for address in ["/luan-chuyen", "/de-xuat", "/danh-sach-nam", "/goc-lop"]:
                page.goto(second + address)
                self.looked_at(page, width)


if __name__ == "__main__":
    unittest.main()
