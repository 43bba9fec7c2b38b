"""Others see the bot's device as verified: checked on a real Synapse, with another's Ed25519."""

from __future__ import annotations

import asyncio
import base64
import json
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from canonicaljson import encode_canonical_json
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from structlog.testing import capture_logs

from bot.check import check
from bot.platforms.matrix.crosssigning import FILE, Identity
from tests.platforms.matrix.conftest import Bot, MakeBot, settings_of
from tests.support.matrix import Person
from tests.support.matrix_http import Json

pytestmark = pytest.mark.xdist_group("synapse")


@pytest.fixture
async def bot(make_bot: MakeBot) -> Bot:
    return await make_bot(encryption=True)


def unpadded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


def signed_by(content: Json, user: str, key: str) -> bool:
    signature = content.get("signatures", {}).get(user, {}).get(f"ed25519:{key}", "")
    bare = {name: value for name, value in content.items() if name not in ("signatures", "unsigned")}
    try:
        Ed25519PublicKey.from_public_bytes(unpadded(key)).verify(
            unpadded(signature), encode_canonical_json(bare)
        )
    except InvalidSignature:
        return False
    return True


async def seen_by(person: Person, bot: Bot) -> Json:
    """What the homeserver tells another user of the bot's keys."""
    return await person.connection.call("POST", "keys", "query", body={"device_keys": {bot.user_id: []}})


def device_of(bot: Bot) -> str:
    return str(json.loads((bot.folder / "session.json").read_text())["device_id"])


def only(keys: Mapping[str, Any]) -> str:
    ((name, value),) = keys.items()
    assert name == f"ed25519:{value}"
    return str(value)


def trusts_device(answer: Json, bot: Bot) -> bool:
    """The whole chain, as a client that insists on it checks it."""
    master, own = answer["master_keys"][bot.user_id], answer["self_signing_keys"][bot.user_id]
    assert (master["usage"], own["usage"]) == (["master"], ["self_signing"])
    assert signed_by(own, bot.user_id, only(master["keys"]))
    return signed_by(answer["device_keys"][bot.user_id][device_of(bot)], bot.user_id, only(own["keys"]))


async def test_another_user_sees_the_device_as_verified(bot: Bot, bo: Person) -> None:
    answer = await seen_by(bo, bot)
    assert trusts_device(answer, bot)
    assert not signed_by(
        answer["self_signing_keys"][bot.user_id] | {"usage": ["master"]},
        bot.user_id,
        only(answer["master_keys"][bot.user_id]["keys"]),
    )


async def test_the_seeds_are_for_the_owner_alone_and_are_kept_over_a_restart(bot: Bot, bo: Person) -> None:
    path = bot.folder / "crypto" / FILE
    before, seeds = await seen_by(bo, bot), path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    await bot.start()
    assert await seen_by(bo, bot) == before
    assert path.read_bytes() == seeds


async def test_a_new_device_is_signed_by_the_same_identity(bot: Bot, bo: Person) -> None:
    before, old = await seen_by(bo, bot), device_of(bot)
    await bot.stop()
    await bot.platform.login(bot.password)
    await bot.start()
    after = await seen_by(bo, bot)
    assert device_of(bot) != old
    assert after["master_keys"] == before["master_keys"]
    assert trusts_device(after, bot)


async def test_a_crash_between_the_seeds_and_their_publication_is_made_good(
    make_bot: MakeBot, bo: Person
) -> None:
    bot = await make_bot(encryption=False)
    (bot.folder / "crypto").mkdir(mode=0o700)
    kept = Identity.make(bot.folder / "crypto")
    bot.encryption = True
    await bot.start()
    answer = await seen_by(bo, bot)
    assert only(answer["master_keys"][bot.user_id]["keys"]) == kept.master.public
    assert trusts_device(answer, bot)


async def test_an_identity_that_is_not_ours_is_told_and_never_replaced(bot: Bot, bo: Person) -> None:
    before = await seen_by(bo, bot)
    await bot.stop()
    (bot.folder / "crypto" / FILE).unlink()
    await bot.platform.login(bot.password)
    with capture_logs() as logs:
        await bot.start()
    after = await seen_by(bo, bot)
    assert after["master_keys"] == before["master_keys"]
    assert not trusts_device(after, bot)
    assert not (bot.folder / "crypto" / FILE).exists()
    assert len([one for one in logs if "not kept here" in one["event"]]) == 1


async def test_without_encryption_the_account_gets_no_identity(make_bot: MakeBot, bo: Person) -> None:
    bot = await make_bot(encryption=False)
    assert bot.user_id not in (await seen_by(bo, bot)).get("master_keys", {})


async def test_check_says_whether_others_see_the_device_as_verified(
    bot: Bot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_of(bot, tmp_path)
    assert await asyncio.to_thread(check, settings) == 0
    assert "device as verified" in " ".join(capsys.readouterr().out.split())
    await bot.stop()
    (bot.folder / "crypto" / FILE).unlink()
    await bot.platform.login(bot.password)
    await bot.start()
    assert await asyncio.to_thread(check, settings) == 1
    assert "device as unverified" in " ".join(capsys.readouterr().out.split())
