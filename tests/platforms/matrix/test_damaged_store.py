"""A store that is damaged, or not this bot's: the operator is told the way out, and no token goes astray."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot.check import _matrix
from bot.errors import OperatorError
from bot.keys import export
from bot.login import login
from bot.platforms.base import LoggedOut
from bot.platforms.matrix import session
from bot.platforms.matrix.crosssigning import FILE
from bot.platforms.matrix.http import MatrixHttp
from bot.platforms.matrix.keyfile import IDENTITY, sealed
from bot.platforms.matrix.keystore import pickle_key
from bot.platforms.matrix.roomkeys import RESTORED, leave_for_later, left_for_later
from bot.platforms.matrix.session import Session, StoreBroken
from tests.platforms.matrix.conftest import Bot, MakeBot
from tests.platforms.matrix.test_crosssigning import device_of, seen_by, trusts_device
from tests.platforms.matrix.test_lost_store import Operator, devices
from tests.support.matrix import Person

SOUND = {
    "algorithm": "m.megolm.v1.aes-sha2",
    "sender_key": "k",
    "session_key": "s",
    "sender_claimed_keys": {"ed25519": "e"},
    "forwarding_curve25519_key_chain": [],
}
pytestmark = pytest.mark.xdist_group("synapse")


@pytest.fixture
async def bot(make_bot: MakeBot) -> Bot:
    made = await make_bot(encryption=True)
    await made.stop()
    return made


@pytest.fixture
def operator(bot: Bot, tmp_path: Path) -> Operator:
    return Operator(bot, tmp_path)


async def checked(operator: Operator) -> dict[str, tuple[bool | None, str]]:
    assert operator.settings.matrix is not None
    found = await _matrix(operator.settings.matrix, [])
    return {one.what: (one.ok, one.said) for one in found}


@pytest.mark.parametrize("content", ["", '{"user_id": "@pa'])
async def test_a_damaged_login_is_told_as_such_and_a_new_device_is_the_way_out(
    bot: Bot, bo: Person, operator: Operator, content: str
) -> None:
    (bot.folder / "session.json").write_text(content)
    ok, said = (await checked(operator))["login"]
    assert (ok, "passet login --new-device" in said) == (False, True)
    with pytest.raises(OperatorError, match="--new-device"):
        await asyncio.to_thread(login, operator.settings, operator.password, False)
    await operator.logs_in_anew()
    assert await devices(bo, bot) == {device_of(bot)}
    assert trusts_device(await seen_by(bo, bot), bot)
    assert (await checked(operator))["encryption"][0] is True


async def test_a_damaged_identity_is_told_and_put_back_from_the_export(bot: Bot, operator: Operator) -> None:
    await operator.exports()
    kept = (bot.folder / "crypto" / FILE).read_text()
    (bot.folder / "crypto" / FILE).write_text('{"master":')
    ok, said = (await checked(operator))["encryption"]
    assert (ok, "passet keys restore FILE" in said) == (False, True)
    await operator.restores()
    assert (bot.folder / "crypto" / FILE).read_text() == kept
    assert (await checked(operator))["encryption"][0] is True


async def test_lost_keys_of_the_device_are_told_and_no_export_is_made_of_them(
    bot: Bot, operator: Operator
) -> None:
    (bot.folder / "crypto" / f"{device_of(bot)}.db").write_bytes(b"")
    ok, said = (await checked(operator))["encryption"]
    assert (ok, "are lost: passet login --new-device" in said) == (False, True)
    with pytest.raises(OperatorError, match="are lost; nothing was written"):
        await asyncio.to_thread(export, operator.settings, operator.file, operator.passphrase)
    assert not operator.file.exists()


def changed(bot: Bot, **more: str) -> None:
    path = bot.folder / "session.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | more))


@pytest.fixture
def tokens(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """What each request would have shown to the server."""
    shown: list[str | None] = []
    call = MatrixHttp.call

    async def watched(self: MatrixHttp, *arguments: object, **more: object) -> object:
        shown.append(self.token)
        return await call(self, *arguments, **more)  # type: ignore[arg-type]  # passed on as they are

    monkeypatch.setattr(MatrixHttp, "call", watched)
    return shown


@pytest.mark.parametrize("guarded", [True, False], ids=["", "control"])
async def test_a_token_is_shown_to_no_other_server_than_the_one_that_gave_it(
    bot: Bot,
    operator: Operator,
    tokens: list[str | None],
    monkeypatch: pytest.MonkeyPatch,
    *,
    guarded: bool,
) -> None:
    monkeypatch.setattr(session, "HERE", frozenset())  # or the test server may be shown anything
    if not guarded:
        monkeypatch.setattr(Session, "is_for", lambda *_: True)
    token = json.loads((bot.folder / "session.json").read_text())["access_token"]
    changed(bot, homeserver="https://matrix.elsewhere.org")
    if guarded:
        assert "is for https://matrix.elsewhere.org" in (await checked(operator))["login"][1]
        with pytest.raises(LoggedOut, match="passet login --new-device"):
            await bot.start()
        await bot.platform.close()
        await operator.logs_in_anew()
    else:
        await checked(operator)
    assert (token in tokens) is not guarded


async def test_a_login_from_before_the_server_was_noted_goes_on(bot: Bot) -> None:
    path = bot.folder / "session.json"
    kept = json.loads(path.read_text())
    path.write_text(json.dumps({key: value for key, value in kept.items() if key != "homeserver"}))
    await bot.start()
    assert json.loads(path.read_text()) == kept


async def test_a_store_of_another_account_is_not_taken_over(bot: Bot, operator: Operator) -> None:
    changed(bot, user_id="@other:example.org")
    identity = (bot.folder / "crypto" / FILE).read_text()
    for new_device in (False, True):
        with pytest.raises(OperatorError, match="name another"):
            await asyncio.to_thread(login, operator.settings, operator.password, new_device)
    assert "name another matrix.store_dir" in (await checked(operator))["login"][1]
    assert (bot.folder / "crypto" / FILE).read_text() == identity


async def test_devices_that_were_lost_on_the_way_are_logged_out_too(
    bot: Bot, bo: Person, operator: Operator
) -> None:
    (bot.folder / "session.json").unlink()
    assert await asyncio.to_thread(login, operator.settings, operator.password, False) == 0
    assert len(await devices(bo, bot)) == 2
    await operator.logs_in_anew()
    assert await devices(bo, bot) == {device_of(bot)}


async def test_keys_that_wait_for_a_device_are_in_the_next_export_and_beside_those_of_another(
    bot: Bot, operator: Operator, tmp_path: Path
) -> None:
    first, second = ({"room_id": "!r", "session_id": name} | SOUND for name in ("one", "two"))
    folder = bot.folder / "crypto"
    leave_for_later(folder, [first])
    leave_for_later(folder, [second])
    assert [one["session_id"] for one in left_for_later(folder)] == ["one", "two"]
    await operator.exports()
    (folder / RESTORED).unlink()
    await operator.restores()
    assert {one["session_id"] for one in left_for_later(folder)} == {"one", "two"}


async def test_an_export_that_is_cut_short_or_holds_something_else_changes_nothing(
    bot: Bot, operator: Operator
) -> None:
    await operator.exports()
    text = operator.file.read_text()
    operator.file.write_text(text[: text.index("-----BEGIN", 10)])
    with pytest.raises(OperatorError, match="is cut short"):
        await operator.restores()
    rooms = text[text.index("-----BEGIN", 10) :]
    for odd in (b"null", b"[]", b'{"user_id": 1}', b'{"user_id": "@a", "seeds": {"master": "x"}}'):
        operator.file.write_text(sealed(odd, IDENTITY, "correct horse battery", rounds=1000) + rooms)
        with pytest.raises(OperatorError, match="does not hold what passet keys export writes"):
            await operator.restores()


def test_an_empty_passphrase_of_the_store_is_none(tmp_path: Path) -> None:
    (tmp_path / "pickle.key").write_text("")
    with pytest.raises(StoreBroken, match="is empty: remove it"):
        pickle_key(tmp_path)
