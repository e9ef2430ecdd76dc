"""What every importer keeps to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from build import claim, release, source
from importing import Counting, article, chief, context, item, mission
from recog.domain.claims import Claim
from recog.domain.entities import Entity, Release, Source
from recog.importers import IMPORTERS, Record, Skip
from recog.importers.claims_csv import TWICE
from recog.importers.gsh import Reason as GshReason
from recog.importers.pocom import Reason
from recog.importers.rdcr import Reason as RdcrReason
from recog.importers.statelists import Reason as StatesReason
from recog.importers.tables.columns import COLUMNS
from recog.importers.unsc import Reason as ListReason
from recog.importers.wikidata import Reason as WikidataReason
from state_files import isd, table, territory
from un_lists import individual, snapshot
from wiki_pages import relations, wiki_page
from wikidata_files import results, row

RDF: list[Record] = [source(), release(), claim()]


def _table(folder: Path) -> Path:
    path = folder / "claims.csv"
    path.write_text(
        "kind,actor,target,date,source_title\n"
        "recognition,state/france,state/kosovo,2008-02-18,A note\n"
    )
    return path


def _sheet(folder: Path) -> Path:
    book = Workbook()
    book.worksheets[0].append(["State", "Day"])
    book.worksheets[0].append(["state/kosovo", "18 February 2008"])
    book.save(folder / "claims.xlsx")
    return folder / "claims.xlsx"


def _list(folder: Path) -> Path:
    path = folder / "list.csv"
    path.write_text("State,Day\nstate/kosovo,18 February 2008\n")
    return path


def _mapping(folder: Path) -> Path:
    """Write what the columns of the samples of people's own tables mean."""
    path = folder / "mapping.toml"
    path.write_text(
        '[constants]\nkind = "recognition"\nactor = "state/france"\n'
        'source_title = "A note"\n[columns]\ntarget = "State"\ndate = "Day"\n'
    )
    return path


#: A small input for each importer.
SAMPLES: dict[str, Callable[[Path], Path]] = {
    "rdf": lambda folder: folder / "claims.ttl",
    "claims-csv": _table,
    "lists-csv": _list,
    "xlsx": _sheet,
    "pocom": lambda folder: mission(
        folder, chief(started="1977-06-18"), notes=["Closed."]
    ),
    "rdcr": lambda folder: article(
        folder, item("Relations Resumed, 1900.", "DR were resumed on May 1, 1900.")
    ),
    "wikidata": lambda folder: results(
        folder / "wikidata.json",
        row(
            statement="Q794-a",
            property="P530",
            subject="Q794",
            object="Q30",
            start="1883-06-11T00:00:00Z",
            startPrecision="11",
        ),
    ),
    "gsh": lambda folder: territory(folder, "kongo-1914", "Kongo", until="1914"),
    "statelists": lambda folder: table(
        folder, "isd.csv", isd("4741", "Abuja Emirate", "1828-01-01", "1902-12-31")
    ),
    "unsc": lambda folder: snapshot(folder, "2015-03-27", individual()),
    "wikitext": lambda folder: wiki_page(
        folder, "pocom:chad", relations(("pocom:mali", "{{dts|1960|8|11}}"))
    ),
}


def test_every_importer_has_a_sample() -> None:
    assert SAMPLES.keys() == IMPORTERS.keys()


@pytest.mark.parametrize("name", IMPORTERS)
def test_an_importer_yields_values_tells_its_progress_and_repeats_itself(
    tmp_path: Path, name: str
) -> None:
    importer, path = IMPORTERS[name], SAMPLES[name](tmp_path)
    counting = Counting()
    mapping = _mapping(tmp_path)
    told = context(counting=counting, rdf=RDF, mapping=mapping)
    first = list(importer.read(path, told))
    again = list(importer.read(path, context(rdf=RDF, mapping=mapping)))
    assert first == again
    assert all(isinstance(r, Entity | Source | Release | Claim | Skip) for r in first)
    assert any(isinstance(record, Claim | Entity) for record in first)
    assert counting.read == counting.total > 0


@pytest.mark.parametrize("name", IMPORTERS)
def test_each_claim_comes_once_and_with_its_release(tmp_path: Path, name: str) -> None:
    importer, path = IMPORTERS[name], SAMPLES[name](tmp_path)
    mapping = _mapping(tmp_path)
    found = list(importer.read(path, context(rdf=RDF, mapping=mapping)))
    ids = [record.id for record in found if isinstance(record, Claim)]
    releases = {record.id for record in found if isinstance(record, Release)}
    assert len(ids) == len(set(ids))
    assert {r.release for r in found if isinstance(r, Claim)} <= releases


@pytest.mark.parametrize("name", IMPORTERS)
def test_an_importer_says_what_it_is_and_which_files_it_reads(name: str) -> None:
    importer = IMPORTERS[name]
    assert importer.name == name
    assert importer.label
    assert importer.suffixes
    assert all(suffix.startswith(".") for suffix in importer.suffixes)


def test_the_docs_name_every_importer_column_and_reason() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "importing.md").read_text()
    names = [
        *(f"| `{name}` |" for name in (*IMPORTERS, *COLUMNS)),
        *(f"| {reason} |" for reason in (*GshReason, *StatesReason)),
        *(
            f"| {reason} |"
            for reason in (*Reason, *RdcrReason, *ListReason, *WikidataReason)
        ),
        *(f"`{suffix}`" for row in IMPORTERS.values() for suffix in row.suffixes),
        TWICE,
    ]
    assert [name for name in names if name not in docs] == []
