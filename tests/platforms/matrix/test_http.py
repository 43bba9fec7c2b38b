"""Every way in which a request can fail, and what the bot is told of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.clock import ManualClock
from bot.platforms.base import LoggedOut, PlatformError, RateLimited, Refused, Unavailable
from bot.platforms.matrix.http import AuthenticationNeeded, Denied, MatrixHttp
from bot.platforms.matrix.patience import Gate
from bot.platforms.matrix.shapes import Json
from tests.platforms.matrix.server import Answer, answer, scripted

NOON = datetime(2024, 5, 14, 12, 0, tzinfo=UTC)
TOKEN = "syt_a-very-secret-token"


async def ask(url: str, *, seconds: float = 20.0) -> Json:
    http = MatrixHttp(url, ManualClock(NOON), Gate())
    http.token = TOKEN
    try:
        return await http.call("send", "PUT", "rooms", "!a/b:x", "send", body={"body": "å"}, seconds=seconds)
    finally:
        await http.close()


async def failure(given: Answer, *, seconds: float = 20.0) -> PlatformError:
    async with scripted(given) as server:
        with pytest.raises(PlatformError) as raised:
            await ask(server.url, seconds=seconds)
    assert TOKEN not in repr(raised.value) + str(raised.value) + repr(raised.value.__cause__)
    return raised.value


async def test_an_answer_comes_as_it_is_and_the_request_goes_out_encoded() -> None:
    async with scripted(answer(200, '{"event_id": "$a"}')) as server:
        assert await ask(server.url + "/") == {"event_id": "$a"}
    assert server.asked == ["PUT /_matrix/client/v3/rooms/%21a%2Fb%3Ax/send HTTP/1.1"]
    assert server.headers[0]["Authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize(
    "given",
    [
        answer(502, "<html>Bad gateway</html>"),
        answer(500, '{"errcode": "M_UNKNOWN", "error": "Internal server error"}'),
        answer(503, ""),
        answer(404, "<html>Not found</html>"),
        answer(403, "<html>Forbidden by a proxy</html>"),
        answer(401, "{}"),
        answer(200, "<html>It works!</html>"),
        answer(200, '{"event_id": "$a"', length=18),
        answer(200, '{"event_id": "$a"}', length=500),
        answer(200, "[]"),
        answer(200, "[" * 100_000),
        answer(200, ""),
        answer(302, "", "Location: https://elsewhere.example.org/"),
        answer(403, '{"errcode": "M_RESOURCE_LIMIT_EXCEEDED"}'),
        b"",
        b"nonsense\r\n\r\n",
    ],
)
async def test_whatever_is_no_clear_answer_means_try_again(given: bytes) -> None:
    error = await failure(given)
    assert isinstance(error, Unavailable)
    assert not isinstance(error, RateLimited)
    assert error.retry_after is None


async def test_a_black_hole_is_given_up_in_time() -> None:
    assert isinstance(await failure(None, seconds=0.2), Unavailable)


async def test_a_server_that_is_not_there_means_try_again() -> None:
    async with scripted(b"") as server:
        url = server.url
    with pytest.raises(Unavailable, match="cannot connect"):
        await ask(url)


@pytest.mark.parametrize(
    ("given", "pause"),
    [
        (answer(429, '{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 2500}'), 2.5),
        (answer(429, '{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": "soon"}', "Retry-After: 7"), 7.0),
        (answer(429, "<html>slow down</html>", "Retry-After: 3"), 3.0),
        (answer(429, "{}", "Retry-After: Tue, 14 May 2024 12:00:30 GMT"), 30.0),
        (
            answer(
                429,
                "{}",
                "Date: Tue, 14 May 2024 11:00:00 GMT",
                "Retry-After: Tue, 14 May 2024 11:00:05 GMT",
            ),
            5.0,
        ),
        (answer(429, "{}", "Retry-After: Tue, 14 May 2024 11:00:00 GMT"), 0.0),
        (answer(429, "{}", "Retry-After: 1e99"), 3600.0),
        (answer(429, "{}", "Retry-After: nan"), None),
        (answer(429, "{}", "Retry-After: soon"), None),
        (answer(429, '{"retry_after_ms": -5}'), 0.0),
        (answer(429, "{}"), None),
        (answer(400, '{"errcode": "M_LIMIT_EXCEEDED"}'), None),
    ],
)
async def test_a_rate_limit_is_told_with_the_pause_that_the_server_asks_for(
    given: bytes, pause: float | None
) -> None:
    error = await failure(given)
    assert isinstance(error, RateLimited)
    assert error.retry_after == pause


async def test_a_server_under_repair_may_name_a_pause_too() -> None:
    error = await failure(answer(503, "<html>back soon</html>", "Retry-After: 120"))
    assert isinstance(error, Unavailable)
    assert error.retry_after == 120.0


@pytest.mark.parametrize("code", ["M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED"])
async def test_a_revoked_login_is_told_as_such(code: str) -> None:
    assert isinstance(await failure(answer(401, f'{{"errcode": "{code}"}}')), LoggedOut)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (403, "M_FORBIDDEN"),
        (413, "M_TOO_LARGE"),
        (404, "M_NOT_FOUND"),
        (400, "M_UNKNOWN"),
        (400, "M_BAD_JSON"),
    ],
)
async def test_what_the_server_will_never_do_is_refused_with_its_code(status: int, code: str) -> None:
    error = await failure(answer(status, f'{{"errcode": "{code}", "error": "no"}}'))
    assert isinstance(error, Denied)
    assert isinstance(error, Refused)
    assert (error.code, error.status, error.missing) == (code, status, status == 404)


async def test_a_server_that_wants_the_password_again_names_the_session_for_it() -> None:
    given = '{"session": "abc", "flows": [{"stages": ["m.login.password"]}], "params": {}}'
    error = await failure(answer(401, given))
    assert isinstance(error, AuthenticationNeeded)
    assert (error.session, error.code, error.status) == ("abc", "", 401)
    wrong = await failure(answer(401, '{"errcode": "M_FORBIDDEN", ' + given[1:]))
    assert isinstance(wrong, AuthenticationNeeded)
    assert wrong.code == "M_FORBIDDEN"


async def test_while_the_server_is_known_to_be_away_nothing_is_sent() -> None:
    async with scripted(answer(200, "{}")) as server:
        gate = Gate(seconds=0.05)
        gate.shut()
        http = MatrixHttp(server.url, ManualClock(NOON), gate)
        with pytest.raises(Unavailable) as raised:
            await http.call("send", "GET", "x")
        assert raised.value.retry_after == 1.0
        assert server.asked == []
        assert await http.call("sync", "GET", "x", knock=True) == {}
        gate.open()
        assert await http.call("send", "GET", "x") == {}
        await http.close()
