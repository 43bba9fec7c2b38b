"""The few HTTP calls with which users of our own homeserver are made and logged in."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp

_TIMEOUT = aiohttp.ClientTimeout(total=60)


class HomeserverError(Exception):
    """The homeserver did not start, or refused a request. One clear line, then the last log lines if any."""


class RefusedError(HomeserverError):
    """The homeserver answered a request with an error; `errcode` is Matrix's name for it, or empty."""

    def __init__(self, text: str, errcode: str) -> None:
        super().__init__(text)
        self.errcode = errcode


@dataclass(frozen=True, slots=True)
class Login:
    """A user with a live access token."""

    user_id: str
    access_token: str
    device_id: str


async def register(
    url: str, shared_secret: str, localpart: str, password: str, *, admin: bool, displayname: str | None
) -> Login:
    """Create a user by Synapse's shared-secret API, or log in when it exists already with this password.

    https://element-hq.github.io/synapse/latest/admin_api/register_api.html
    """
    path = "/_synapse/admin/v1/register"
    nonce: str = (await request(url, "GET", path))["nonce"]
    signed = "\0".join([nonce, localpart, password, "admin" if admin else "notadmin"])
    body = {
        "nonce": nonce,
        "username": localpart,
        "displayname": displayname or localpart,
        "password": password,
        "admin": admin,
        # SHA-1 because that is what the API asks for.
        "mac": hmac.new(shared_secret.encode(), signed.encode(), hashlib.sha1).hexdigest(),
    }
    try:
        return _login_from(await request(url, "POST", path, body))
    except RefusedError as refused:
        if refused.errcode != "M_USER_IN_USE":
            raise
        return await login(url, localpart, password, None)


async def login(url: str, localpart: str, password: str, device_id: str | None) -> Login:
    """Log in by password, on a new device unless `device_id` names one."""
    body: dict[str, Any] = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": localpart},
        "password": password,
    }
    if device_id is not None:
        body["device_id"] = device_id
    return _login_from(await request(url, "POST", "/_matrix/client/v3/login", body))


async def lift_rate_limit(url: str, admin: Login, user_id: str) -> None:
    """Take the message rate limit off one user (zero means none in this API)."""
    path = f"/_synapse/admin/v1/users/{quote(user_id, safe='')}/override_ratelimit"
    await request(url, "POST", path, {"messages_per_second": 0, "burst_count": 0}, token=admin.access_token)


async def request(
    url: str, method: str, path: str, body: dict[str, Any] | None = None, *, token: str | None = None
) -> dict[str, Any]:
    """One JSON request. Raises RefusedError for an error answer, HomeserverError when nothing answers.

    A session each: these calls are rare, and so they can be made from any event loop.
    """
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT) as session,
            session.request(method, url + path, json=body, headers=headers) as response,
        ):
            answer: dict[str, Any] = await response.json()
            if response.ok:
                return answer
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise HomeserverError(f"{method} {path}: no usable answer from {url} ({error!r})") from error
    errcode = str(answer.get("errcode", ""))
    raise RefusedError(f"{method} {path}: {response.status} {errcode}: {answer.get('error', '')}", errcode)


def _login_from(answer: dict[str, Any]) -> Login:
    return Login(answer["user_id"], answer["access_token"], answer["device_id"])
