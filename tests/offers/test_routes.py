"""The offer check over HTTP."""

import logging

import pytest
from fastapi.testclient import TestClient

MARK = "wanxiaobai-7f3a"


def test_an_advert_is_judged_and_nothing_of_it_is_told_back(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/v1/offers/check", json={"text": f"{MARK}：先交培训费398元"})

    assert answer.status_code == 200
    assert answer.json()["level"] == "stop"
    assert answer.json()["hits"][0]["id"] == "upfront_training_fee"
    assert MARK not in answer.text
    assert MARK not in caplog.text


def test_an_honest_advert_gets_info_and_never_the_word_safe(client: TestClient) -> None:
    answer = client.post("/v1/offers/check", json={"text": "时薪26元，签合同，不收押金"})

    assert answer.json() == {"level": "info", "score": 0, "hits": []}
    assert "safe" not in answer.text


@pytest.mark.parametrize(
    "body", [{"text": ""}, {"text": "x" * 4001}, {"text": 5}, {}, {"text": "a", "name": "b"}]
)
def test_a_body_that_does_not_fit_is_refused(client: TestClient, body: dict[str, object]) -> None:
    assert client.post("/v1/offers/check", json=body).status_code == 422
