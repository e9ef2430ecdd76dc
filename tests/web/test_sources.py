"""The page of sources over our own facts."""

from __future__ import annotations

from flask.testing import FlaskClient

from recog.service.workbench import Workbench
from recog.web.listing import source_cards


def test_a_card_says_what_an_edition_holds_and_how_far_others_agree(
    bench: Workbench,
) -> None:
    cards = source_cards(bench.view())
    assert [card.claims for card in cards] == sorted(
        (card.claims for card in cards), reverse=True
    )
    trt = next(card for card in cards if card.id == "trt-world-2025-09-22")
    assert trt.claims >= 6
    assert sum(count for _, count in trt.kinds) == trt.claims
    assert [line.words for line in trt.agreement if line.events > 5] == [
        "4 agree, 2 contradicted",
        "6 agree",
    ]
    assert trt.citation.endswith(".")
    assert trt.bibtex.startswith("@misc{trt-world-2025-09-22,")


def test_the_page_shows_claims_agreement_and_citation(client: FlaskClient) -> None:
    text = client.get("/sources", headers={"Accept": "text/html"}).text
    for words in (
        "Agreement with others",
        "4 agree, 2 contradicted",
        "Cite it",
        "@misc",
    ):
        assert words in text
    row = client.get("/api/v1/holdings?source=release/trt-world-2025-09-22").get_json()
    (only,) = row["rows"]
    assert only["holds"]["claims"] == sum(only["holds"]["kinds"].values())
