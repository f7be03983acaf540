"""Write a picture of every screen to shots/: `make shots`. Contact sheets: every screen × language × look."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

from tests.e2e.account_steps import allow_copy, everything_sent, sign_up
from tests.e2e.desk_shots import picture_desk
from tests.e2e.phone import ROOT, Phone, Service
from tests.e2e.pictures import contact_sheet, picture
from tests.e2e.screens import SCREENS, SIGNED_IN, dress, seed, show
from tests.e2e.steps import first_open
from tests.faults.door import find_store

SHOTS = ROOT / "shots"


def first_steps(page: Page, folder: Path) -> list[Path]:
    """Picture the first open, step by step."""
    taken = []
    for step in range(4):
        page.wait_for_timeout(200)
        taken.append(picture(page, folder, f"first-{step + 1}", whole=False))
        if step < 3:
            page.locator("main .btn:not(.soft):not(.plain)").last.click()
    page.locator("main .btn:not(.soft):not(.plain)").last.click()
    page.wait_for_selector("nav.tabs")
    return taken


def with_account(playwright: Playwright, service: Service) -> None:
    """Picture what an account and a copy look like: signed up in Chinese, shown in both languages."""
    phone = Phone(playwright, service.url)
    page = phone.open("/?lang=zh-CN")
    first_open(page)
    seed(page)
    sign_up(page, "风里的米")
    allow_copy(page)
    everything_sent(page)
    for language in ("zh-CN", "en"):
        page.goto(f"{service.url}/?lang={language}")
        page.wait_for_selector("nav.tabs")
        find_store(page)
        for theme in ("light", "dark"):
            dress(page, theme)
            pictures = []
            for name, place in SIGNED_IN.items():
                show(page, place, "")
                page.wait_for_timeout(700)  # what the server answers
                pictures.append(picture(page, SHOTS / language / f"account-{theme}", name, whole=True))
            contact_sheet(playwright, pictures, SHOTS / f"{language}-account-{theme}.png")
    phone.remove()


def main(languages: list[str]) -> None:
    """Take all pictures."""
    shutil.rmtree(SHOTS, ignore_errors=True)
    service = Service(work_bits="1", host_name="县数据工会")
    service.start()
    try:
        with sync_playwright() as playwright:
            for language in languages or ["zh-CN", "en"]:
                phone = Phone(playwright, service.url, language=language)
                page = phone.open(f"/?lang={language}")
                pictures = {"light": first_steps(page, SHOTS / language / "light")}
                job = seed(page, language=language)
                for theme in ("light", "dark", "sunlight"):
                    dress(page, theme)
                    folder = SHOTS / language / theme
                    for name, place in SCREENS.items():
                        show(page, place, job)
                        pictures.setdefault(theme, []).append(picture(page, folder, name, whole=True))
                        if name in {"today", "pay", "check"}:
                            picture(page, folder, f"{name}-fold", whole=False)
                phone.remove()
                for theme, some in pictures.items():
                    contact_sheet(playwright, some, SHOTS / f"{language}-{theme}.png")
            with_account(playwright, service)
            picture_desk(playwright, SHOTS / "desk")
    finally:
        service.remove()
    print(f"pictures are in {SHOTS.relative_to(ROOT)}/")


if __name__ == "__main__":
    main(sys.argv[1:])
