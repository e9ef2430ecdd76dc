"""What a client takes, what it sent, and which of it is said once.

Source: RFC 9110, sections 8.3 and 12; SPARQL 1.1 Protocol, section 2.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable, UnsupportedMediaType

from recog.errors import QuestionError
from recog.service.sparql import asked_for, offered


def accepted(media_types: Sequence[str]) -> str:
    """Return the media type that the client likes best; without a wish, the first.

    Parameters, such as a charset, are not looked at, and a media type that others use
    for the same format counts as that.

    :raises NotAcceptable: when the client takes none of them.
    """
    if not request.headers.get("Accept", "").strip():
        return media_types[0]
    wishes = MIMEAccept(
        [(name.partition(";")[0].strip(), q) for name, q in request.accept_mimetypes]
    )
    names = asked_for(media_types)
    best = wishes.best_match(names)
    if best is None:
        raise NotAcceptable(f"this result comes as {', '.join(media_types)}")
    return names[best]


def prefers_pages() -> bool:
    """Tell whether the client would rather have a page than RDF, as browsers would."""
    wishes = request.accept_mimetypes
    html = wishes["text/html"]
    graphs = offered(graph=True)
    return html > max(wishes[each] for each in graphs) and "text/html" in dict(wishes)


def once(name: str, values: Sequence[str]) -> str:
    """Return the one value of a parameter.

    :raises QuestionError: when it is not there, or there several times.
    """
    if len(values) != 1:
        raise QuestionError(f"{name} must be given once; given: {len(values)} times")
    return values[0]


def text_sent() -> str:
    """Return the body of the request, which must be UTF-8.

    :raises UnsupportedMediaType: when it says that it is written otherwise.
    :raises QuestionError: when it is not UTF-8.
    """
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower().replace("-", "") != "utf8":
        raise UnsupportedMediaType(f"a text is sent as UTF-8, not {charset}")
    try:
        return request.get_data().decode()
    except UnicodeDecodeError as error:
        raise QuestionError(f"a text is sent as UTF-8: {error}") from error
