"""Pages, their words, tables and references: what the importers of wikitext rest on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recog.errors import FormatError
from recog.importers.wikitext.pages import Page, page_files, parse_page, read_page
from recog.importers.wikitext.tables import Table, read_table
from recog.importers.wikitext.words import Mark


def page(text: str, name: str = "Foreign relations of Chad") -> Page:
    return parse_page(name, text)


def first_table(text: str) -> Table:
    found = page(text)
    tags = [tag for section in found.sections for tag in section.tables()]
    return read_table(tags[0], found.references)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("Foreign relations of Chad", "Chad"),
        ("Foreign relations of the Gambia", "the Gambia"),
        ("Foreign relations of Georgia _country_", "Georgia (country)"),
    ],
)
def test_the_name_of_a_page_tells_whose_relations_it_is_about(
    name: str, subject: str
) -> None:
    assert page("", name).subject == subject


def test_a_section_is_named_by_its_headings_from_the_top_down() -> None:
    text = (
        "a\n==One==\nb\n===Two===\nc\n====Three====\nd\n===Four===\ne\n==''Five''==\n"
    )
    assert [section.name for section in page(text).sections] == [
        "lead",
        "One",
        "One / Two",
        "One / Two / Three",
        "One / Four",
        "Five",
    ]


def test_paragraphs_end_at_empty_lines_and_list_items_stand_alone() -> None:
    text = "First\nline.\n\n[[File:A.svg]]\n\nSecond.\n* One\n** Two\nThird.<!-- x -->"
    found = page(text)
    words = [p.words.line for p in found.sections[0].paragraphs(found.references)]
    assert words == ["First line.", "Second.", "One", "Two", "Third."]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("{{flag|France|1830}}", "France"),
        ("{{Flagu|Niger}}", "Niger"),
        ("{{flagcountry|ROC}}", "ROC"),
        ("{{flagicon|Mali}} [[Mali]]", "Mali"),
        ("{{#invoke:flag||Togo}}", "Togo"),
        ("{{UAE}}", "UAE"),
        ("[[Republic of China|Taiwan]]", "Taiwan"),
        ("{{dts|1960|8|11}}", "1960-08-11"),
        ("{{dts|format=dmy|1960|8}}", "1960-08"),
        ("{{Dts|11 August 1960}}", "11 August 1960"),
        ("{{Date table sorting|1960}}", "1960"),
        ("{{#invoke:dts|main|3 May 1961}}", "3 May 1961"),
        ("{{start date|1991|12|25|df=y}}", "1991-12-25"),
        ("{{sort|1960|before 1960}}", "before 1960"),
        ("{{dts|}}", ""),
        ("'''Peru'''<br>and ''Chile''", "Peru and Chile"),
        ("a&nbsp;&ndash;&nbsp;b", "a – b"),
        (
            "12 May 1960<ref>A</ref>{{citation needed}}{{efn|Only de facto.}}",
            "12 May 1960",
        ),
    ],
)
def test_the_words_of_a_cell_are_what_a_reader_sees(cell: str, text: str) -> None:
    assert texts(first_table(f"{{|\n|-\n| {cell}\n|}}")) == [[text]]


def test_spans_fill_the_places_they_cover_and_headers_are_no_rows() -> None:
    table = first_table(
        "{|\n|+ A caption\n! colspan=2 | Picture\n|-\n! Country !! Date\n|-\n"
        '| rowspan="2" | Peru || 1900\n|-\n| 1920\n|-\n| colspan=2 | None\n|}'
    )
    assert table.caption == "A caption"
    assert table.columns == ("Country", "Date")
    assert texts(table) == [["Peru", "1900"], ["Peru", "1920"], ["None", "None"]]
    assert table.rows[1][0].spanned
    assert not table.rows[0][0].spanned


def test_a_row_may_begin_with_a_header_and_the_first_without_a_mark() -> None:
    table = first_table("{|\n! Country !! Date\n|-\n! Peru\n| 1900\n|}")
    assert texts(table) == [["Peru", "1900"]]
    assert texts(first_table("{|\n| Peru || 1900\n|}")) == [["Peru", "1900"]]


def test_references_are_found_in_place_and_by_name() -> None:
    found = page(
        "{|\n| Peru<ref name=a/> || 1900<ref>[https://b.example/x Title B]</ref>\n"
        "| {{efn|Since 1901.<ref name=a />}}\n|}\n"
        '<ref name="a">{{cite web|title=Title A|url=https://history.state.gov/y}}</ref>'
    )
    tag = next(iter(found.sections[0].tables()))
    first, second, third = read_table(tag, found.references).rows[0]
    assert [ref.short for ref in first.words.references] == ["Title A"]
    assert [ref.host for ref in first.words.references] == ["history.state.gov"]
    assert [ref.short for ref in second.words.references] == ["Title B"]
    assert third.words.remarks == ["Since 1901."]
    assert [ref.short for ref in third.words.references] == ["Title A"]


def test_marks_tell_which_words_are_links_and_flags() -> None:
    found = page("Chad and [[State of Libya|Libya]] met {{flag|Mali}}.<ref>R</ref>")
    words = next(iter(found.sections[0].paragraphs(found.references))).words
    marked = [(m.mark, words.text[m.start : m.end], m.text) for m in words.marks]
    assert marked == [
        (Mark.LINK, "Libya", "State of Libya"),
        (Mark.FLAG, "Mali", "Mali"),
        (Mark.REFERENCE, "", ""),
    ]


def test_files_are_found_in_both_folders(tmp_path: Path) -> None:
    for folder, name in (("other", "Taiwan"), ("states", "Chad")):
        (tmp_path / folder).mkdir()
        file = tmp_path / folder / f"Foreign relations of {name}.json"
        file.write_text(json.dumps("== A ==\n"), encoding="utf-8")
    files = page_files(tmp_path)
    assert [read_page(file).subject for file in files] == ["Chad", "Taiwan"]
    assert page_files(files[0]) == [files[0]]


@pytest.mark.parametrize("text", ['{"a": 1}', "[", "\ufeff?"])
def test_a_file_that_is_no_page_is_an_error_that_names_it(
    tmp_path: Path, text: str
) -> None:
    file = tmp_path / "Foreign relations of Chad.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match="Chad"):
        read_page(file)


def test_a_folder_without_pages_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no pages"):
        page_files(tmp_path)
