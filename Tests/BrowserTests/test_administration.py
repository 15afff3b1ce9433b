"""Accounts, roles and registers in a real browser: on a phone and on a desk, with script and without."""

import pathlib
import unittest

from browser_case import WIDTHS, BrowserCase


class Administration(BrowserCase):
    pictures = "administration-"

    def test_a_role_is_granted_at_a_place_found_by_its_name(self):
        for width in WIDTHS:
            for script in (True, False):
                with self.subTest(width=width, script=script):
                    mark = f"{width}{int(script)}"
                    page = self.signed_in(width, script)
                    self.school(page, f"Trường Giao Quyền {mark}")
                    page.goto(self.library.url + "/quan-tri/tai-khoan/moi")
                    page.get_by_label("Họ và tên").fill("Cô Lan")
                    page.get_by_label("Tên đăng nhập").fill(f"colan{mark}")
                    page.get_by_role("button", name="Lưu").click()
                    page.get_by_label("Tìm nơi theo tên").fill(f"giao quyen {mark}")
                    page.locator("main").get_by_role("button", name="Tìm", exact=True).click()
                    self.looked_at(page, "places")
                    page.get_by_label(f"Thư viện Trường Giao Quyền {mark}").check()
                    page.get_by_role("button", name="Giao quyền").click()
                    self.assertIn("Cán bộ thư viện", page.locator("main .line").inner_text())
                    self.assertIn(f"Thư viện Trường Giao Quyền {mark}", page.locator("main .line").inner_text())
                    self.looked_at(page, "account")

    def test_registers_and_links_are_given_out(self):
        for width in WIDTHS:
            with self.subTest(width=width):
                page = self.signed_in(width)
                point = self.school(page, f"Trường Xuất Sổ {width}")
                self.copies(page, point, "so do", 2, "X.")
                for name, address in [("registers", "/so-dang-ky"), ("stock-takes", "/so-dang-ky/in?so=kiem-ke"),
                                      ("withdrawals", "/so-dang-ky/in?so=thanh-ly"), ("loans", "/so-muon/in")]:
                    page.goto(point + address)
                    self.looked_at(page, name)
                page.goto(point + "/so-muon")
                with page.expect_download() as given:
                    page.get_by_role("link", name="XLSX").click()
                self.assertTrue(given.value.suggested_filename.startswith("so-muon-"))
                page.goto(self.library.url + "/quan-tri/ke-thua")
                self.looked_at(page, "successions")
                with page.expect_download() as given:
                    page.get_by_role("link", name="Tải tệp kế thừa").click()
                self.assertEqual(given.value.suggested_filename, "successions.tsv")
                lines = pathlib.Path(given.value.path()).read_text().splitlines()
                self.assertEqual({line.count("\t") for line in lines}, {4})
                self.assertGreater(len(lines), 3_000)


if __name__ == "__main__":
    unittest.main()
