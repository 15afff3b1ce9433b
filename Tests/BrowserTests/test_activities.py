"""Closing days, activities, reading periods and visits, in a real browser, by keyboard and without script."""

import datetime
import unittest

from browser_case import WIDTHS, BrowserCase

TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date()


def written(day):
    return f"{day.day}/{day.month}/{day.year}"


class Activities(BrowserCase):
    pictures = "activities-"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.point = None

    def desk(self, width, script=True):
        """Signed in, at a school with thirty classes on its timetable; the address of its point."""
        page = self.signed_in(width, script=script)
        if Activities.point is None:
            Activities.point = self.school(page, "Trường Tiểu học Hoạt Động")
            page.goto(Activities.point + "/tiet-doc/lich")
            classes = [f"{grade}{letter} {2 + number % 5} {1 + number % 4}"
                       for grade in range(1, 6) for number, letter in enumerate("ABCDEG")]
            page.get_by_label("Các lớp, mỗi lớp một dòng").fill("\n".join(classes))
            page.get_by_label("Từ ngày").fill(written(TODAY - datetime.timedelta(days=60)))
            page.get_by_role("button", name="Thêm vào thời khóa biểu").click()
            page.goto(Activities.point + "/hoat-dong/moi")
            page.get_by_label("Tên hoạt động").fill("Ngày hội đọc sách mùa xuân")
            page.get_by_label("Loại hoạt động").select_option("reading-festival")
            page.get_by_label("Nơi tổ chức").fill("Sân trường")
            page.get_by_role("button", name="Lưu").click()
            page.goto(Activities.point + "/lich")
            page.get_by_label("Từ ngày").fill(f"15/7/{TODAY.year}")
            page.get_by_label("Đến hết ngày").fill(f"31/7/{TODAY.year}")
            page.get_by_label("Lý do").fill("Nghỉ hè")
            page.get_by_role("button", name="Thêm", exact=True).click()
        return page, Activities.point

    def test_no_page_breaks_a_rule_of_accessibility_or_the_screen(self):
        for width in WIDTHS:
            page, point = self.desk(width)
            page.goto(point + "/luot-den")
            page.get_by_role("button", name="+1 học sinh").click()
            addresses = {
                "point": point, "calendar": point + "/lich", "activities": point + "/hoat-dong",
                "new": point + "/hoat-dong/moi", "week": point + "/tiet-doc", "timetable": point + "/tiet-doc/lich",
                "visits": point + "/luot-den", "correction": point + "/luot-den/sua", "home": self.library.url + "/",
            }
            for name, address in addresses.items():
                with self.subTest(address=address, width=width):
                    page.goto(address)
                    self.looked_at(page, name)

    def test_the_countrys_days_off_are_announced_with_or_without_script(self):
        # A year that nobody can have announced yet, for each width.
        for width, script, year in [(360, True, 2097), (1280, True, 2098), (360, False, 2099)]:
            with self.subTest(width=width, script=script):
                page, point = self.desk(width, script=script)
                page.goto(self.library.url + "/quan-tri")
                page.get_by_role("link", name="Ngày nghỉ của cả nước").click()
                page.goto(f"{page.url}?nam={year}")
                self.assertIn("tính sẵn, chưa có thông báo", page.locator("main").inner_text())
                self.looked_at(page, "days-off")
                page.get_by_label("Từ ngày").fill(f"20/1/{year}")
                page.get_by_label("Đến hết ngày").fill(f"21/2/{year}")
                page.get_by_label("Văn bản").fill("Thông báo số 123/TB ngày 1/10 của Bộ Nội vụ")
                page.get_by_role("button", name="Ghi thông báo").click()
                self.assertIn("31 ngày", page.get_by_role("alert").inner_text())
                self.assertEqual(page.get_by_label("Từ ngày").input_value(), f"20/1/{year}")
                self.looked_at(page, "days-off-refused")
                page.get_by_label("Đến hết ngày").fill(f"19/2/{year}")
                page.get_by_role("button", name="Ghi thông báo").click()
                self.assertIn("căn cứ: Thông báo số 123/TB", page.locator("main").inner_text())
                self.looked_at(page, "days-off-announced")
                page.goto(f"{point}/lich?nam={year}")
                self.assertIn(f"20/1 – 19/2/{year}", page.locator("main").inner_text())
                self.looked_at(page, "calendar-announced")

    def test_a_week_is_written_down_by_keyboard_alone(self):
        page, point = self.desk(1280)
        # The last week in which school was held.
        for weeks in range(1, 5):
            page.goto(point + "/tiet-doc?tuan=" + (TODAY - datetime.timedelta(weeks=weeks)).isoformat())
            fields = page.locator(".period input[name^=hs-]")
            if fields.count():
                break
        fields.first.focus()
        page.keyboard.type("31")
        for _ in range(3):
            page.keyboard.press("Tab")
        self.assertTrue(page.evaluate("document.activeElement.name").startswith("hs-"), "three steps to the next class")
        page.keyboard.press("Enter")
        page.wait_for_url("**luu=1**")
        self.assertEqual(page.locator(".period input[name^=hs-]").first.input_value(), "31")
        self.assertEqual(page.locator(".period select").first.input_value(), "held")

    def test_the_desk_counts_without_script(self):
        page, point = self.desk(360, script=False)
        page.goto(point + "/luot-den")
        before = page.locator(".total strong").inner_text()
        before = int(before) if before.isdigit() else 0
        for _ in range(3):
            page.get_by_role("button", name="+1 học sinh").click()
        self.assertEqual(page.locator(".total strong").inner_text(), str(before + 3))
        page.goto(point + "/luot-den/sua")
        page.get_by_label("Học sinh").fill("1")
        page.get_by_label("Lý do sửa").fill("Đếm nhầm")
        page.get_by_role("button", name="Lưu").click()
        self.assertIn("1 lượt", page.locator("main").inner_text())

    def test_what_is_touched_at_the_desk_is_large_enough(self):
        page, point = self.desk(360)
        for address in [point + "/luot-den", point + "/tiet-doc"]:
            with self.subTest(address=address):
                page.goto(address)
                small = page.evaluate(
                    """() => [...document.querySelectorAll("main button, main .button, main .scopes a, main summary, main input:not([type=hidden], [type=checkbox]), main select")]
                    .map(e => [e.getBoundingClientRect(), e.outerHTML.slice(0, 80)])
                    .filter(([box]) => box.width && box.height < 43.5).map(([box, html]) => `${box.height} ${html}`)""")
                self.assertEqual(small, [])


if __name__ == "__main__":
    unittest.main()
