"""What a page may load and run: only what this service sends.

Source: Content Security Policy Level 3.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

#: Style sheets that YASGUI 4.6.2 inserts, word for word: the handles by which columns
#: are made wider, and the pointer while one is dragged. A test in Chromium complains
#: when another version brings others.
YASGUI_STYLES: Final = (
    "sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk=",
    "sha256-c0O6TmFAkgpNbHxKAa1BrveWHHopjEtC47i0PzMudxg=",
)


def policy(styles: Iterable[str] = ()) -> str:
    """Return the policy of a page; `styles` are hashes of sheets that it may insert."""
    sheets = " ".join(["'self'", *(f"'{each}'" for each in styles)])
    return (
        f"default-src 'none'; script-src 'self'; style-src {sheets}; "
        "img-src 'self' data:; connect-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
