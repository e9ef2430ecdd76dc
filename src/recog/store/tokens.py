"""Tokens: who may read, write or administer. Of each only a hash is kept.

A token is 256 bits of chance, so that a fast hash is enough: there is nothing to guess.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import IntEnum
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from secrets import token_urlsafe
from typing import Final

from recog.errors import InputError, NotFoundError, StoreError
from recog.store.versions import sync

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._@-]{0,79}")
_BITS: Final = 256
_PREFIX: Final = "recog_"  # so that a token that leaked is known for what it is
#: The name of the token that the settings hold.
OF_SETTINGS: Final = "RECOG_TOKEN"


class Scope(IntEnum):
    """What a token allows; each allows what those below it do."""

    READ = 1
    WRITE = 2
    ADMIN = 3

    @staticmethod
    def named(name: str) -> Scope:
        """Return the scope of a name.

        :raises InputError: when there is none.
        """
        try:
            return Scope[name.upper()]
        except KeyError as error:
            known = ", ".join(str(each) for each in Scope)
            raise InputError(f"no scope {name!r}; known: {known}") from error

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token, without its secret."""

    name: str
    scope: Scope
    hash: str  # SHA-256 of the secret
    created: datetime
    revoked: datetime | None = None


_OF_SETTINGS: Final = Token(
    name=OF_SETTINGS,
    scope=Scope.ADMIN,
    hash="",
    created=datetime.min.replace(tzinfo=UTC),
)


class Tokens:
    """The tokens of one home; a small file that only its owner may read."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._path = home / "tokens.json"

    def all(self) -> list[Token]:
        """Return every token that was ever made, by name.

        :raises StoreError: when the file is not as it was written.
        """
        try:
            rows = json.loads(self._path.read_text(encoding="utf-8"))
            return sorted(map(_read, rows), key=lambda token: token.name)
        except FileNotFoundError:
            return []
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{self._path} holds no tokens: {error}") from error

    def create(self, name: str, scope: Scope, *, at: datetime) -> str:
        """Make a token and return its secret, which is told this once.

        :raises InputError: when there was one of this name, or it is no name.
        """
        if _NAME.fullmatch(name) is None or name == OF_SETTINGS:
            raise InputError(f"{name!r} names no token; right would be e.g. harvester")
        secret = _PREFIX + token_urlsafe(_BITS // 8)
        with self._writing():
            tokens = self.all()
            if any(token.name == name for token in tokens):
                raise InputError(f"there was a token {name!r} already; take a new name")
            made = Token(name=name, scope=scope, hash=hashed(secret), created=at)
            self._write([*tokens, made])
        return secret

    def revoke(self, name: str, *, at: datetime) -> None:
        """Make a token worthless from now on; it stays in the list.

        :raises NotFoundError: when there is none of this name.
        """
        with self._writing():
            tokens = self.all()
            if all(token.name != name for token in tokens):
                raise NotFoundError(f"no token {name!r}; see recog token list")
            self._write(
                [
                    replace(token, revoked=token.revoked or at)
                    if token.name == name
                    else token
                    for token in tokens
                ]
            )

    def holder(self, secret: str, *, of_settings: str = "") -> Token | None:
        """Return the token of a secret, if it counts; the time taken tells nothing.

        :param of_settings: the secret of an admin that the settings hold.
        """
        given = hashed(secret)
        found: Token | None = None
        for token in self.all():
            if compare_digest(token.hash, given) and token.revoked is None:
                found = token
        if compare_digest(hashed(of_settings), given) and of_settings:
            found = Token(
                name=OF_SETTINGS,
                scope=Scope.ADMIN,
                hash="",
                created=datetime.min.replace(tzinfo=UTC),
            )
        return found

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with (self._home / "tokens.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _write(self, tokens: list[Token]) -> None:
        rows = [
            {
                **asdict(token),
                "scope": str(token.scope),
                "created": token.created.isoformat(),
                "revoked": token.revoked and token.revoked.isoformat(),
            }
            for token in sorted(tokens, key=lambda token: token.name)
        ]
        new = self._path.with_name(".tokens.json.new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w",
                       encoding="utf-8") as file:  # fmt: skip
            json.dump(rows, file, indent=1)
        sync(new)
        new.replace(self._path)
        sync(self._home)


def hashed(secret: str) -> str:
    """Return what is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def _read(row: dict[str, str]) -> Token:
    return Token(
        name=row["name"],
        scope=Scope.named(row["scope"]),
        hash=row["hash"],
        created=datetime.fromisoformat(row["created"]),
        revoked=datetime.fromisoformat(row["revoked"]) if row["revoked"] else None,
    )
