"""Hypothesis strategies for domain values: anything the model allows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from recog.domain.claims import Claim, Mode, Rank, Stance
from recog.domain.dates import EdtfDate, Interval, of_interval, parse
from recog.domain.entities import ENTITY_TYPES, Coverage, Entity, Name, Release, Source
from recog.domain.judgements import Judgement
from recog.domain.kinds import KINDS
from recog.domain.tracks import TRACKS

SLUGS = ("a", "b", "c-d", "long-name-of-a-thing", "x1")
RELEASES = ("release/one", "release/two-2026")

days = st.dates(min_value=date(1600, 1, 1), max_value=date(2100, 12, 31))
moments = st.integers(min_value=0, max_value=4_000_000_000_000_000).map(
    lambda us: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)
)
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0"),
    min_size=1,
    max_size=30,
)
lines = st.just("") | texts
languages = st.sampled_from(("", "ar", "en", "en-gb", "fr", "zh"))


@st.composite
def edtf_dates(draw: st.DrawFn) -> EdtfDate:
    first, second = sorted((draw(days), draw(days)))
    form = draw(st.sampled_from(("day", "month", "year", "interval", "from", "until")))
    mark = draw(st.sampled_from(("", "~", "?")))
    match form:
        case "day":
            return parse(first.isoformat() + mark)
        case "month":
            return parse(first.isoformat()[:7] + mark)
        case "year":
            return parse(first.isoformat()[:4] + mark)
        case "from":
            return of_interval(Interval(first, None))
        case "until":
            return of_interval(Interval(None, second))
        case _:
            return of_interval(Interval(first, second))


def ids(*types: str) -> st.SearchStrategy[str]:
    return st.builds("{}/{}".format, st.sampled_from(types), st.sampled_from(SLUGS))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from(sorted(KINDS)))
    tracks = KINDS[kind].tracks or ("", *sorted(TRACKS))
    name = draw(st.sampled_from(tracks))
    fields: dict[str, Any] = {"actor": draw(ids("state"))}
    if name:
        track = TRACKS[name]
        fields["actor"] = draw(ids(*track.actors))
        fields["target"] = draw(ids(*track.targets))
        fields["person"] = draw(ids("person")) if track.person else ""
        fields["list"] = draw(ids("list")) if track.list else ""
    if name == "mission":
        fields["level"] = draw(st.sampled_from(TRACKS["mission"].values))
    rank = draw(st.sampled_from(Rank))
    recorded, retracted = draw(st.none() | moments), draw(st.none() | moments)
    if recorded and retracted:
        recorded, retracted = sorted((recorded, retracted))
    return Claim(
        id=f"claim/{draw(st.sampled_from(SLUGS))}",
        kind=kind,
        track=name,
        date=draw(edtf_dates()),
        release=draw(st.sampled_from(RELEASES)),
        date_text=draw(lines),
        old_style=draw(st.sampled_from(("", "1917-10-25"))),
        mode=draw(st.sampled_from(Mode)),
        resident=draw(st.sampled_from((None, True, False))),
        how=draw(lines),
        stance=draw(st.sampled_from(Stance)),
        rank=rank,
        rank_reason="" if rank is Rank.NORMAL else "because",
        locator=draw(lines),
        note=draw(lines),
        recorded_at=recorded,
        retracted_at=retracted,
        about_event=draw(st.sampled_from(("", "event/0123456789abcdef"))),
        revises=draw(st.sampled_from(("", "claim/zero"))),
        **fields,
    )


judgements = st.builds(
    Judgement,
    id=ids("judgement"),
    claim=ids("claim"),
    rank=st.sampled_from(Rank),
    about_event=st.sampled_from(("", "event/0123456789abcdef")),
    reason=texts.filter(str.strip),
    author=texts.filter(str.strip),
    recorded_at=st.none() | moments,
)

named = texts.filter(str.strip)
plain_names = st.builds(Name, text=named, language=languages)
tagged_names = plain_names.filter(lambda name: name.language)
former_names = st.builds(
    Name,
    text=named,
    language=languages,
    former=st.just(True),
    began=st.none() | edtf_dates(),
    ended=st.none() | edtf_dates(),
)


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    id = draw(ids(*ENTITY_TYPES))
    labels = st.lists(plain_names, min_size=1, unique_by=lambda name: name.language)
    codes = ("iso:AF", "wikidata:Q889", "cow:700")
    return Entity(
        id=id,
        labels=tuple(draw(labels)),
        names=tuple(draw(st.lists(plain_names | former_names, max_size=4))),
        demonyms=tuple(draw(st.lists(tagged_names, max_size=2))),
        seats=tuple(draw(st.lists(tagged_names, max_size=2))),
        codes=tuple(draw(st.lists(st.sampled_from(codes), max_size=3))),
        began=draw(st.none() | edtf_dates()),
        ended=draw(st.none() | edtf_dates()),
        governs="state/a" if id.startswith("government/") else "",
        organ_of=draw(st.sampled_from(("", "state/b"))),
        keeper=draw(st.sampled_from(("", "organization/a"))),
        predecessors=tuple(draw(st.lists(ids("state"), max_size=2))),
        posts=tuple(draw(st.lists(texts, max_size=2))),
        residences=tuple(draw(st.lists(texts, max_size=2))),
        note=draw(lines),
        release=draw(st.sampled_from(RELEASES)),
    )


sources = st.builds(
    Source,
    id=ids("source"),
    title=texts,
    creator=lines,
    publisher=lines,
    published=st.none() | edtf_dates(),
    published_text=lines,
    url=st.sampled_from(("", "https://example.org/a?b=c#d")),
    language=st.sampled_from(("", "en", "zh-hant")),
)


@st.composite
def coverages(draw: st.DrawFn) -> Coverage:
    first, last = sorted((draw(days), draw(days)))
    return Coverage(
        tracks=tuple(
            draw(st.lists(st.sampled_from(sorted(TRACKS)), min_size=1, max_size=3))
        ),
        days=Interval(draw(st.sampled_from((first, None))), last),
        actors=tuple(draw(st.lists(ids("state"), max_size=2))),
        targets=tuple(draw(st.lists(ids("state", "government"), max_size=2))),
    )


releases = st.builds(
    Release,
    id=st.sampled_from(RELEASES),
    source=ids("source"),
    title=texts,
    edition=lines,
    licence=lines,
    retrieved=st.just("") | days.map(date.isoformat),
    derived_from=st.lists(st.sampled_from(RELEASES), max_size=2).map(tuple),
    coverage=st.lists(coverages(), max_size=2).map(tuple),
    recorded_at=st.none() | moments,
)
