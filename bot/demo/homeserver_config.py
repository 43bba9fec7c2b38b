"""The configuration with which the demo's and the tests' Synapse runs.

Written by us and not by `synapse --generate-config`: that would start a second Python that
imports all of Synapse, which is most of the time a start takes. Synapse reads YAML, and JSON is YAML.
"""

import base64
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

Limits = Literal["raised", "messages", "default"]
"""`messages`: sending is limited as Synapse does by default, while a crowd registers and joins freely."""

CONFIG_FILE = "homeserver.json"
SECRETS_FILE = "secrets.json"
LOG_FILE = "homeserver.log"

_NO_LIMIT = {"per_second": 10_000, "burst_count": 10_000}


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must stay the same as long as the folder lives, and what nobody else may read."""

    server_name: str
    signing_key: str
    registration_shared_secret: str
    macaroon_secret_key: str
    form_secret: str
    admin_password: str

    @classmethod
    def make(cls, server_name: str) -> "Secrets":
        seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        return cls(
            server_name=server_name,
            # One line of a signing key file: algorithm, key id, unpadded base64 of the Ed25519 seed.
            signing_key=f"ed25519 a_{secrets.token_hex(3)} {seed}",
            registration_shared_secret=secrets.token_urlsafe(32),
            macaroon_secret_key=secrets.token_urlsafe(32),
            form_secret=secrets.token_urlsafe(32),
            admin_password=secrets.token_urlsafe(32),
        )


def load_secrets(folder: Path, server_name: str) -> Secrets:
    """The secrets kept in `folder`, made on first use.

    Raises ValueError when the file is not ours to read or belongs to another server name.
    """
    path = folder / SECRETS_FILE
    if not path.exists():
        made = Secrets.make(server_name)
        _write_private(path, json.dumps(asdict(made)))
        return made
    try:
        kept = Secrets(**json.loads(path.read_text(encoding="utf-8")))
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"{path} is not a homeserver's secrets file; remove the folder to begin anew"
        ) from error
    if kept.server_name != server_name:
        raise ValueError(f"{folder} belongs to the homeserver {kept.server_name}, not to {server_name}")
    return kept


def write_config(folder: Path, port: int, kept: Secrets, limits: Limits) -> Path:
    """Write Synapse's configuration and log configuration for a start on 127.0.0.1:`port`."""
    log_config = folder / "log.json"
    _write_private(log_config, json.dumps(_log_config()))
    path = folder / CONFIG_FILE
    _write_private(path, json.dumps(_config(folder, port, kept, log_config) | _limits(limits), indent=1))
    return path


def _config(folder: Path, port: int, kept: Secrets, log_config: Path) -> dict[str, Any]:
    return {
        "server_name": kept.server_name,
        "public_baseurl": f"http://127.0.0.1:{port}/",
        "listeners": [
            {
                "port": port,
                "bind_addresses": ["127.0.0.1"],
                "type": "http",
                "tls": False,
                "x_forwarded": False,
                # `client` carries the admin API too; without `federation` no other server is served …
                "resources": [{"names": ["client"], "compress": False}],
            }
        ],
        # … and with an empty list none is called.
        "federation_domain_whitelist": [],
        "trusted_key_servers": [],
        "suppress_key_server_warning": True,
        "report_stats": False,
        "url_preview_enabled": False,
        "enable_registration": False,
        "presence": {"enabled": False},
        "user_directory": {"enabled": True, "search_all_users": True},
        # Synapse answers identical /sync requests from a cache for two minutes: a client that
        # restarts within that time would be handed an old position and see old messages again.
        "caches": {"sync_response_cache_duration": 0},
        # The updates of an empty database are done at once, not one a second beside the first users.
        "background_updates": {"sleep_enabled": False},
        "bcrypt_rounds": 4,
        "database": {"name": "sqlite3", "args": {"database": str(folder / "homeserver.db")}},
        "media_store_path": str(folder / "media"),
        "log_config": str(log_config),
        "signing_key": kept.signing_key,
        "registration_shared_secret": kept.registration_shared_secret,
        "macaroon_secret_key": kept.macaroon_secret_key,
        "form_secret": kept.form_secret,
    }


def _limits(limits: Limits) -> dict[str, Any]:
    if limits == "default":
        return {}
    flat = (
        "rc_message rc_registration rc_joins_per_room rc_room_creation rc_third_party_invite rc_key_requests "
        "rc_media_create rc_user_directory rc_profile rc_reports rc_delayed_event_mgmt"
    )
    lifted = dict.fromkeys(flat.split(), _NO_LIMIT) | {
        "rc_login": {"address": _NO_LIMIT, "account": _NO_LIMIT, "failed_attempts": _NO_LIMIT},
        "rc_joins": {"local": _NO_LIMIT, "remote": _NO_LIMIT},
        "rc_invites": {"per_room": _NO_LIMIT, "per_user": _NO_LIMIT, "per_issuer": _NO_LIMIT},
    }
    if limits == "messages":
        del lifted["rc_message"]
    return lifted


def _log_config() -> dict[str, Any]:
    """Warnings to standard error, which the starter turns into LOG_FILE together with any traceback."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(request)s %(message)s"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
    }


def _write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    draft = path.with_name(path.name + ".new")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
    draft.replace(path)
