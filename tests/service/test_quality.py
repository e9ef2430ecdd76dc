"""Each check finds a case that is built here, and passes over its near misses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from build import MOMENT, claim, entity, release, when
from desks import TODAY, desk
from recog.domain.claims import Claim, Mode, Rank, Stance
from recog.domain.entities import Entity, Release
from recog.service.events import events
from recog.service.parameters import MAX_WIDTH
from recog.service.quality import quality
from recog.service.questions import Question, read_question
from recog.service.workbench import Workbench
from recog.store.embedded import Store

POST: dict[str, str] = {"by": "state/france", "of": "state/kosovo"}
ROYAL = entity("government/royal", governs="state/laos")
PATHET = entity("government/pathet", governs="state/laos")
LAOS = entity("state/laos")


def found(
    home: Path,
    check: str,
    *claims: Claim,
    entities: Iterable[Entity] = (),
    releases: Iterable[Release] = (),
    **question: Any,
) -> list[str]:
    """Return the sentences of one check over claims; its count must agree."""
    with desk(home, *claims, entities=entities, releases=releases) as bench:
        answer = quality(bench.view(), Question(check=check, **question))
    counts = {row["name"]: row["count"] for row in answer.more["checks"]}
    assert counts[check] == len(answer.rows)
    return [row["sentence"] for row in answer.rows]


def head(person: str, first: str, last: str = "", **more: Any) -> list[Claim]:
    """Return the claims that put a person into office, and out of it."""
    kind = more.pop("kind", "credentials-presented")
    who = {**POST, "person": person and f"person/{person}", **more}
    terms = [claim(kind, on=first, **who)]
    return [*terms, claim("mission-terminated", on=last, **who)] if last else terms


NEWS = release("release/news", edition="2008-02-20")


def test_a_claim_dated_after_its_source_is_impossible(tmp_path: Path) -> None:
    late = claim(on="2008-03-01", release=NEWS.id)
    assert found(tmp_path, "impossible-date", late, releases=[NEWS]) == [
        "France → Kosovo: recognition on 1 March 2008, says “A test source”, which can "
        "know of nothing after 21 February 2008."
    ]


def test_a_claim_that_its_source_can_know_is_not_impossible(tmp_path: Path) -> None:
    near = [
        claim(on="2008-02-20", release=NEWS.id),
        claim(on="2008-02-21", by="state/tonga", release=NEWS.id),  # it is tomorrow
        claim(on="2008", by="state/italy", release=NEWS.id),  # perhaps in January
        claim(on="2008-02-18/..", by="state/spain", release=NEWS.id),
        # an intention is a statement of the day on which it is made
        claim(
            "statement",
            by="state/serbia",
            on="2008-02-19",
            note="Serbia will recognise it in March 2008.",
            release=NEWS.id,
        ),
        claim(
            on="2009",
            by="state/malta",
            release=NEWS.id,
            rank=Rank.DEPRECATED,
            rank_reason="a misprint",
        ),
        claim(
            on="2010",
            by="state/chile",
            release=NEWS.id,
            recorded_at=MOMENT,
            retracted_at=MOMENT + timedelta(hours=1),
        ),
    ]
    assert found(tmp_path, "impossible-date", *near, releases=[NEWS]) == []


def test_claims_of_one_event_that_cannot_all_be_true_contradict(
    tmp_path: Path,
) -> None:
    one, other = claim(on="2008-02-18"), claim(on="2008-03-01", release=NEWS.id)
    assert found(tmp_path, "contradiction", one, other, releases=[NEWS]) == [
        "France → Kosovo: recognition on 18 February 2008 (“A test source”), or "
        "recognition on 1 March 2008 (“A test source”)."
    ]


def test_a_day_within_a_year_or_a_preferred_claim_is_no_contradiction(
    tmp_path: Path,
) -> None:
    near = [
        claim(on="2008-02-18"),
        claim(on="2008"),
        claim(by="state/italy", on="2008-02-21"),
        claim(
            by="state/italy",
            on="2009-02-21",
            rank=Rank.PREFERRED,
            rank_reason="the decree itself",
        ),
    ]
    assert found(tmp_path, "contradiction", *near) == []


def test_credentials_before_the_appointment_are_out_of_order(tmp_path: Path) -> None:
    who = {**POST, "person": "person/anne"}
    claims = [
        claim("credentials-presented", on="1885-03-01", **who),
        claim("appointment", on="1885-05-07", release=NEWS.id, **who),
    ]
    assert found(tmp_path, "out-of-order", *claims, releases=[NEWS]) == [
        "France → Kosovo (Anne): appointment on 7 May 1885 (“A test source”) has to "
        "come before credentials presented on 1 March 1885 (“A test source”); the "
        "dates say otherwise."
    ]


def test_events_that_can_have_come_in_order_are_not_out_of_order(
    tmp_path: Path,
) -> None:
    near = {
        "person/on-one-day": ("1885-03-01", "1885-03-01"),
        "person/in-one-month": ("1885-03", "1885-03-01"),
        "person/in-order": ("1885-01", "1885-03-01"),
    }
    claims = [
        claim(kind, on=on, person=person, **POST)
        for person, days in near.items()
        for kind, on in zip(("appointment", "credentials-presented"), days, strict=True)
    ]
    assert found(tmp_path, "out-of-order", *claims) == []


def test_two_heads_of_mission_in_office_together_overlap(tmp_path: Path) -> None:
    claims = [*head("anne", "2000-01-01", "2003-05-10"), *head("bo", "2003-05-01")]
    assert found(tmp_path, "overlapping-heads", *claims) == [
        "Anne and Bo were both in office as head of mission, France → Kosovo, from "
        "1 May 2003 to 9 May 2003 (9 days)."
    ]


def test_a_handover_is_no_overlap(tmp_path: Path) -> None:
    near = {
        "state/on-the-day-of-the-end": head("bo", "2003-05-10"),
        "state/on-the-day-before": head("bo", "2003-05-09"),
        "state/on-an-unknown-day-of-the-month": head("bo", "2003-05"),
        "state/as-charge": head("bo", "2003-01-01", kind="entered-on-duty"),
        "state/for-another-sender": head("bo", "2003-01-01", by="state/italy"),
        "state/without-a-name": head("", "2003-01-01"),
    }
    claims = [
        replace(each, target=post, id=f"{each.id}-{post[6:]}")
        for post, second in near.items()
        for each in (*head("anne", "2000-01-01", "2003-05-10"), *second)
    ]
    assert found(tmp_path, "overlapping-heads", *claims) == []


def test_one_who_recognises_two_governments_of_a_state_is_found(
    tmp_path: Path,
) -> None:
    claims = [
        claim(of=ROYAL.id, on="1949-01-01"),
        claim("recognition-withdrawn", of=ROYAL.id, on="1975-12-31"),
        claim(of=PATHET.id, on="1975-12-02", mode=Mode.DE_FACTO),
    ]
    entities = [ROYAL, PATHET, LAOS]
    assert found(tmp_path, "rivals-recognised", *claims, entities=entities) == [
        "France recognised both Royal and Pathet (de facto), governments of Laos, from "
        "2 December 1975 to 30 December 1975 (29 days)."
    ]


def test_relations_with_two_rivals_are_found_from_either_side(tmp_path: Path) -> None:
    claims = [
        claim("relations-established", by=ROYAL.id, of="state/togo", on="1960-01-01"),
        claim("relations-established", by="state/togo", of=PATHET.id, on="1976-01-01"),
    ]
    entities = [ROYAL, PATHET, LAOS]
    assert found(tmp_path, "rivals-recognised", *claims, entities=entities) == [
        "Togo had diplomatic relations with both Royal and Pathet, governments of "
        "Laos, from 1 January 1976 on, without an end."
    ]


def test_what_is_no_rivalry_is_not_found(tmp_path: Path) -> None:
    ended = entity("government/old", governs="state/oman", ended=when("1975-12"))
    new = entity("government/new", governs="state/oman")
    near = {
        "de facto, then de jure": [
            claim(of=PATHET.id, on="1975", mode=Mode.DE_FACTO),
            claim(of=PATHET.id, on="1977", mode=Mode.DE_JURE),
        ],
        "withdrawn on the same day": [
            claim(of=ROYAL.id, on="1949", by="state/italy"),
            claim(
                "recognition-withdrawn",
                of=ROYAL.id,
                on="1975-12-02",
                by="state/italy",
            ),
            claim(of=PATHET.id, on="1975-12-02", by="state/italy"),
        ],
        "the other one had ended": [
            claim(of=ended.id, on="1949"),
            claim(of=new.id, on="1975-12-02"),
        ],
        "perhaps, but not for certain": [
            claim(of=ROYAL.id, on="1949", by="state/spain"),
            claim("recognition-withdrawn", of=ROYAL.id, on="1975", by="state/spain"),
            claim(of=PATHET.id, on="1975-06", by="state/spain"),
        ],
    }
    claims = [each for case in near.values() for each in case]
    entities = [ROYAL, PATHET, LAOS, ended, new]
    assert found(tmp_path, "rivals-recognised", *claims, entities=entities) == []


DEAD = entity("state/texas", ended=when("1845-12-29"))


def test_a_status_that_nothing_closes_outlives_its_party(tmp_path: Path) -> None:
    claims = [claim(of=DEAD.id, on="1837-03-07")]
    assert found(tmp_path, "outlived", *claims, entities=[DEAD]) == [
        "France → Texas: still recognised (recognition of states) from 30 December "
        "1845 on, without an end, though Texas ended on 29 December 1845."
    ]


def test_a_status_that_ends_with_its_party_does_not_outlive_it(
    tmp_path: Path,
) -> None:
    near = {
        "state/closed-on-that-day": ("1845-12-29", "1845-12-29"),
        "state/held-to-the-last-day": ("1845-12-29", "1845-12-30"),
        "state/perhaps-closed-before": ("1845-12-29", "1845-12/1846-01"),
        "state/perhaps-ended-later": ("1845", "1845-12-31"),
        "state/without-a-last-day": ("1845-12-29/..", ""),
        "state/alive": ("", ""),
    }
    entities = [
        entity(name, ended=when(ended) if ended else None)
        for name, (ended, _) in near.items()
    ]
    claims = [
        *(claim(of=name, on="1837-03-07") for name in near),
        *(
            claim("recognition-withdrawn", of=name, on=closed)
            for name, (_, closed) in near.items()
            if closed
        ),
    ]
    assert found(tmp_path, "outlived", *claims, entities=entities) == []


def test_a_claim_that_names_no_place_cannot_be_looked_up(tmp_path: Path) -> None:
    (told,) = found(tmp_path, "unsourced", claim())
    assert told == (
        "France → Kosovo: recognition on 18 February 2008, says “A test source”; a "
        "reader cannot look it up: it names no place in its source and its source has "
        "no address."
    )


COPY = release("release/copy", "source/copy", derived_from=("release/middle",))
MIDDLE = release("release/middle", "source/middle", derived_from=("release/test",))
OTHER = release("release/other", "source/other")


def test_a_copy_at_any_remove_is_no_second_witness(tmp_path: Path) -> None:
    claims = [claim(), claim(release=COPY.id), claim(release=OTHER.id)]
    releases = [COPY, MIDDLE, OTHER]
    assert found(tmp_path, "derived-witness", *claims, releases=releases) == [
        "France → Kosovo: recognition on 18 February 2008 is told by 3 sources, of "
        "which 2 are independent; “A test release” draws on “A test source”."
    ]


def test_two_that_draw_on_one_that_says_nothing_are_one_witness(tmp_path: Path) -> None:
    claims = [claim(release=COPY.id), claim(release=OTHER.id)]
    other = replace(OTHER, derived_from=("release/test",))
    releases = [COPY, MIDDLE, other]
    assert found(tmp_path, "derived-witness", *claims, releases=releases) == [
        "France → Kosovo: recognition on 18 February 2008 is told by 2 sources, of "
        "which 1 is independent; they draw on the same source."
    ]


def test_two_editions_of_a_source_are_one_witness(tmp_path: Path) -> None:
    claims = [claim(), claim(release=NEWS.id)]
    with desk(tmp_path, *claims, releases=[NEWS]) as bench:
        (event,) = events(bench.view(), Question()).rows
    assert (len(event["claims"]), event["witnesses"]) == (2, 1)
    assert found(tmp_path / "two", "derived-witness", *claims, releases=[NEWS]) == []


def test_a_copy_alone_or_of_another_event_is_a_witness(tmp_path: Path) -> None:
    claims = [
        claim(release=COPY.id),
        claim(release=OTHER.id),
        claim(by="state/italy", release=MIDDLE.id),
        claim("recognition-withdrawn", on="2010", release="release/test"),
    ]
    releases = [COPY, MIDDLE, OTHER]
    assert found(tmp_path, "derived-witness", *claims, releases=releases) == []


def test_denials_and_imprecise_claims_are_found(tmp_path: Path) -> None:
    claims = [claim(stance=Stance.DENIES), claim(by="state/italy", on="2008")]
    with desk(tmp_path, *claims) as bench:
        answer = quality(bench.view(), Question())
    rows = {row["check"]: row["sentence"] for row in answer.rows}
    assert rows["denial"] == (
        "France → Kosovo: recognition on 18 February 2008: “A test source” says that "
        "it did not happen."
    )
    assert rows["imprecise"] == (
        "Italy → Kosovo: recognition: “A test source” dates it in 2008, which leaves "
        "366 days open."
    )


def test_a_date_is_imprecise_from_so_many_days_on_or_where_it_is_open(
    tmp_path: Path,
) -> None:
    """The number is the width from which on a date is no longer found."""
    dates = {
        "1921-03-05": 2,
        "1921-02": 29,
        "1921-03": 32,
        "1921-01-01/1921-12-30": 365,
        "1921": 366,
        "1924": 367,
        "1921~": 365 + 365 + 366 + 1,
        "../1921-03-05": MAX_WIDTH + 1,
        "1921-03-05/..": MAX_WIDTH + 1,
    }
    claims = [claim("statement", on=on) for on in dates]
    ends = {at + step for at in dates.values() for step in (-1, 0)}
    widths = sorted({1, *ends} - {MAX_WIDTH + 1})
    with desk(tmp_path, *claims) as bench:
        view = bench.view()
        for width in widths:
            rows = quality(view, Question(check="imprecise", width=width)).rows
            told = {row["date"]["edtf"] for row in rows}
            assert told == {on for on, end in dates.items() if width < end}, width


def test_findings_are_asked_by_party_and_track(bench: Workbench) -> None:
    view = bench.view()

    def ids(**given: str) -> set[str]:
        question = read_question(view, given, allowed=given)
        return {row["id"] for row in quality(view, replace(question, limit=1000)).rows}

    everything, kosovo = ids(), ids(entity="state/kosovo")
    assert kosovo < everything
    assert kosovo == ids(target="state/kosovo") | ids(actor="state/kosovo")
    on_track = [ids(track=name) for name in ("state-recognition", "relations")]
    assert not on_track[0] & on_track[1]
    assert ids(entity="state/china") >= ids(entity="government/republic-of-china")
    assert ids(entity="state/bhutan") == set()


def test_pages_of_findings_give_each_once_and_in_order(bench: Workbench) -> None:
    view = bench.view()
    whole = [row["id"] for row in quality(view, Question(limit=1000)).rows]
    pages: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = quality(view, Question(limit=7, cursor=cursor))
        pages += [row["id"] for row in answer.rows]
        cursor = answer.next
    assert pages == whole
    assert len(set(whole)) == len(whole) > 100


def test_a_party_is_surveyed_alike_before_and_after_the_whole(home: Path) -> None:
    of = Question(entity="state/kosovo", limit=1000)
    with Store.open(home) as store:
        alone = quality(Workbench(store, lambda: TODAY).view(), of).rows
        view = Workbench(store, lambda: TODAY).view()
        quality(view, Question())
        assert quality(view, of).rows == alone
    assert alone


def sentences(bench: Workbench, check: str) -> list[str]:
    """Return what a check finds in our own data."""
    rows = quality(bench.view(), Question(check=check, limit=1000)).rows
    return [row["sentence"] for row in rows]


@pytest.mark.parametrize("check", ["impossible-date", "overlapping-heads"])
def test_our_own_data_has_no(bench: Workbench, check: str) -> None:
    assert sentences(bench, check) == []


def test_kerr_presented_credentials_before_he_was_appointed_by_one_source(
    bench: Workbench,
) -> None:
    (told,) = sentences(bench, "out-of-order")
    assert told.startswith(
        "United States → Nicaragua (John Bozman Kerr): appointment on 12 March 1851 "
        "(“Principal Officers and Chiefs of Mission”) has to come before credentials "
        "presented on 18 February 1851"
    )


def test_our_own_data_has_two_sources_without_an_address(bench: Workbench) -> None:
    told = sentences(bench, "unsourced")
    assert len(told) == 2
    assert "“China opens embassy in Nicaragua for first time since 1990" in told[0]
    assert "“Decision of 14 February 2003, No. GKPI 03-116”" in told[1]


def test_events_of_our_own_data_that_a_source_and_its_copy_tell_are_known(
    bench: Workbench,
) -> None:
    told = sentences(bench, "derived-witness")
    pages = "; they draw on the same source."
    *first, last = (each for each in told if not each.endswith(pages))
    assert [each.partition(":")[0] for each in first] == [
        "Kingdom of Montenegro → United States",
        "Montenegro → United States",
    ]
    assert last.startswith(
        "Russia → Islamic Emirate of Afghanistan: recognition on 3 July 2025 is told "
        "by 5 sources, of which 4 are independent; “Foreign relations of Afghanistan” "
        "draws on “Russia becomes first country"
    )
    assert "Abkhazia → Transnistria" in {each.partition(":")[0] for each in told}


def test_those_with_relations_to_both_chinas_are_known(bench: Workbench) -> None:
    """Sources date the break later than the new relations; we keep what they say."""
    told = [
        each.partition(" had ")[0] for each in sentences(bench, "rivals-recognised")
    ]
    assert told == [
        *("Benin", "Chile", "Rwanda", "Senegal", "Cyprus", "Congo (Kinshasa)"),
        *("Benin", "Niger", "Burkina Faso", "Senegal", "North Macedonia", "Kiribati"),
        *("Nauru", "Saint Lucia", "Costa Rica", "Malawi"),
    ]


def test_the_parties_that_a_status_outlives_are_known(bench: Workbench) -> None:
    """No source tells of a withdrawal; we invent none."""
    rows = quality(bench.view(), Question(check="outlived", limit=1000)).rows
    assert {row["other"]["label"] for row in rows} == {
        "Artsakh",
        "Czechoslovakia",
        "Donetsk People's Republic",
        "East Germany",
        "Free France",
        "Juárez government of Mexico",
        "Kingdom of Montenegro",
        "Kingdom of Serbia",
        "Korea (Joseon)",
        "Luhansk People's Republic",
        "National Transitional Council",
        "North Yemen",
        "Organization of African Unity",
        "Serbia and Montenegro",
        "South Vietnam",
        "South Yemen",
        "Soviet Union",
        "Texas",
        "United Arab Republic",
        "Yugoslavia",
    }


def test_the_denials_in_our_own_data_are_known(bench: Workbench) -> None:
    denied = [each.partition(":")[0] for each in sentences(bench, "denial")]
    of_kosovo = {each.partition(" → ")[0] for each in denied if "→ Kosovo" in each}
    assert of_kosovo == {
        *("Guinea-Bissau", "São Tomé and Príncipe", "Suriname", "Burundi", "Liberia"),
        *("Lesotho", "Comoros", "Solomon Islands", "Ghana", "Sierra Leone"),
        *("Eswatini", "Burkina Faso", "Gabon", "Maldives", "Somalia", "Guinea"),
        *("Antigua and Barbuda", "Libya", "Saint Lucia"),
    }
    assert [each for each in denied if "→ Kosovo" not in each] == [
        "Vanuatu → Abkhazia",
        "Guyana → Sahrawi Republic",
        "Ghana → Sahrawi Republic",
        "Andorra → Palestine",
        "Belgium → Palestine",
    ]


def test_an_empty_graph_has_nothing_that_is_doubtful(tmp_path: Path) -> None:
    with desk(tmp_path) as bench:
        answer = quality(bench.view(), Question())
    assert answer.rows == []
    assert {row["count"] for row in answer.more["checks"]} == {0}
