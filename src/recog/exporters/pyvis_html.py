"""A network as one HTML file that loads nothing: pyvis builds it, our page draws it.

pyvis does not escape what it writes into its own page, so that page is never used; it
gets numbers as ids and no text but labels, which vis-network draws on a canvas.

Source: docs/design.md, sections 3.4 and 4.3.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any, Final

from recog.domain.tracks import TRACKS, VALUES
from recog.exporters.csv_table import citation
from recog.exporters.documents import Network
from recog.exporters.rows import ClaimRow, DateRow, EdgeRow

_WIDTH: Final = 1200  # of the drawing, in pixels, from left to right
_HEIGHT: Final = 800

#: One colour a track, told apart also by people who see few colours.
COLOURS: Final = {
    "state-recognition": "#0b6e4f",
    "government-recognition": "#0b5394",
    "relations": "#b45f06",
    "mission": "#741b47",
    "head-of-mission": "#990000",
    "listing": "#444444",
    "membership": "#134f5c",
    "rule": "#6a329f",
}
_NODE: Final = "#dfe7f1"
_DASHES: Final = {"possible": True}
_DOTS: Final = [1, 4]  # of what is implied, and asserted by no source
_BEND: Final = 0.12  # how much more each further line between two parties bends


def write_html(network: Network) -> bytes:
    """Return the whole page; the same network gives the same bytes."""
    nodes, edges = _built(network)
    library, script = vis_library(), _page("network.js")
    style = "\n".join((_page("network.css"), *_colour_rules()))
    told = {"nodes": nodes, "edges": edges, "details": _details(network)}
    text = Template(_page("network.html")).substitute(
        script_hashes=f"{_hash(library)} {_hash(script)}",
        style_hash=_hash(style),
        style=style,
        library=library,
        script=script,
        data=_inert(told),
        title=escape(network.title),
        summary=escape(_summary(network)),
        label=escape(f"Network of {len(network.nodes)} parties; the table says it all"),
        caption=escape(f"{len(network.edges)} statuses"),
        legend="\n".join(_legend(network.edges)),
        rows="\n".join(_table_rows(network.edges)),
        sources="\n".join(_source_items(network)),
        footer=escape(_footer(network)),
    )
    return text.encode()


def vis_library() -> str:
    """Return the text of the vis-network that pyvis ships."""
    import pyvis

    folder = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2"
    return (folder / "vis-network.min.js").read_text(encoding="utf-8")


def _built(network: Network) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Let pyvis build nodes and edges, with places given and physics off."""
    from pyvis.network import Network as Pyvis  # a second, for IPython and its like

    drawn = Pyvis(directed=True)  # undirected, it drops parallel edges
    numbers = {node["id"]: place for place, node in enumerate(network.nodes)}
    for node in network.nodes:
        drawn.add_node(
            numbers[node["id"]],
            label=node["label"],
            x=round(node["x"] * _WIDTH / 2),
            y=round(node["y"] * _HEIGHT / 2),
            color=_NODE,
            shape="dot",
        )
    between: Counter[frozenset[str]] = Counter()
    for place, edge in enumerate(network.edges):
        pair = frozenset((edge["from"], edge["to"]))
        for double in range(2 if edge["certainty"] == "contradicted" else 1):
            look = _look(edge, between[pair])
            ends = numbers[edge["from"]], numbers[edge["to"]]
            drawn.add_edge(*ends, id=f"{place}" + "b" * double, **look)
            between[pair] += 1
    return drawn.nodes, drawn.edges


def _look(edge: EdgeRow, others: int) -> dict[str, Any]:
    look: dict[str, Any] = {
        "color": COLOURS[edge["track"]],
        "dashes": _DOTS if edge["implied"] else _DASHES.get(edge["certainty"], False),
        "arrows": "" if edge["symmetric"] else "to",
        "width": 1.5,
    }
    if others:
        bend = min(0.9, _BEND * others)
        look["smooth"] = {"type": "curvedCW", "roundness": bend}
    else:
        look["smooth"] = False
    return look


def _details(network: Network) -> dict[str, list[str]]:
    """Return the lines shown for each edge when it is chosen."""
    details: dict[str, list[str]] = {}
    for place, edge in enumerate(network.edges):
        head = (
            f"{edge['actor']['label']} → {edge['target']['label']}: {_status(edge)}, "
            f"{edge['certainty']}, since {_dated(edge['since']) or 'an unknown day'}"
        )
        until = f", until {_dated(edge['until'])}" if edge["until"] else ""
        lines = [head + until, *(citation(claim) for claim in edge["because"])]
        details[f"{place}"] = details[f"{place}b"] = lines
    return details


def _colour_rules() -> Iterator[str]:
    """Yield the colours as style rules: the page allows no style on an element."""
    for track, colour in COLOURS.items():
        yield f".legend .{track} {{ border-color: {colour}; }}"


def _legend(edges: Sequence[EdgeRow]) -> Iterator[str]:
    for track in sorted({edge["track"] for edge in edges}):
        yield f'<li class="{track}">{escape(TRACKS[track].label)}</li>'
    if any(edge["implied"] for edge in edges):
        yield "<li>dotted: implied, asserted by no source</li>"


def _table_rows(edges: Sequence[EdgeRow]) -> Iterator[str]:
    for edge in edges:
        cells = (
            edge["actor"]["label"],
            edge["target"]["label"],
            _status(edge),
            edge["certainty"],
            _dated(edge["since"]),
            _dated(edge["until"]),
            _cited(edge["because"]),
        )
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _source_items(network: Network) -> Iterator[str]:
    for source in network.sources:
        parts = (source["title"], source["creator"], source["publisher"])
        said = ", ".join(part for part in (*parts, source["published"]) if part)
        url = source["url"]
        link = f' <a href="{escape(url)}">{escape(url)}</a>' if _is_web(url) else ""
        yield f"<li>{escape(said)}{link}</li>"


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _status(edge: EdgeRow) -> str:
    track, value = TRACKS[edge["track"]], VALUES[edge["value"]]
    person = f", {edge['person']['label']}" if edge["person"] else ""
    on_list = f", {edge['list']['label']}" if edge["list"] else ""
    implied = edge["implied"]
    marked = f", implied: {implied['label']}" if implied else ""
    return f"{track.label}: {value.label}{person}{on_list}{marked}"


def _cited(claims: Sequence[ClaimRow]) -> str:
    return "; ".join(dict.fromkeys(citation(claim) for claim in claims))


def _dated(when: DateRow | None) -> str:
    return when["edtf"] if when else ""


def _summary(network: Network) -> str:
    asked = "; ".join(
        f"{name}: {_told(value)}" for name, value in network.question.items()
    )
    return asked or "everything"


def _footer(network: Network) -> str:
    receipt = f"; receipt: {network.receipt}" if network.receipt else ""
    return f"recog, version {network.version}: {network.permalink}{receipt}"


def _told(value: object) -> str:
    return str(value["label"]) if isinstance(value, Mapping) else str(value)


def _inert(told: object) -> str:
    """Return JSON that cannot end the element it stands in."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028")


def _hash(text: str) -> str:
    digest = sha256(text.encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"


def _page(name: str) -> str:
    page = files("recog.exporters").joinpath("page", name)
    return page.read_text(encoding="utf-8").strip()
