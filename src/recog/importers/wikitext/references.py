"""The references of a page: what stands in <ref>, by name or in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from mwparserfromhell.nodes import ExternalLink, Node, Tag, Template, Text, Wikilink
from mwparserfromhell.wikicode import Wikicode

#: How much of a title a locator keeps.
_LONGEST: Final = 80
_TITLES: Final = ("title", "script-title", "chapter", "trans-title", "work", "website")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a page refers to."""

    title: str  # empty: it has only an address
    url: str

    @property
    def short(self) -> str:
        """The title, or else the address, for a locator."""
        text = " ".join((self.title or self.url).split())
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"

    @property
    def host(self) -> str:
        """Whose site it is on: "history.state.gov"."""
        try:
            return (urlsplit(self.url).hostname or "").removeprefix("www.")
        except ValueError:
            return ""


NOWHERE: Final = Reference("", "")


def inside(tag: Tag) -> Sequence[Node]:
    """Return what stands in a tag; asking whether there is any would write it all."""
    return () if tag.contents is None else tag.contents.nodes


class References:
    """The references that a page gives a name, so that they can be cited again."""

    def __init__(self, tree: Wikicode | None = None) -> None:
        """Find them; without a tree there are none."""
        self._named: dict[str, Wikicode] = {}
        if tree is None:
            return
        for tag in tree.ifilter_tags(matches=_is_reference):
            name = _attribute(tag, "name")
            if name and inside(tag) and name not in self._named:
                self._named[name] = tag.contents

    def of(self, node: Node) -> Reference | None:
        """Return what a node refers to; None when it is no reference."""
        if isinstance(node, Tag) and _is_reference(node):
            if node.contents and str(node.contents).strip():
                return _read(node.contents)
            name = _attribute(node, "name")
            named = self._named.get(name)
            return _read(named) if named is not None else Reference(name, "")
        if isinstance(node, Template) and _name(node) == "#tag:ref":
            return None  # a remark as a rule: see `words`
        return None


def _is_reference(tag: Tag) -> bool:
    return str(tag.tag).strip().casefold() == "ref"


def _attribute(tag: Tag, name: str) -> str:
    for attribute in tag.attributes:
        if str(attribute.name).strip().casefold() == name:
            return str(attribute.value or "").strip().strip("\"'")
    return ""


def _name(template: Template) -> str:
    return str(template.name).strip().casefold()


def is_citation(template: Template) -> bool:
    """Tell whether a template cites a work."""
    name = _name(template)
    return name.startswith(("cite", "citation", "#invoke:cite")) and (
        "needed" not in name
    )


def _read(contents: Wikicode) -> Reference:
    for template in contents.ifilter_templates():
        if is_citation(template):
            return _cited(template)
    link = next(iter(contents.ifilter_external_links()), None)
    url = str(link.url).strip() if link else ""
    title = _plain(contents.nodes)
    return Reference("" if title == url else title, url)


def _cited(template: Template) -> Reference:
    given: dict[str, str] = {}
    for parameter in template.params:
        name = str(parameter.name).strip().casefold()
        if name in _TITLES or name == "url":
            given[name] = _plain(parameter.value.nodes)
    title = next((given[name] for name in _TITLES if given.get(name)), "")
    return Reference(title, given.get("url", ""))


def _plain(nodes: Iterable[Node]) -> str:
    return " ".join("".join(_texts(nodes)).split())


def _texts(nodes: Iterable[Node]) -> Iterable[str]:
    for node in nodes:
        if isinstance(node, Text):
            yield str(node.value)
        elif isinstance(node, Wikilink):
            yield from _texts((node.text or node.title).nodes)
        elif isinstance(node, ExternalLink):
            yield from _texts((node.title or node.url).nodes)
        elif isinstance(node, Tag) and node.contents and not _is_reference(node):
            yield from _texts(node.contents.nodes)
