"""Five cases in which sources disagree or states follow, as asked and as shown.

Each is of docs/design.md, section 1: Kerr's credentials in Nicaragua, the Taliban on
Russia's list, Kosovo's withdrawals, two governments of China, and two Montenegros.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

POCOM = "Principal Officers and Chiefs of Mission"
GUIDE = "A Guide to the United States' History of Recognition"
FRUS = "Papers Relating to the Foreign Relations of the United States, 1921"
ROC = "government/republic-of-china"
PRC = "government/peoples-republic-of-china"

# Track, actor, target, day: the answers as "value certainty", and whose they are.
ANSWERS = """
head-of-mission|United States|Nicaragua|1851-03-01|in-office contradicted
head-of-mission|United States|Nicaragua|1851-12-01|in-office contradicted, nominated contradicted
head-of-mission|United States|Nicaragua|1852-02-18|in-office certain
head-of-mission|United States|Nicaragua|1853-06-01|- none
listing|Russia|Taliban|2003-02-13|- none
listing|Russia|Taliban|2010-01-01|listed certain
listing|Russia|Taliban|2025-04-10|listed possible
listing|Russia|Taliban|2025-05-01|suspended contradicted
state-recognition|Nauru|Kosovo|2019-11-12|recognised certain
state-recognition|Nauru|Kosovo|2019-11-13|- none
state-recognition|Togo|Kosovo|2019-06-27|recognised certain
state-recognition|Togo|Kosovo|2019-06-28|- none
state-recognition|Liberia|Kosovo|2018-06-19|recognised certain
state-recognition|Liberia|Kosovo|2019-01-01|recognised contradicted
state-recognition|Ghana|Kosovo|2019-11-08|recognised certain
state-recognition|Ghana|Kosovo|2020-01-01|recognised contradicted
state-recognition|Solomon Islands|Kosovo|2019-01-01|recognised contradicted
state-recognition|Somalia|Kosovo|2020-01-01|recognised certain
state-recognition|Somalia|Kosovo|2023-02-01|recognised contradicted
government-recognition|United States|Republic of China|1978-12-31|recognised certain
government-recognition|United States|Republic of China|1979-01-01|- none
government-recognition|United States|People's Republic of China|1978-12-31|- none
government-recognition|United States|People's Republic of China|1979-01-01|recognised certain
relations|United States|Republic of China|1978-12-31|established certain
relations|United States|Republic of China|1979-01-01|- none
relations|United States|People's Republic of China|1979-01-01|established certain
relations|Japan|People's Republic of China|1972-09-28|- none
relations|Japan|People's Republic of China|1972-09-29|established certain
relations|Japan|Republic of China|1972-07-01|established possible
relations|Japan|Republic of China|1973-01-01|- none
relations|France|People's Republic of China|1964-01-26|- none
relations|France|People's Republic of China|1964-01-27|established certain
relations|France|Republic of China|1965-01-01|- none
state-recognition|United States|Montenegro|1905-03-02|- none
state-recognition|United States|Montenegro|1905-12-31|recognised certain
state-recognition|United States|Montenegro|1920-12-29|recognised certain
state-recognition|United States|Montenegro|1920-12-30|- none
state-recognition|United States|Montenegro|2006-06-12|- none
state-recognition|United States|Montenegro|2006-06-13|recognised certain
relations|United States|Montenegro|1920-12-29|established certain
relations|United States|Montenegro|1921-01-10|established contradicted
relations|United States|Montenegro|1921-01-21|- none
relations|United States|Montenegro|2006-08-15|established certain
"""  # noqa: E501

# A page, and what it has to show.
PAGES = (
    (
        "/relation/state/united-states/state/nicaragua?on=1851-12-01",
        (
            "contradicted",
            "John Bozman Kerr",
            "between 18 February 1851 and 18 February 1852",
            "Credentials presented: 18 February 1852",
            "Credentials presented: 18 February 1851",
        ),
    ),
    (
        "/entity/organization/taliban?on=2025-05-01",
        ("contradicted", "Delisted: April 2025", "Listing suspended: 17 April 2025"),
    ),
    (
        "/relation/state/liberia/state/kosovo",
        ("contradicted", "Denies it.", "Recognition withdrawn: 20 June 2018"),
    ),
    (
        f"/relation/state/united-states/{ROC}?on=1979-01-01",
        ("Recognition withdrawn: 1 January 1979", "25 July 1928"),
    ),
    (
        "/relation/state/united-states/state/kingdom-of-montenegro?on=1921-01-10",
        (
            "contradicted",
            "Recognition withdrawn: 30 December 1920",
            "Relations severed: 30 December 1920",
            "Relations severed: 21 January 1921",
        ),
    ),
    ("/entity/state/montenegro", ("Serbia and Montenegro", "13 June 2006")),
)


@pytest.mark.parametrize("line", ANSWERS.strip().splitlines())
def test_a_case_is_answered_as_its_sources_allow(
    client: FlaskClient, line: str
) -> None:
    track, actor, target, day, expected = line.split("|")
    rows = asked(client, track=track, actor=actor, target=target, on=day)
    said = sorted(f"{row['value'] or '-'} {row['certainty']}" for row in rows)
    assert ", ".join(said) == expected


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        (
            ("head-of-mission", "United States", "Nicaragua", "1851-03-01"),
            {POCOM, GUIDE},
        ),
        (("relations", "United States", "Montenegro", "1921-01-10"), {GUIDE, FRUS}),
    ],
)
def test_both_sides_of_a_contradiction_are_named(
    client: FlaskClient, question: tuple[str, str, str, str], sources: set[str]
) -> None:
    track, actor, target, day = question
    (row,) = asked(client, track=track, actor=actor, target=target, on=day)
    titles = {claim["source"]["label"] for claim in row["because"]}
    assert {each for each in sources if any(t.startswith(each) for t in titles)} == (
        sources
    )


def test_each_montenegro_is_the_target_of_its_own_days(client: FlaskClient) -> None:
    asking = {"track": "state-recognition", "actor": "United States"}
    targets = [
        asked(client, **asking, target="Montenegro", on=day)[0]["target"]["id"]
        for day in ("1905-12-31", "1920-12-31", "2006-12-31")
    ]
    assert targets == [
        "state/kingdom-of-montenegro",
        "state/kingdom-of-montenegro",
        "state/montenegro",
    ]


@pytest.mark.parametrize(("address", "shown"), PAGES, ids=[page for page, _ in PAGES])
def test_the_page_of_a_case_shows_what_its_sources_say(
    client: FlaskClient, address: str, shown: tuple[str, ...]
) -> None:
    page = " ".join(client.get(address).text.split())
    assert [words for words in shown if words not in page] == []


def asked(client: FlaskClient, **parameters: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/status?{urlencode(parameters)}").get_json()
    rows: list[dict[str, Any]] = answer["rows"]
    return rows


def test_a_contradicted_status_says_what_each_source_leads_to(
    client: FlaskClient,
) -> None:
    page = " ".join(client.get("/relation/state/liberia/state/kosovo").text.split())
    assert (
        "<strong>nothing holds</strong>, if this is right: recognition withdrawn on "
        "20 June 2018 (" in page
    )
    assert (
        "<strong>recognised</strong>, if this is right: no recognition withdrawn in "
        "June 2018 (" in page
    )
