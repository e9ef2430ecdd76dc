"""Text as it may be shown: without what would change the text around it.

Source: Unicode Technical Report 36, "Unicode Security Considerations".
"""

from __future__ import annotations

import re
from typing import Final

#: Controls of a terminal or file, and those that turn the direction of what follows.
#: Marks of direction (U+200E, U+200F) stay: they end with themselves, and names in
#: Arabic and Hebrew have them.
_HARMFUL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def shown(text: str) -> str:
    """Return a text without controls; line ends and tabs stay.

    >>> shown("Ab\\u202ecd\\x1b[31m")
    'Abcd[31m'
    """
    return _HARMFUL.sub("", text)
