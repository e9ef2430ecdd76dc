"""Constructors and shapes come to the same verdict on a claim."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from arbitrary import claims
from build import claim
from recog.domain.claims import Claim, Rank
from recog.errors import ClaimError
from recog.store import shapes, vocab
from recog.store.codec import quads_of

SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

#: Fields that make a valid recognition of a state one that no constructor accepts.
WRONG: dict[str, dict[str, Any]] = {
    "an actor that may not recognise": {"actor": "person/a"},
    "a target of another track": {"target": "government/a"},
    "no target": {"target": ""},
    "a kind of another track": {"kind": "listed"},
    "a person where none belongs": {"person": "person/a"},
    "a list where none belongs": {"list": "list/a"},
    "a rank without a reason": {"rank": Rank.PREFERRED},
    "a level that no mission has": {"level": "in-office"},
}


def violations(made: Claim) -> list[str]:
    """Return the messages of the shapes that a claim breaks."""

    def known(node: ox.NamedNode) -> list[ox.NamedNode]:
        type, _, _ = vocab.local_id(node).partition("/")
        return [vocab.term(TERMS[type])] if type in TERMS else []

    found = shapes.broken(quads_of(made), known)
    return [each.fault.message for each in found if not each.is_warning]


TERMS = {
    "state": "State",
    "government": "Government",
    "organization": "Organization",
    "person": "Person",
    "list": "DesignationList",
    "release": "Release",
    "event": "Event",
}


@SOME
@given(claims())
def test_what_the_constructor_accepts_breaks_no_shape(made: Claim) -> None:
    assert violations(made) == []


@pytest.mark.parametrize("fields", WRONG.values(), ids=list(WRONG))
def test_what_the_constructor_refuses_breaks_a_shape(fields: dict[str, Any]) -> None:
    good = claim()
    assert violations(good) == []
    whole = {name: getattr(good, name) for name in Claim.__slots__}
    with pytest.raises(ClaimError):
        Claim(**(whole | fields))
    forged = object.__new__(Claim)
    for name, value in (whole | fields).items():
        object.__setattr__(forged, name, value)
    assert violations(forged) != []
