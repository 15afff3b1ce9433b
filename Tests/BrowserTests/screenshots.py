"""Writes a PNG of every page at both widths, light and dark, to screenshots/.

python3 Tests/BrowserTests/screenshots.py  (HOCLIEU_BIN or HOCLIEU_URL is set)
"""

import pathlib
import sys
import urllib.parse

from playwright.sync_api import sync_playwright

from running_library import ROOT, RunningLibrary

WIDTHS = {"360": (360, 740), "1280": (1280, 900)}


def pages(library):
    """Name → address of each page."""
    words = urllib.parse.quote("ngay thu nam")
    found = library.passage("ngay thu nam", "EPUB") or library.passage("thu vien", "EPUB")
    record = found["record"]
    list_ = {
        "home": "/", "results": f"/tim-kiem?q={words}", "results-kind": "/tim-kiem?q=nguyen&loai=book",
        "results-none": "/tim-kiem?q=qwrtpsdf", "record": f"/tai-lieu/{record}", "creators": "/tac-gia?bat-dau=n",
        "about": "/gioi-thieu", "display": "/hien-thi", "not-found": "/khong-co", "contents": f"/doc/{record}",
        "reader": f"/doc/{record}/s3",
    }
    for name, question, ending in [("hit-epub", "ngay thu nam", "EPUB"), ("hit-pdf", "xac suat thong ke", "PDF")]:
        passage = library.passage(question, ending)
        if passage:
            list_[name] = passage["url"]
    return list_


def main():
    folder = ROOT / "screenshots"
    folder.mkdir(exist_ok=True)
    chosen = sys.argv[1:]
    with RunningLibrary() as library, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        addresses = pages(library)
        for width, size in WIDTHS.items():
            for theme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": size[0], "height": size[1]}, color_scheme=theme, locale="vi-VN")
                page = context.new_page()
                for name, address in addresses.items():
                    if chosen and name not in chosen:
                        continue
                    page.goto(library.url + address, wait_until="networkidle")
                    # A hit is shown as the visitor sees it, the others as a whole.
                    page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=not name.startswith("hit"))
                context.close()
        browser.close()
    print(f"{len(list(pathlib.Path(folder).glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()
