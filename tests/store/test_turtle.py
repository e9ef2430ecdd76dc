from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

import arbitrary
from build import claim, entity, release, source
from recog.domain.derive import derive
from recog.store.codec import Value, quads_of, turtle

ANYTHING = (
    arbitrary.claims() | arbitrary.entities() | arbitrary.sources | arbitrary.releases
)


@settings(deadline=None)
@given(st.lists(ANYTHING, max_size=4))
def test_turtle_says_what_the_values_say(values: list[Value]) -> None:
    read = {quad.triple for quad in parse(turtle(values), format=RdfFormat.TURTLE)}

    assert read == {quad.triple for value in values for quad in quads_of(value)}


def test_turtle_of_the_same_values_is_the_same_in_any_order() -> None:
    derived = derive([claim()])
    values: list[Value] = [claim(), entity(), release(), source()]
    values += [*derived.events, *derived.spans]

    assert turtle(reversed(values)) == turtle(values)


def test_a_thing_is_one_block() -> None:
    assert turtle([entity(codes=("iso:XK",)), source()]).decode() == (
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "@prefix prov: <http://www.w3.org/ns/prov#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix recog: <https://w3id.org/recog/def/> .\n"
        "@prefix release: <https://w3id.org/recog/id/release/> .\n"
        "@prefix source: <https://w3id.org/recog/id/source/> .\n"
        "@prefix state: <https://w3id.org/recog/id/state/> .\n"
        "\n"
        "source:test\n"
        "    a recog:Source ;\n"
        '    dcterms:title "A test source" .\n'
        "\n"
        "state:kosovo\n"
        "    a recog:State ;\n"
        '    rdfs:label "Kosovo"@en ;\n'
        '    recog:code "iso:XK" ;\n'
        "    prov:hadPrimarySource release:test .\n"
    )
