"""A lost disk: keys exported before, restored after, and others trust the bot as they did."""

from __future__ import annotations

import asyncio
import shutil
import stat
from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.keys import export, restore
from bot.login import login
from bot.platforms.base import Outgoing
from bot.platforms.matrix.crosssigning import FILE
from tests.platforms.matrix.conftest import Bot, MakeBot, settings_of
from tests.platforms.matrix.nio_person import NioPerson
from tests.platforms.matrix.test_crosssigning import device_of, seen_by, trusts_device
from tests.support.matrix import Person

pytestmark = pytest.mark.xdist_group("synapse")


@pytest.fixture
async def bot(make_bot: MakeBot) -> Bot:
    return await make_bot(encryption=True)


class Operator:
    """Types commands on the bot's machine; what they print and how they end."""

    def __init__(self, bot: Bot, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "keys.txt"
        self.password, self.passphrase = folder / "password", folder / "passphrase"
        self.password.write_text(bot.password + "\n")
        self.passphrase.write_text("correct horse battery\n")
        self.settings = settings_of(bot, folder)

    async def exports(self) -> None:
        assert await asyncio.to_thread(export, self.settings, self.file, self.passphrase) == 0

    async def restores(self) -> None:
        assert await asyncio.to_thread(restore, self.settings, self.file, self.passphrase) == 0

    async def logs_in_anew(self) -> None:
        assert await asyncio.to_thread(login, self.settings, self.password, True) == 0


@pytest.fixture
def operator(bot: Bot, tmp_path: Path) -> Operator:
    return Operator(bot, tmp_path)


def answer(room: str, text: str, id: str = "o1") -> Outgoing:  # noqa: A002 - as in Outgoing
    return Outgoing(room=room, id=id, kind="x", text=text)


async def devices(person: Person, bot: Bot) -> set[str]:
    return set((await seen_by(person, bot))["device_keys"][bot.user_id])


async def test_after_a_lost_disk_others_trust_the_bot_as_before_and_it_reads_what_it_read(
    bot: Bot, sealed_bo: NioPerson, operator: Operator
) -> None:
    bo = sealed_bo.person
    room = await bot.room_of(bo, encrypted=True)
    await bot.hear(await sealed_bo.send(room, "!mine"))
    sent = await bot.platform.send(answer(room, "before"), "t1")
    before, old, token = await seen_by(bo, bot), device_of(bot), bot.ear.token
    await bot.stop()
    await operator.exports()
    assert stat.S_IMODE(operator.file.stat().st_mode) == 0o600
    seeds = (bot.folder / "crypto" / FILE).read_text()
    shutil.rmtree(bot.folder)
    await operator.restores()
    assert (bot.folder / "crypto" / FILE).read_text() == seeds
    assert {stat.S_IMODE(one.stat().st_mode) for one in (bot.folder / "crypto").iterdir()} == {0o600}
    await operator.logs_in_anew()
    after = await seen_by(bo, bot)
    assert after["master_keys"] == before["master_keys"]
    assert device_of(bot) != old
    assert await devices(bo, bot) == {device_of(bot)}  # the lost one is logged out
    assert trusts_device(after, bot)
    await bot.start(token=token)
    assert await bot.platform.find_sent(room, "o1") == sent.event_id  # written by the lost device
    assert (await bot.hear(await sealed_bo.send(room, "!shifts"))).encrypted
    now = await bot.platform.send(answer(room, "after", "o2"), "t2")
    assert await sealed_bo.read(now.event_id) is not None


async def test_without_an_export_a_new_identity_is_made_and_the_bot_works_on(
    bot: Bot, sealed_bo: NioPerson, operator: Operator, capsys: pytest.CaptureFixture[str]
) -> None:
    bo = sealed_bo.person
    before, token = await seen_by(bo, bot), bot.ear.token
    await bot.stop()
    shutil.rmtree(bot.folder)
    assert await asyncio.to_thread(login, operator.settings, operator.password, False) == 0
    assert "unverified" in capsys.readouterr().out
    assert (await seen_by(bo, bot))["master_keys"] == before["master_keys"]  # only when it is asked for
    shutil.rmtree(bot.folder)
    await operator.logs_in_anew()
    assert "unverified" not in capsys.readouterr().out
    after = await seen_by(bo, bot)
    assert after["master_keys"] != before["master_keys"]
    assert await devices(bo, bot) == {device_of(bot)}
    assert trusts_device(after, bot)
    await bot.start(token=token)
    room = await bot.room_of(bo, encrypted=True)
    assert (await bot.hear(await sealed_bo.send(room, "!mine"))).encrypted


async def test_a_new_device_beside_a_kept_store_keeps_the_identity(
    bot: Bot, operator: Operator, bo: Person
) -> None:
    before = await seen_by(bo, bot)
    await bot.stop()
    await operator.logs_in_anew()
    after = await seen_by(bo, bot)
    assert after["master_keys"] == before["master_keys"]
    assert trusts_device(after, bot)
    assert await devices(bo, bot) == {device_of(bot)}


async def test_restored_keys_also_come_to_a_device_that_is_there(
    bot: Bot, sealed_bo: NioPerson, operator: Operator
) -> None:
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    await bot.hear(await sealed_bo.send(room, "!mine"))
    sent = await bot.platform.send(answer(room, "before"), "t1")
    await bot.stop()
    await operator.exports()
    await operator.logs_in_anew()
    await bot.start()
    assert await bot.platform.find_sent(room, "o1") is None
    await bot.stop()
    await operator.restores()
    await bot.start()
    assert await bot.platform.find_sent(room, "o1") == sent.event_id


def everything(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


async def test_what_goes_wrong_is_one_line_and_changes_nothing(
    bot: Bot, operator: Operator, make_bot: MakeBot, tmp_path: Path
) -> None:
    with pytest.raises(OperatorError, match="in use by process"):
        await operator.exports()
    await bot.stop()
    await operator.exports()
    with pytest.raises(OperatorError, match="is there already") as there:
        await operator.exports()
    assert there.value.exit_code == 1
    short = tmp_path / "short"
    short.write_text("short")
    with pytest.raises(OperatorError, match="too short"):
        export(operator.settings, tmp_path / "other", short)
    before = everything(bot.folder)
    wrong = tmp_path / "wrong"
    wrong.write_text("correct horse batterx")
    with pytest.raises(OperatorError, match="another passphrase, or it is damaged") as refused:
        await asyncio.to_thread(restore, operator.settings, operator.file, wrong)
    assert (refused.value.exit_code, "batterx" in str(refused.value)) == (1, False)
    for text, word in (("", "holds no keys"), ("☃", "holds no keys")):
        (tmp_path / "odd").write_text(text)
        with pytest.raises(OperatorError, match=word):
            restore(operator.settings, tmp_path / "odd", wrong)
    other = await make_bot(encryption=True)
    await other.stop()
    (tmp_path / "elsewhere").mkdir()
    elsewhere = Operator(other, tmp_path / "elsewhere")
    elsewhere.file = operator.file
    with pytest.raises(OperatorError, match="not of"):
        await elsewhere.restores()
    assert everything(bot.folder) == before


async def test_another_identity_is_not_written_over(bot: Bot, operator: Operator) -> None:
    await bot.stop()
    await operator.exports()
    (bot.folder / "crypto" / FILE).unlink()
    await operator.logs_in_anew()
    kept = (bot.folder / "crypto" / FILE).read_text()
    with pytest.raises(OperatorError, match="another identity"):
        await operator.restores()
    assert (bot.folder / "crypto" / FILE).read_text() == kept
