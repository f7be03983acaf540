"""Rules of the offer check, each on the smallest advert that shows it."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.offers.check import MOST_TRIES, Patterns, check
from api.offers.service import patterns
from api.reference.service import shipped


def said(text: str) -> str:
    return check(text, patterns()).level


def ids(text: str) -> set[str]:
    return {hit.id for hit in check(text, patterns()).hits}


@pytest.mark.parametrize(
    "text",
    [
        "先交培训费",
        "先 交 培 训 费",
        "先交培·训·费",
        "先交培\u200b训\u200b费",
        "先交培*训*费",
        "先交培訓費",
        "先交培-训-费",
    ],
)
def test_a_fee_is_seen_however_it_is_spelled(text: str) -> None:
    assert "upfront_training_fee" in ids(text)


@pytest.mark.parametrize("way", ["微信", "薇信", "V信", "薇❤", "微 信", "ＶＸ"])
def test_wechat_is_seen_behind_its_nicknames(way: str) -> None:
    assert "chat_only_recruiter" in ids(f"想做的加{way}详聊")


@pytest.mark.parametrize(
    "text",
    [
        "不收押金",
        "无需押金、保证金、会员费",
        "0押金",
        "免押金",
        "凡要求先垫付的都是骗局",
        "押金均为诈骗",
        "体检费公司承担",
        "no deposit and no registration fee",
        "We never charge a training fee, a deposit bond or a membership fee",
        "If someone asks you to top up your balance, it is a scam",
    ],
)
def test_an_advert_that_denies_a_fee_shows_no_sign(text: str) -> None:
    assert said(text) == "info"


@pytest.mark.parametrize(
    "text",
    [
        "无需经验，交押金100元即可上岗",
        "无需经验交押金100元",
        "200押金，月底退",
        "不收培训费，但要交押金",
        "没有学历要求先交保证金",
        "No experience needed, pay a refundable $40 deposit",
        "We never charge fees, just a refundable deposit",
        "这不是骗局，先交保证金",
    ],
)
def test_a_denial_of_something_else_does_not_excuse_a_fee(text: str) -> None:
    assert said(text) == "stop"


def test_signs_do_not_reach_across_sentences() -> None:
    assert said("我们发放工资。提现很快。缴纳社保。") == "info"
    assert "pay_to_withdraw" in ids("提现先缴纳费用")


def test_english_words_are_matched_whole() -> None:
    assert said("The bonding agent is current and depositary receipts are fine") == "info"


def test_levels_follow_the_sum_and_one_hard_sign_is_enough() -> None:
    assert said("压一个月工资") == "caution"
    assert said("压一个月工资。整批作废，无权申诉。") == "danger"
    assert said("压一个月工资。整批作废，无权申诉。证书包过。") == "stop"
    assert said("先交押金") == "stop"


def test_an_unexpected_message_in_chat_with_too_much_pay_is_dangerous_together() -> None:
    text = "您的信誉良好，邀请您兼职，月入过万，加微信详聊"

    assert ids(text) == {"unsolicited_message", "chat_only_recruiter", "too_good_pay"}
    assert said(text) in {"danger", "stop"}


def test_a_hit_tells_only_the_patterns_own_words_and_where_they_begin() -> None:
    text = "张某某 13900000000 说：🙂 先交培 训 费！"
    hits = {hit.id: hit for hit in check(text, patterns()).hits}

    hit = hits["upfront_training_fee"]
    assert text[hit.at] == "培"
    assert "13900000000" not in str(hits)
    assert "张" not in str(hits)


def hostile() -> dict[str, str]:
    size = 100_000
    return {
        "one character": "交" * size,
        "verb and noun": "交押" * (size // 2),
        "denials": "不收押金，" * (size // 5),
        "half words": "no" * (size // 2),
        "spaces": "培 " * (size // 2),
        "digits": "1," * (size // 2),
        "pay": "pay " * (size // 4),
        "swaps": "加v" * (size // 2),
        "every sign": "，".join(
            group.replace("*", "") for p in patterns().patterns for s in p.signals for g in s for group in g
        )[: size // 2]
        * 2,
    }


@pytest.mark.parametrize("kind", hostile())
def test_hostile_text_of_100_000_characters_is_judged_quickly(kind: str) -> None:
    text = hostile()[kind]

    taken = fastest(lambda: check(text, patterns()))

    # twice what it may take, for a busy machine; the service itself takes 4,000 characters
    assert taken < 0.4


def fastest(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_the_check_fail(text: str) -> None:
    assert check(text, patterns()).level in {"info", "caution", "danger", "stop"}


def test_a_sign_behind_many_denied_ones_is_still_found() -> None:
    assert said("不收押金，" * (MOST_TRIES - 1) + "先交押金") == "stop"


def test_without_denials_honest_adverts_alarm() -> None:
    """Show that the denials carry weight: with none, what they excuse would fire."""
    empty = {"near": "", "far": "", "after": "", "but": "", "yet": ""}
    deaf = Patterns.model_validate(bare() | {"denials": empty})

    assert said("不收押金") == "info"
    assert check("不收押金", deaf).level == "stop"


def bare() -> dict[str, object]:
    return dict(shipped()["check"])
