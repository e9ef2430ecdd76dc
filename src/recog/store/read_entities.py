"""One described node read as an entity, a source or a release, with its parts.

Source: docs/design.md, section 6.1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from pyoxigraph import NamedNode

from recog.domain.entities import Coverage, Entity, Name, Release, Source
from recog.store import vocab
from recog.store.entity_pairs import canonical, canonical_release
from recog.store.fields import Fields
from recog.store.read_claims import TRACK_NAMES, interval
from recog.store.vocab import term

#: Returns the described nodes that a property of a node points to.
Parts = Callable[[Fields, str], Sequence[Fields]]


def source(node: Fields) -> Source | None:
    """Read a source; None when something is wrong, which the node then notes."""
    value = Source(
        id=node.id,
        title=_title(node),
        creator=node.text(vocab.CREATOR),
        publisher=node.text(vocab.PUBLISHER),
        published=node.edtf(vocab.ISSUED),
        published_text=node.text(term("issuedText")),
        url=node.text(vocab.URL),
        language=node.text(vocab.LANGUAGE),
    )
    return None if node.problems else value


def release(node: Fields, parts: Parts) -> Release | None:
    """Read a release; None when something is wrong, which the nodes then note."""
    described = node.link("releaseOf")
    if not described.startswith("source/"):
        node.problems.append("recog:releaseOf must name its source")
    retrieved = node.day("retrieved")
    coverage = [_coverage(part) for part in parts(node, "coverage")]
    value = Release(
        id=node.id,
        source=described,
        title=_title(node),
        edition=node.text(term("edition")),
        licence=node.text(vocab.LICENSE),
        retrieved=retrieved.isoformat() if retrieved else "",
        derived_from=node.links("derivedFrom"),
        coverage=tuple(each for each in coverage if each is not None),
        recorded_at=node.moment("recordedAt"),
    )
    return None if node.problems else canonical_release(value)


def entity(node: Fields, parts: Parts) -> Entity | None:
    """Read an entity; None when something is wrong, which the nodes then note.

    :raises EntityError: when its parts do not go together.
    """
    described_in = node.link(vocab.PRIMARY_SOURCE)
    if not described_in.startswith("release/"):
        node.problems.append("prov:hadPrimarySource must name its release")
    former = [name for part in parts(node, "formerName") for name in _former(part)]
    described = partial(
        Entity,
        id=node.id,
        labels=_labels(node),
        names=(*node.names(vocab.ALT_LABEL), *former),
        demonyms=node.names(term("demonym")),
        seats=node.names(term("seat")),
        codes=(*node.texts(term("code")), *_wikidata_codes(node)),
        began=node.edtf(term("began")),
        ended=node.edtf(term("ended")),
        governs=node.link("governs"),
        organ_of=node.link("organOf"),
        keeper=node.link("keeper"),
        predecessors=node.links("predecessor"),
        posts=node.texts(vocab.JOB_TITLE),
        residences=node.texts(vocab.HOME_LOCATION),
        note=node.note(),
        release=described_in,
    )
    if node.problems:
        return None
    return canonical(described())


def _title(node: Fields) -> str:
    title = node.text(vocab.TITLE)
    if not title:
        node.problems.append("dcterms:title is missing")
    return title


def _labels(node: Fields) -> tuple[Name, ...]:
    labels = node.names(vocab.LABEL)
    for language, count in sorted(Counter(name.language for name in labels).items()):
        if count > 1:
            node.problems.append(
                f"rdfs:label: {count} are given in language {language!r}; one is right"
            )
    return labels


def _coverage(part: Fields) -> Coverage | None:
    days = interval(part)
    tracks = part.words("coversTrack", TRACK_NAMES)
    actors, targets = part.links("coversActor"), part.links("coversTarget")
    _refuse_more(part, "coversTrack, coversActor, coversTarget, earliest and latest")
    if part.problems or days is None:
        return None
    return Coverage(tracks=tracks, days=days, actors=actors, targets=targets)


def _former(part: Fields) -> Iterable[Name]:
    began, ended = part.edtf(term("began")), part.edtf(term("ended"))
    names = part.names(vocab.LABEL)
    if not names:
        part.problems.append("rdfs:label is missing")
    _refuse_more(part, "rdfs:label, recog:began and recog:ended")
    for name in names:
        yield Name(
            text=name.text,
            language=name.language,
            former=True,
            began=began,
            ended=ended,
        )


def _refuse_more(part: Fields, accepted: str) -> None:
    for predicate, _ in part.rest():
        part.problems.append(f"{predicate} does not belong here; accepted: {accepted}")


def _wikidata_codes(node: Fields) -> tuple[str, ...]:
    """Take Wikidata's addresses out of owl:sameAs; others stay as they are."""
    same = node.values.get(vocab.SAME_AS, [])
    items = [
        value
        for value in same
        if isinstance(value, NamedNode) and value.value.startswith(vocab.WIKIDATA)
    ]
    for item in items:
        same.remove(item)
    return tuple(
        f"wikidata:{item.value.removeprefix(vocab.WIKIDATA)}" for item in items
    )
