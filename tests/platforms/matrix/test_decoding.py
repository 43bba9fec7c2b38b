"""JSON of which strangers wrote a part: the rest of it is read, whatever that part is."""

from __future__ import annotations

import json

import pytest

from bot.platforms.matrix.decoding import DEEPEST, decoded

DEEP = '{"a":[' * 4000 + "1" + "]}" * 4000


@pytest.mark.parametrize("bad", [DEEP, "[" * 9000 + "]" * 9000, "9" * 5000, f'[{DEEP},"]}}\\"",{DEEP}]'])
def test_what_cannot_be_read_costs_only_itself(bad: str) -> None:
    found = decoded(f'{{"before":"[{{\\"","bad":{bad},"after":[1,{{"b":"å"}}]}}'.encode())
    assert isinstance(found, dict)
    assert (found["before"], found["after"]) == ('[{"', [1, {"b": "å"}])


def test_the_standard_reader_would_give_up_on_all_of_it() -> None:
    with pytest.raises(RecursionError):
        json.loads(DEEP)


def test_everything_down_to_the_deepest_level_is_there() -> None:
    inner = "[" * (DEEPEST - 1) + '"x"' + "]" * (DEEPEST - 1)
    found = decoded(f"[{inner},{DEEP}]".encode())
    assert isinstance(found, list)
    assert json.dumps(found[0]) == inner


@pytest.mark.parametrize(
    "raw", [b"", b"{", b'{"a":', b"\xff\xfe{}", b"{}x", b"[" * 5000, b'{"a":"' + b"[" * 9]
)
def test_what_is_no_json_is_nothing(raw: bytes) -> None:
    assert decoded(raw) is None
