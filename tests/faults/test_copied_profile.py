"""What we say of a copy of the browser's files is what happens to one."""

from playwright.sync_api import expect

from tests.e2e.phone import Phone
from tests.e2e.steps import add_job, first_open, to


def test_a_copied_profile_opens_and_the_promises_say_so(phone: Phone) -> None:
    page = phone.open()
    first_open(page)
    add_job(page, "清溪数据")
    to(page, "settings/promises")
    expect(page.get_by_text("整个拷走，谁就打得开")).to_be_visible()
    phone.close()

    other = phone.copy()
    try:
        copy = other.open()
        # once a PIN stops this, change SECURITY.md and promise.not_copy with it
        to(copy, "pay/jobs")
        expect(copy.get_by_text("清溪数据").first).to_be_visible()
    finally:
        other.remove()
