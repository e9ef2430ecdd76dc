"""The states, governments, organisations and lists that recog comes with."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, parse

from recog.domain.dates import EdtfDate, Interval
from recog.domain.dates import parse as parse_date
from recog.domain.entities import ENTITY_TYPES, Entity
from recog.service.directory import Directory
from recog.service.names import fold, lifetime
from recog.store.codec import records_of
from recog.store.files import data_dir

FILES = ("governments", "organizations", "states")
LANGUAGES = {"ar", "en", "es", "fr", "ru", "zh"}
RELEASE = "release/recog-entities-2026-11-23"
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "datasets"

MEMBERS_OF_THE_UN = """
    AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ
    CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI
    FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM
    JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG
    MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK
    PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD
    TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
"""

#: Names that entities share, and may: of the state of the day, or of both. Elsewhere a
#: name names one entity.
SHARED_NAMES = {
    "armenia": {"state/armenia", "state/first-republic-of-armenia"},
    "austria": {"state/austria", "state/austria-hungary", "state/austrian-empire"},
    "azerbaijan": {"state/azerbaijan", "state/azerbaijan-democratic-republic"},
    "colombia": {"state/colombia", "state/gran-colombia"},
    "congo": {
        "state/congo-brazzaville",
        "state/congo-free-state",
        "state/congo-kinshasa",
    },
    "georgia": {"state/democratic-republic-of-georgia", "state/georgia"},
    "korea": {"state/korea", "state/north-korea", "state/south-korea"},
    "madagascar": {"state/kingdom-of-madagascar", "state/madagascar"},
    **{
        name: {"state/kingdom-of-montenegro", "state/montenegro"}
        for name in ("montenegro", "черногория", "الجبل الاسود", "黑山")
    },
    "republic of the congo": {"state/congo-brazzaville", "state/congo-kinshasa"},
    "russia": {"state/russia", "state/soviet-union"},
    "serbia": {"state/kingdom-of-serbia", "state/serbia"},
    **{
        name: {"state/ottoman-empire", "state/turkey"}
        for name in ("turkey", "turquia", "turquie", "турция")
    },
    "ukraine": {"state/ukraine", "state/ukrainian-peoples-republic"},
    "united arab republic": {"state/egypt", "state/united-arab-republic"},
    **{
        name: {"state/north-vietnam", "state/south-vietnam", "state/vietnam"}
        for name in ("viet nam", "vietnam")
    },
    "yemen": {"state/north-yemen", "state/yemen"},
}

PREDICATES = (
    "a",
    "dcterms:title",
    "dcterms:creator",
    "dcterms:publisher",
    "schema:url",
    "dcterms:language",
    "recog:releaseOf",
    "recog:edition",
    "dcterms:license",
    "recog:retrieved",
    "recog:derivedFrom",
    "rdfs:label",
    "skos:altLabel",
    "recog:demonym",
    "recog:seat",
    "recog:formerName",
    "recog:code",
    "owl:sameAs",
    "recog:began",
    "recog:ended",
    "recog:governs",
    "recog:organOf",
    "recog:keeper",
    "recog:predecessor",
    "rdfs:comment",
    "prov:hadPrimarySource",
)


def file_of(name: str) -> Path:
    return data_dir() / f"{name}.ttl"


@cache
def entities() -> dict[str, Entity]:
    """Return every entity of the three files by its id."""
    found = [each for name in FILES for each in records_of(file_of(name), "").entities]
    assert len({each.id for each in found}) == len(found)
    return {each.id: each for each in found}


def of_type(name: str) -> list[Entity]:
    found = [each for each in entities().values() if each.type == name]
    assert found
    return found


def by_code() -> dict[str, str]:
    return {code: each.id for each in entities().values() for code in each.codes}


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_no_blank_nodes_and_only_literals_of_ours(name: str) -> None:
    triples = list(parse(path=str(file_of(name))))
    assert triples
    assert all(isinstance(each.subject, NamedNode) for each in triples)
    assert not any(isinstance(each.object, BlankNode) for each in triples)
    assert {
        each.object.datatype.value.rpartition("/")[2].rpartition("#")[2]
        for each in triples
        if isinstance(each.object, Literal)
    } <= {"string", "langString", "EDTF", "date", "anyURI"}


@pytest.mark.parametrize("name", FILES)
def test_subjects_are_sorted_and_each_is_one_block(name: str) -> None:
    text = file_of(name).read_text(encoding="utf-8")
    subjects = re.findall(r"^<([^>]+)>$", text, flags=re.MULTILINE)
    assert subjects
    assert subjects == sorted(set(subjects))


@pytest.mark.parametrize("name", FILES)
def test_predicates_stand_in_one_order(name: str) -> None:
    blocks = file_of(name).read_text(encoding="utf-8").split("\n\n")[1:]
    assert blocks
    for block in blocks:
        lines = block.strip().split("\n")[1:]
        places = [PREDICATES.index(line.split()[0]) for line in lines]
        assert places == sorted(places), block


def test_there_is_a_state_for_every_member_of_the_un_and_more() -> None:
    codes, members = by_code(), MEMBERS_OF_THE_UN.split()
    assert len(members) == 193
    missing = [each for each in members if f"iso:{each}" not in codes]
    assert missing == []
    present = [each for each in of_type("state") if each.ended is None]
    assert len(present) >= 195
    assert len(of_type("state")) - len(present) >= 50


def test_a_member_of_the_un_has_every_code() -> None:
    codes = by_code()
    for member in MEMBERS_OF_THE_UN.split():
        state = entities()[codes[f"iso:{member}"]]
        schemes = {code.partition(":")[0] for code in state.codes}
        assert {"iso", "cow", "gw", "wikidata"} <= schemes, state.id
        assert sum(code.startswith("iso:") for code in state.codes) == 2, state.id


def test_a_member_of_the_un_has_a_seat_of_government() -> None:
    codes = by_code()
    states = [entities()[codes[f"iso:{each}"]] for each in MEMBERS_OF_THE_UN.split()]
    assert [state.id for state in states if not state.seats] == []


@pytest.mark.parametrize("kind", ["state", "government", "list"])
def test_labels_are_in_six_languages(kind: str) -> None:
    wrong = {
        each.id: LANGUAGES.symmetric_difference(name.language for name in each.labels)
        for each in of_type(kind)
    }
    assert {id: languages for id, languages in wrong.items() if languages} == {}


def test_a_label_says_no_more_than_the_name() -> None:
    marks = re.compile(r"[*]|\((?:the|la|le|les|l'|el|los|las)\)|^the |  |^ | $")
    names = [
        name.text
        for each in entities().values()
        for name in (*each.labels, *each.names, *each.demonyms, *each.seats)
    ]
    assert names
    assert [text for text in names if marks.search(text)] == []


def test_a_code_names_one_entity() -> None:
    holders = defaultdict(set)
    for each in entities().values():
        for code in each.codes:
            holders[code.casefold()].add(each.id)
    assert {code: ids for code, ids in holders.items() if len(ids) > 1} == {}


def test_a_name_names_one_entity_but_for_the_known_ones() -> None:
    holders = defaultdict(set)
    for each in entities().values():
        for name in (*each.labels, *each.names):
            holders[fold(name.text)].add(each.id)
        holders[each.id.partition("/")[2].replace("-", " ")].add(each.id)
    shared = {name: ids for name, ids in holders.items() if len(ids) > 1}
    assert shared == SHARED_NAMES


def test_a_seat_names_one_state_on_each_day() -> None:
    holders = defaultdict(set)
    for each in of_type("state"):
        for seat in each.seats:
            holders[seat.text].add(each)
    shared = {text: states for text, states in holders.items() if len(states) > 1}
    assert len(shared) > 10
    for text, states in shared.items():
        lives = [lifetime(state.began, state.ended) for state in states]
        ends = {day for life in lives for day in (life.earliest, life.latest)}
        for day in ends - {None}:
            found = directory().resolve(text, on=day, types=("state",))
            assert found in {state.id for state in states}


def test_no_abbreviation_is_the_code_of_another_country() -> None:
    codes = by_code()
    clashes = [
        (name.text, each.id)
        for each in entities().values()
        for name in each.names
        if codes.get(f"iso:{name.text}", each.id) != each.id
    ]
    assert clashes == []


def test_a_date_is_readable_and_an_end_follows_its_beginning() -> None:
    def days(date: EdtfDate) -> Interval:
        assert parse_date(date.edtf) == date
        return date.days

    seen = 0
    for each in entities().values():
        spans = [(each.began, each.ended)]
        spans += [(name.began, name.ended) for name in each.names]
        for began, ended in spans:
            if began and ended:
                seen += 1
                assert days(began).first < days(ended).last, each.id
    assert seen > 50


def test_a_former_state_has_both_dates_and_ended_before_its_successor() -> None:
    former = {each.id: each for each in of_type("state") if each.ended is not None}
    assert [id for id, each in former.items() if each.began is None] == []
    for each in of_type("state"):
        for predecessor in each.predecessors:
            before = former[predecessor]
            assert before.ended is not None
            if each.ended is not None:
                assert before.ended.days.first <= each.ended.days.first, each.id


def test_a_former_name_was_used_while_its_state_existed() -> None:
    for each in of_type("state"):
        for name in each.names:
            if name.former and name.began and each.ended:
                assert name.began.days.first <= each.ended.days.last, (each.id, name)
            if name.former and name.ended and each.began:
                assert name.ended.days.last >= each.began.days.first, (each.id, name)


def test_what_an_entity_points_to_exists() -> None:
    known = entities()
    for each in known.values():
        assert each.type in ENTITY_TYPES
        assert each.release == RELEASE
        for state in (each.governs, each.organ_of, *each.predecessors):
            assert not state or known[state].type == "state", each.id
        assert bool(each.keeper) == (each.type == "list")
        assert not each.keeper or each.keeper in known
    assert all(each.governs for each in of_type("government"))


def test_the_release_says_what_it_draws_on() -> None:
    records = records_of(file_of("states"), "")
    releases = {each.id: each for each in records.releases}
    sources = {each.id for each in records.sources}
    assert set(releases[RELEASE].derived_from) == set(releases) - {RELEASE}
    assert {each.source for each in releases.values()} == sources
    assert all(each.licence and each.edition for each in releases.values())


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Taliban government", "government/islamic-emirate-of-afghanistan"),
        ("Taliban", "organization/taliban"),
        ("Taiwan", "government/republic-of-china"),
        ("Beijing", "government/peoples-republic-of-china"),
        ("iso:TW", "government/republic-of-china"),
        ("China", "state/china"),
        ("Burma", "state/myanmar"),
        ("Upper Volta", "state/burkina-faso"),
        ("Persia", "state/iran"),
        ("West Germany", "state/germany"),
        ("GDR", "state/east-germany"),
        ("USSR", "state/soviet-union"),
        ("DPRK", "state/north-korea"),
        ("the Ivory Coast", "state/cote-divoire"),
        ("Holland", "state/netherlands"),
        ("UK", "state/united-kingdom"),
        ("America", "state/united-states"),
        ("Россия", "state/russia"),
        ("塔利班", "organization/taliban"),
        ("UNSC", "organization/un-security-council"),
        ("GNU", "government/government-of-national-unity-libya"),
        ("FTO list", "list/us-foreign-terrorist-organizations"),
    ],
)
def test_what_people_say_finds_the_entity(text: str, id: str) -> None:
    assert directory().resolve(text) == id


@pytest.mark.parametrize(
    ("text", "on", "id"),
    [
        ("Tehran", "1979-01-01", "state/iran"),
        ("Kabul", "2025-07-03", "state/afghanistan"),
        ("London", "1800-01-01", "state/united-kingdom"),
        ("Washington", "2025-01-01", "state/united-states"),
        ("Washington, D.C.", "2025-01-01", "state/united-states"),
        ("Moscow", "1900-01-01", "state/russia"),
        ("Moscow", "1980-01-01", "state/soviet-union"),
        ("Moscow", "2025-07-03", "state/russia"),
        ("Beijing", "2025-01-01", "government/peoples-republic-of-china"),
        ("Taipei", "2025-01-01", "government/republic-of-china"),
        ("Berlin", "1850-01-01", "state/prussia"),
        ("Berlin", "1980-01-01", "state/germany"),
        ("Belgrade", "1980-01-01", "state/yugoslavia"),
        ("Belgrade", "2025-01-01", "state/serbia"),
        ("Constantinople", "1890-01-01", "state/ottoman-empire"),
        ("Rome", "1865-01-01", "state/papal-states"),
        ("Saigon", "1970-01-01", "state/south-vietnam"),
        ("Hanoi", "1970-01-01", "state/north-vietnam"),
        ("Rangoon", "1970-01-01", "state/myanmar"),
        ("Vienna", "1867-06-01", "state/austrian-empire"),
        ("Nassau", "1850-01-01", "state/nassau"),
        ("Nassau", "2025-01-01", "state/bahamas"),
        ("Tripoli", "1800-01-01", "state/regency-of-tripoli"),
        ("Tripoli", "1980-01-01", "state/libya"),
        ("Ramallah", "2025-01-01", "government/palestinian-authority"),
    ],
)
def test_a_city_stands_for_the_party_whose_seat_it_was(
    text: str, on: str, id: str
) -> None:
    assert directory().resolve(text, on=date.fromisoformat(on)) == id


@pytest.mark.parametrize(
    ("on", "id"),
    [
        ("1905-12-31", "state/kingdom-of-montenegro"),
        ("1920-12-29", "state/kingdom-of-montenegro"),
        ("1950-01-01", "state/kingdom-of-montenegro"),
        ("2006-06-13", "state/montenegro"),
    ],
)
def test_montenegro_is_the_state_of_the_day_or_the_last_before_it(
    on: str, id: str
) -> None:
    assert directory().resolve("Montenegro", on=date.fromisoformat(on)) == id


@pytest.mark.parametrize("text", ["Beijing", "Peking"])
def test_a_city_stands_for_china_where_a_state_is_asked_for(text: str) -> None:
    assert directory().resolve(text, types=("state",)) == "state/china"


@cache
def directory() -> Directory:
    return Directory(entities().values())


@pytest.mark.parametrize(
    ("code", "id"),
    [
        ("albania-1946", "state/albania"),
        ("antigua-barbuda", "state/antigua-and-barbuda"),
        ("bosnia-herzegovina", "state/bosnia-and-herzegovina"),
        ("burma", "state/myanmar"),
        ("cape-verde", "state/cabo-verde"),
        ("congo-republic", "state/congo-brazzaville"),
        ("congo-democratic-republic", "state/congo-kinshasa"),
        ("czechoslovakia-1993", "state/czechoslovakia"),
        ("german-democratic-republic", "state/east-germany"),
        ("hawaii", "state/hawaii"),
        ("joseon-dynasty-1910", "state/korea"),
        ("kingdom-of-two-sicilies-1861", "state/two-sicilies"),
        ("korea", "state/south-korea"),
        ("macedonia", "state/north-macedonia"),
        ("micronesia-federated-states-of", "state/micronesia"),
        ("socialist-federal-republic-of-yugoslavia-1992", "state/yugoslavia"),
        ("south-vietnam-1975", "state/south-vietnam"),
        ("state-of-vietnam-1955", "state/south-vietnam"),
        ("swaziland", "state/eswatini"),
        ("representative-to-nato", "organization/nato"),
        ("representative-uneo", "organization/un-office-at-geneva"),
    ],
)
def test_an_id_of_pocom_finds_the_entity(code: str, id: str) -> None:
    assert by_code()[f"pocom:{code}"] == id


@pytest.mark.corpus
def test_every_id_of_pocom_and_of_rdcr_finds_an_entity() -> None:
    pocom, rdcr = CORPUS / "historyatstate-pocom", CORPUS / "historyatstate-rdcr"
    if not (pocom.is_dir() and rdcr.is_dir()):
        pytest.skip("the data sets are not beside the checkout")
    element = re.compile(r"<(?:contemporary-)?territory-id>\s*([^<\s]+)\s*<")
    used = {
        f"pocom:{id}"
        for path in (pocom / "missions-countries").glob("*.xml")
        for id in element.findall(path.read_text(encoding="utf-8"))
    }
    used |= {f"pocom:{path.stem}" for path in (pocom / "missions-orgs").glob("*.xml")}
    used |= {f"rdcr:{path.stem}" for path in (rdcr / "articles").glob("*.xml")}
    assert len(used) > 400
    assert used - set(by_code()) == set()
