"""The configuration: what can be set, and how it is read.

One TOML file (config.toml), with environment variables `PASSET_<SECTION>__<KEY>` above it. Relative paths,
from either, count from the folder of the file. docs/settings.md is made from the declarations here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import ConfigError
from bot.settings_problems import described
from bot.settings_sources import Environment, override_districts, read_toml, unknown_sections
from bot.settings_types import (
    OWN_TEXT,
    Branches,
    DatabaseUrl,
    Days,
    Digest,
    FilePath,
    Homeserver,
    Inviters,
    Named,
    Notices,
    OptionalFilePath,
    Prefix,
    QuietHours,
    Slug,
    Text,
    UserId,
    UserIds,
    Zone,
    setting,
)

DEFAULT_FILE = Path("config.toml")


class Section(BaseModel):
    """A table of the file. Unknown keys are errors; defaults pass through the same readers as the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True, hide_input_in_errors=True)


class Matrix(Section):
    """The bot's account on a Matrix server. `passet console` needs none of this."""

    homeserver: Homeserver = setting(
        ...,
        "Address of the homeserver on which the bot has its account.",
        'an address such as "https://matrix.example.org"',
    )
    user_id: UserId = setting(..., "The bot's own user ID.", 'a user ID such as "@passet:example.org"')
    password_file: OptionalFilePath = setting(
        None,
        "File with the bot's password, used until there is a stored session; `passet login` needs none.",
        'the path of a file such as "secrets/password"',
    )
    store_dir: FilePath = setting(
        "data/matrix",
        "Folder for session, encryption keys and the cross-signing seeds. Back it up, keep it safe.",
        'the path of a folder such as "data/matrix"',
    )
    invites_from: Inviters = setting(
        [],
        "Servers and user IDs whose invitations the bot accepts. Empty: it accepts none. "
        "Whoever may invite the bot to a direct chat can also see the shifts and sign up there.",
        'a list of servers and user IDs such as ["example.org", "@anna:example.net"]',
    )
    encryption: bool = setting(True, "Whether the bot takes part in encrypted rooms.", "true or false")


class Storage(Section):
    """Where everything is remembered."""

    url: DatabaseUrl = setting(
        "sqlite+aiosqlite:///data/passet.db",
        "The database: an SQLite file or a PostgreSQL server.",
        '"sqlite+aiosqlite:///FILE" or "postgresql+asyncpg://USER:PASSWORD@HOST/NAME"',
        repr=False,  # it may hold a password
    )


class District(Section):
    """A party district that the bot serves. The section may be repeated, once for each district."""

    key: Slug = setting(
        ...,
        "Short name by which commands and the database know the district. Do not change it later.",
        'small letters a-z, digits and hyphens, such as "sjuharad"',
    )
    name: Named = setting(
        ..., "The district's name as people know it.", 'a name such as "Vänsterpartiet Sjuhärad"'
    )
    timezone: Zone = setting(
        "Europe/Stockholm",
        "Time zone in which times are read and shown.",
        'a time zone such as "Europe/Stockholm"',
    )
    language: Literal["sv", "en"] = setting(
        "sv", "Language of the bot until a room or a person chooses another.", '"sv" or "en"'
    )
    organizers: UserIds = setting(
        [],
        "The first organizers. Each is appointed once; from then on the chat decides.",
        'a list of user IDs such as ["@anna:example.org"]',
    )
    branches: Branches = setting([], "The local branches.", 'a list of names such as ["Borås", "Mark"]')

    @property
    def zone(self) -> ZoneInfo:
        """The time zone, ready to convert with."""
        return ZoneInfo(self.timezone)


class Chat(Section):
    """How the bot behaves in rooms."""

    prefix: Prefix = setting(
        "!",
        'What a command begins with in a room. "/" is not possible: chat programs keep it for themselves.',
        'one to three of the signs !$%&*+,.:;?^|~§- such as "!"',
    )
    names_in_rooms: bool = setting(
        False, "Whether lists of those booked may show names in ordinary rooms too.", "true or false"
    )


class Reminders(Section):
    """What the bot says unasked, and when."""

    digest: Digest = setting(
        "08:00",
        'When each district room gets the summary of today and tomorrow, local time. "" means never.',
        'a time such as "08:00", or "" for none',
    )
    before_shift: Notices = setting(
        ["24h", "2h"],
        "How long before a shift those booked are reminded by direct message. People can choose their own.",
        'a list of times such as ["24h", "2h"] (m, h, d or w for minutes, hours, days, weeks)',
    )
    quiet_hours: QuietHours = setting(
        "21:00-08:00",
        'Local hours in which the bot sends nothing but answers. "" means there are none.',
        'two times such as "21:00-08:00" that leave two hours a day, or "" for none',
    )


class Privacy(Section):
    """How long the bot remembers people, and whom they can ask."""

    contact: Text = setting(
        "",
        "Address of the person responsible for members' data; the command `privacy` shows it.",
        'a text such as "dataskydd@example.org"',
    )
    keep_days: Days = setting(
        365,
        "Sign-ups are made anonymous this many days after their shift.",
        "a whole number of days from 1 to 36500",
        ge=1,
        le=36_500,
    )


class Settings(BaseSettings):
    """Everything that can be set. Read it with `load`."""

    model_config = SettingsConfigDict(
        env_prefix="PASSET_",
        env_nested_delimiter="__",
        enable_decoding=False,  # the readers in settings_types understand what a variable can hold
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    matrix: Matrix | None = None
    storage: Storage = Storage()
    district: list[District]
    chat: Chat = Chat()
    reminders: Reminders = Reminders()
    privacy: Privacy = Privacy()

    _file: Path = PrivateAttr(default=DEFAULT_FILE)

    @property
    def file(self) -> Path:
        """The file that was read, as an absolute path."""
        return self._file

    @field_validator("district")
    @classmethod
    def _distinct(cls, districts: list[District]) -> list[District]:
        if not districts:
            raise PydanticCustomError(
                OWN_TEXT, "is missing; add a [[district]] section with a key and a name"
            )
        keys = [district.key for district in districts]
        for key in keys:
            if keys.count(key) > 1:
                raise PydanticCustomError(
                    OWN_TEXT, 'has the key "{key}" twice; give each its own', {"key": key}
                )
        return districts

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic-settings' own
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - likewise
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - likewise
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, then the file, which `load` hands in."""
        return Environment(settings_cls), init_settings


def load(path: Path | None = None) -> Settings:
    """Read the configuration from `path`, else from config.toml in the current folder.

    Raises ConfigError with one line that names the file and the key; no value is ever part of it.
    """
    given = path or DEFAULT_FILE
    data = read_toml(given)
    if problem := unknown_sections(Settings, data):
        raise ConfigError(f"{given}: {problem}")
    override_districts(data)
    try:
        settings = Settings(**data)
    except ValidationError as error:
        raise ConfigError(f"{given}: {described(Settings, error)}") from None
    return _anchored(settings, given.resolve())


def _anchored(settings: Settings, file: Path) -> Settings:
    """The same settings with every relative path made absolute, counted from the file's folder."""
    folder = file.parent
    update: dict[str, Section] = {"storage": Storage(url=_anchored_url(settings.storage.url, folder))}
    if (matrix := settings.matrix) is not None:
        password = matrix.password_file
        paths = {"store_dir": folder / matrix.store_dir, "password_file": password and folder / password}
        update["matrix"] = matrix.model_copy(update=paths)
    anchored = settings.model_copy(update=update)
    anchored._file = file
    return anchored


def _anchored_url(url: str, folder: Path) -> str:
    """`sqlite+aiosqlite:///data/x.db` with its file under `folder`; other addresses as they are."""
    driver, _, rest = url.partition(":///")
    if not driver.startswith("sqlite"):
        return url
    name, question, options = rest.partition("?")
    return f"{driver}:///{folder / Path(name).expanduser()}{question}{options}"
