"""The ways in which `FaultProxy` can fail, one value each, and what it notes about a request."""

import re
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Self


@dataclass(frozen=True, slots=True)
class BadGateway:
    """A reverse proxy's HTML error page. `after_upstream`: the homeserver did get the request."""

    status: int = 502
    after_upstream: bool = False


@dataclass(frozen=True, slots=True)
class TooManyRequests:
    """429 `M_LIMIT_EXCEEDED`, not forwarded. The hint stands in the body (`retry_after_ms`) or only in the
    `Retry-After` header (whole seconds, rounded up), or nowhere."""

    retry_after_ms: int = 1000
    hint: Literal["body", "header", "none"] = "body"


@dataclass(frozen=True, slots=True)
class Truncated:
    """Forwarded; of the answer only the first half arrives, under the Content-Length of the whole."""


@dataclass(frozen=True, slots=True)
class Reset:
    """TCP reset as soon as the request has been read, not forwarded."""


@dataclass(frozen=True, slots=True)
class BlackHole:
    """Never answered and not forwarded. Ends when the client gives up or the proxy stops, not when the
    injection is switched off: a connection that was lost stays lost."""


@dataclass(frozen=True, slots=True)
class LoseResponse:
    """Forwarded; when the homeserver has answered in full, the client gets a TCP reset instead."""


@dataclass(frozen=True, slots=True)
class Delay:
    """Forwarded after `seconds`, otherwise untouched."""

    seconds: float


Fault = BadGateway | TooManyRequests | Truncated | Reset | BlackHole | LoseResponse | Delay

Outcome = Literal[
    "pending",  # not finished yet
    "passed",
    "upstream-down",  # the proxy itself answered 502, since nobody listened behind it
    "client-gone",  # the client hung up first
    "bad-gateway",
    "too-many-requests",
    "truncated",
    "reset",
    "black-hole",
    "response-lost",
    "delayed",
]


@dataclass(slots=True)
class Record:
    """One request. `at` and `seconds` are in seconds of the proxy's clock; `status` is what the client was
    sent (None: nothing), `upstream_status` what the homeserver said (None: not asked, or no answer)."""

    method: str
    path: str
    at: float
    outcome: Outcome = "pending"
    status: int | None = None
    upstream_status: int | None = None
    seconds: float | None = None


@dataclass(slots=True)
class Injection:
    """A fault that is switched on: where, how often, and how often it has happened (`hits`).

    `off()` ends it, so does leaving `with proxy.inject(…):`.
    """

    fault: Fault
    method: str | None
    path: re.Pattern[str]
    count: int | None
    probability: float
    hits: int = 0
    active: bool = True

    def off(self) -> None:
        self.active = False

    def covers(self, method: str, path: str) -> bool:
        """Whether this request is one of those it is for, chance left aside."""
        spent = self.count is not None and self.hits >= self.count
        right_method = self.method is None or self.method == method
        return self.active and not spent and right_method and self.path.search(path) is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.off()
