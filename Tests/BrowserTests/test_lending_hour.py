"""An hour at the lending desk with a scanner and a keyboard: no mouse is touched. Cards, loans, an undo, a renewal, a hold, refusals;
after each the cursor stands in the one field, and the outcome is told by words, sign, colour and sound."""

import datetime
import re
import unittest
import zoneinfo

from browser_case import BrowserCase

# What the loudspeaker would play: hertz, in order.
SOUNDS = {"done": [880], "notice": [660, 660], "refused": [220]}
LISTENING = """
window.played = [];
window.AudioContext = class {
  currentTime = 0; destination = {};
  createOscillator() {
    return { frequency: {}, connect: next => next, start() { window.played.push(this.frequency.value); }, stop() {} };
  }
  createGain() { return { gain: {}, connect: next => next }; }
};
"""
# A machine without a sound card, and one whose browser does not know of sound.
SILENT = ["window.AudioContext = class { constructor() { throw new Error('no device'); } };",
          "window.AudioContext = undefined;"]
COLOURS = """outcome => {
  const of = element => getComputedStyle(element);
  const text = outcome.querySelector('.said strong');
  return { ground: of(outcome).backgroundColor, edge: of(outcome).borderLeftColor, sign: of(outcome.querySelector('.icon')).stroke,
           text: of(text).color, page: of(document.body).backgroundColor };
}"""


def luminance(colour):
    """By WCAG 2.2, of "rgb(1, 2, 3)"."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Hour:
    """A desk and the hands at it."""

    def __init__(self, test, page, point, hears):
        self.test, self.page, self.point, self.hears = test, page, point, hears
        self.colours = {}
        page.goto(point + "/quay")
        self.ready()

    def ready(self):
        """The next scan would land in the field, which is empty."""
        self.page.locator("#quet:focus").wait_for(state="attached")
        self.test.assertEqual(self.page.locator("#quet").input_value(), "")

    def scan(self, text, tone, said):
        def typed():
            self.page.keyboard.type(text)
            self.page.keyboard.press("Enter")
        self.act(typed, tone, said)

    def choose(self, name, keys, tone, said):
        """Goes to a button with a key and presses it with Enter."""
        self.go_to(name, keys)
        self.act(lambda: self.page.keyboard.press("Enter"), tone, said)

    def go_to(self, name, keys="Tab"):
        for _ in range(40):
            self.page.keyboard.press(keys)
            if self.page.locator(":focus").inner_text().strip() == name:
                return
        self.test.fail(f"no way to “{name}” with {keys}")

    def act(self, do, tone, said):
        before = self.page.url
        if self.hears:
            self.page.evaluate("window.played = []")
        do()
        self.page.wait_for_url(lambda address: address != before)
        outcome = self.page.locator(".desk > .outcome")
        outcome.wait_for()
        self.test.assertIn(said, outcome.inner_text())
        self.test.assertEqual(outcome.get_attribute("data-outcome"), tone)
        self.test.assertEqual(outcome.locator(".icon").count(), 1)
        self.ready()
        if self.hears:
            self.test.assertEqual(self.page.evaluate("window.played"), SOUNDS[tone], said)
        self.colours[tone] = outcome.evaluate(COLOURS)

    def leave_reader(self, with_script):
        if with_script:
            self.page.keyboard.press("Escape")
        else:
            self.go_to("Xong bạn đọc này (Esc)")
            self.page.keyboard.press("Enter")
        self.page.locator("#ban-doc").wait_for(state="detached")
        self.ready()


class LendingHour(BrowserCase):
    pictures = "hour-"

    def test_with_script_and_sound(self):
        for theme in ("light", "dark"):
            with self.subTest(theme=theme):
                page = self.signed_in(1280, theme=theme)
                page.add_init_script(LISTENING)
                self.hour(page, f"A{theme[0]}".upper(), hears=True)

    def test_without_a_loudspeaker_nothing_breaks(self):
        for number, silence in enumerate(SILENT):
            with self.subTest(number=number):
                page = self.signed_in(1280)
                faults = []
                page.on("pageerror", lambda fault: faults.append(fault))
                page.add_init_script(silence)
                self.hour(page, f"B{number}")
                self.assertEqual(faults, [])

    def test_without_script(self):
        self.hour(self.signed_in(1280, script=False), "C", script=False)

    # What the tests do more than once.

    def hour(self, page, mark, hears=False, script=True):
        point = self.stocked(page, mark)
        hour = Hour(self, page, point, hears)
        hour.scan(f"{mark}-01", "done", "Hoàng Anh")
        hour.scan(f"{mark}Q.00001", "done", "Đã cho Hoàng Anh mượn “Số đỏ”")
        hour.scan(f"{mark}Q.00001", "refused", "máy quét đọc hai lần")
        # Lent by mistake: the refusal offers the way back.
        hour.choose("Nhận trả", "Shift+Tab", "done", "Đã nhận trả “Số đỏ” từ Hoàng Anh")
        hour.choose("Gia hạn", "Tab", "done", "Đã gia hạn")
        hour.scan(f"{mark}T.00001", "done", "Đã cho Hoàng Anh mượn “Tắt đèn”")
        hour.scan(f"{mark}Q.00001", "refused", "đã mượn đủ số bản")
        hour.leave_reader(script)
        reader = self.reader_of(page, point, f"{mark}-02")
        self.wishes(reader, self.titles[0])
        page.goto(point + "/quay")
        hour.ready()
        hour.scan(f"{mark}T.00001", "notice", "Để riêng cho Bùi Gia Bảo")
        hour.scan(f"{mark}-03", "done", "Đặng Thu Hà")
        hour.scan(f"{mark}T.00001", "notice", "để riêng cho người đặt chờ")
        hour.scan(f"{mark}-02", "done", "Bùi Gia Bảo")
        hour.scan(f"{mark}T.00001", "done", "Đã cho Bùi Gia Bảo mượn “Tắt đèn”")
        self.wishes(reader, self.titles[1])
        hour.scan(f"{mark}-02", "done", "Bùi Gia Bảo")
        hour.choose("Bỏ chờ", "Tab", "notice", "Đã bỏ chờ")
        hour.scan("LA-999", "refused", "không có trên thẻ hay bản sách nào")
        self.told_apart(hour.colours)
        self.looked_at(page, f"desk-{mark}")

    def told_apart(self, colours):
        """Each kind of outcome has a colour of its own that is seen beside the page, and words that are read on it."""
        self.assertEqual(set(colours), set(SOUNDS))
        for part in ("ground", "edge", "sign"):
            self.assertEqual(len({colour[part] for colour in colours.values()}), 3, part)
        for tone, colour in colours.items():
            self.assertGreaterEqual(contrast(colour["edge"], colour["page"]), 3, tone)
            self.assertGreaterEqual(contrast(colour["sign"], colour["ground"]), 3, tone)
            self.assertGreaterEqual(contrast(colour["text"], colour["ground"]), 7, tone)

    def stocked(self, page, mark):
        """A school with a class, some books, and a loan that began on paper some days ago."""
        point = self.school(page, f"Trường Tiểu học Một Giờ {mark}")
        self.readers(page, point, f"{mark}-")
        self.titles = [self.copies(page, point, "tat den", 1, f"{mark}T."), self.copies(page, point, "so do", 2, f"{mark}Q.")]
        today = datetime.datetime.now(zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")).date()
        day = today - datetime.timedelta(days=13)
        page.goto(point + "/ngay-giay/nhap")
        page.locator("[name=ngay]").fill(f"{day.day}/{day.month}/{day.year}")
        for field, text in [("gio", "7:30"), ("the", f"{mark}-01"), ("ban", f"{mark}Q.00002")]:
            page.locator(f"[name={field}-1]").fill(text)
        page.get_by_role("button", name="Nhập vào sổ").click()
        self.assertIn("Đã ghi 1 dòng", page.locator("main").inner_text())
        return point

    def reader_of(self, page, point, card):
        """The reader's own page, on a phone of theirs."""
        page.goto(point + "/ban-doc?lop=4A")
        page.get_by_role("button", name="Cấp mã PIN cho cả lớp").click()
        pin = re.search(r"\b\d{6}\b", page.locator("main").inner_text().split("Bùi Gia Bảo")[1]).group()
        return self.signed_in(360, name=card, secret=pin)

    def wishes(self, reader, title):
        reader.goto(f"{self.library.url}/tai-lieu/{title}")
        reader.get_by_role("button", name="Đặt chờ").click()


if __name__ == "__main__":
    unittest.main()
