"""Pictures of screens, and sheets that show many of them at once."""

from pathlib import Path

from playwright.sync_api import Page, Playwright

CONTACT = """<style>body{{margin:0;background:#ddd6c8;font:14px sans-serif;width:{sheet}px}}
figure{{display:inline-block;margin:8px;vertical-align:top}}img{{width:{width}px;border-radius:10px}}</style>{figures}"""


def picture(page: Page, folder: Path, name: str, *, whole: bool) -> Path:
    """Take one picture; `whole` takes what lies below the fold too."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    page.screenshot(path=path, full_page=whole)
    return path


def contact_sheet(playwright: Playwright, pictures: list[Path], to: Path, *, width: int = 270) -> None:
    """Lay pictures out on one sheet, each so many pixels wide."""
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1740, "height": 800})
    figures = "".join(
        f"<figure><img src='file://{path}'><figcaption>{path.stem}</figcaption></figure>" for path in pictures
    )
    sheet = to.with_suffix(".html")
    sheet.write_text(CONTACT.format(sheet=1740, width=width, figures=figures))
    page.goto(f"file://{sheet}")
    page.screenshot(path=to, full_page=True)
    sheet.unlink()
    browser.close()
