"""The dashboard of targets in a real browser: at both widths, without script, on paper, by keyboard."""

import datetime
import pathlib
import random
import sqlite3
import time
import unittest

from browser_case import PICTURES, WIDTHS, BrowserCase

NOW = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date()
SCHOOLS = ["Trường Tiểu học Chỉ Tiêu", "Trường THCS Nguyễn Du", "Trường THPT Lê Quý Đôn và Trung tâm học tập"]


def months(count):
    """The last months that are over, the earliest first, as 202609."""
    year, month = NOW.year, NOW.month
    found = []
    for _ in range(count):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        found.append(year * 100 + month)
    return found[::-1]


class Indicators(BrowserCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.filled = False

    def dashboard(self, width, script=True, theme="light"):
        page = self.signed_in(width, script, theme)
        if not Indicators.filled:
            points = [int(self.school(page, name).split("/diem/")[1].split("/")[0]) for name in SCHOOLS]
            self.fill(points)
            Indicators.filled = True
        return page

    def fill(self, points):
        """Four years of figures, as an import of past years leaves them; the last school is new and has holes."""
        chance = random.Random(20261126)
        base = sqlite3.connect(self.library.data / "hoclieu.sqlite", timeout=20)
        moment = int(time.time() * 1000)
        for number, point in enumerate(points):
            for place, month in enumerate(months(48)):
                if number == 2 and (place < 20 or place % 11 == 7):
                    continue
                season = 0.3 if month % 100 in (6, 7, 8) else 1
                visits = int((300 + 180 * number + place * 2.2) * season * chance.uniform(0.9, 1.1))
                for indicator, value in [
                        ("visit", visits), ("virtual-visit", visits // 3), ("loan", visits // 2),
                        ("loan-of-owned", visits // 2 + chance.randint(-20, 20))]:
                    base.execute(
                        "INSERT INTO figureEntry (servicePointId, indicator, month, origin, value, definition, cause, at) "
                        "VALUES (?, ?, ?, 'imported', ?, 1, 'first', ?)", (point, indicator, month, max(0, value), moment))
        base.commit()
        base.close()

    def address(self):
        return f"{self.library.url}/quan-tri/chi-tieu?don-vi=thu-vien&tu={NOW.year}-01&den={NOW.year}-12&goc={NOW.year - 3}"

    def test_no_page_breaks_a_rule_of_accessibility_or_the_screen(self):
        for width in WIDTHS:
            for theme in ("light", "dark"):
                page = self.dashboard(width, theme=theme)
                page.goto(self.address())
                working = page.locator("a.working").first.get_attribute("href")
                point = page.locator("table.rank th a").first.get_attribute("href")
                for name, address in {"dashboard": self.address(), "working": self.library.url + working,
                                      "point": self.library.url + point}.items():
                    with self.subTest(name=name, width=width, theme=theme):
                        page.goto(address)
                        self.looked_at(page, f"{name}-{theme}")

    def test_every_drawing_is_large_enough_to_read_and_moves_in_its_own_frame(self):
        page = self.dashboard(360)
        page.goto(self.address())
        sizes = page.evaluate(
            """() => [...document.querySelectorAll("svg.drawing text")]
            .map(e => e.getBoundingClientRect().height).filter(height => height > 0)""")
        self.assertGreater(len(sizes), 50)
        self.assertGreaterEqual(min(sizes), 10)
        frame = page.locator("figure.chart .scroll").first
        frame.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)
        self.assertGreater(frame.evaluate("e => e.scrollLeft"), 0)

    def test_without_script_a_choice_is_made_and_a_figure_is_followed_to_its_months(self):
        page = self.dashboard(1280, script=False)
        page.goto(self.address())
        page.locator("summary", has_text="Chọn chỉ tiêu").click()
        page.get_by_label("Năm gốc", exact=True).fill(str(NOW.year - 2))
        page.get_by_role("button", name="Xem", exact=True).click()
        self.assertIn(f"goc={NOW.year - 2}", page.url)
        shown = page.locator(".verdict a.working").first
        number = shown.inner_text()
        shown.click()
        self.assertEqual(page.locator(".result").inner_text(), number)
        page.locator("table.rows a.working").first.click()
        page.locator("table.rows a.cell").first.click()
        self.assertIn("Những lần ghi", page.locator("main").inner_text())

    def test_on_paper_the_tables_are_open_and_nothing_needs_colour(self):
        page = self.dashboard(1280)
        page.goto(self.address())
        page.emulate_media(media="print")
        shut = page.evaluate(
            """() => [...document.querySelectorAll("details.figures table")]
            .filter(table => table.getBoundingClientRect().height === 0).length""")
        self.assertEqual(shut, 0)
        kinds = page.evaluate(
            """() => ["actual", "before", "rate-0", "rate-1"].map(name =>
            getComputedStyle(document.querySelector("svg .".concat(name))).strokeDasharray)""")
        self.assertEqual(len(set(kinds)), 4, kinds)
        if PICTURES:
            page.pdf(path=pathlib.Path(PICTURES) / "dashboard.pdf", format="A4")


if __name__ == "__main__":
    unittest.main()
