"""Reads Word files as a program for texts does: what must hold of every document."""

import pathlib
import sys

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

HEADINGS = {"Heading 1": 1, "Heading 2": 2, "Heading 3": 3}


def check_properties(document):
    properties = document.core_properties
    assert properties.title and properties.subject, "no title or subject"
    assert properties.language == "en-GB", properties.language
    assert "Judged as of: " in properties.comments and "Read from: " in properties.comments, properties.comments
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"


def check_headings(document):
    texts = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert [name for name, _ in texts].count("Title") == 1 and texts[0][0] == "Title", "no title"
    headings = [(HEADINGS[name], text) for name, text in texts if name in HEADINGS]
    assert headings and all(text.strip() for _, text in headings), "no headings"
    last = 0
    for level, text in headings:
        assert level <= last + 1, f"a level is left out before {text}"
        last = level
    entries = document.element.body.findall(f"{qn('w:sdt')}//{qn('w:hyperlink')}")
    marks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    assert entries or len(headings) < 4, "no contents list"
    assert all(entry.get(qn("w:anchor")) in marks for entry in entries), "an entry that leads nowhere"


def check_tables(document):
    for table in document.tables:
        first, *rows = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None, "a header row that is not repeated"
        assert rows and all(cell.text.strip() for cell in first.cells), "a table without rows or headings"
        assert all(len(row.cells) == len(table.columns) for row in rows), "a row of another length"
        assert not list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge"))), "merged cells"
        caption = table._tbl.tblPr.find(qn("w:tblCaption"))
        assert caption is not None and caption.get(qn("w:val")), "a table without a caption"
        for cell in (cell for row in rows for cell in row.cells):
            if cell._tc.find(f".//{qn('w:shd')}") is not None:
                assert cell.text in ("RED", "AMBER", "GREEN", "COMPLETE", "UNRATED"), f"a colour for {cell.text}"
    return len(document.tables)


def check_pages(document):
    widest = max(section.page_width - section.left_margin - section.right_margin for section in document.sections)
    for section in document.sections:
        sides = sorted((round(section.page_width.mm), round(section.page_height.mm)))
        assert sides == [210, 297], f"no A4: {sides}"
        assert (section.orientation == WD_ORIENT.LANDSCAPE) == (section.page_width > section.page_height)
    for table in document.tables:
        assert sum(column.width for column in table.columns) <= widest, "a table that is wider than the page"
    first = document.sections[0]
    assert first.header.paragraphs[0].text == document.core_properties.title
    footer = first.footer._element.xml
    assert "Judged as of: " in footer and "NUMPAGES" in footer and " PAGE" in footer.replace('"', " ")


def check_pictures(document):
    pictures = list(document.element.iter(qn("wp:docPr")))
    assert len(pictures) == len(list(document.element.iter(qn("pic:pic"))))
    for picture in pictures:
        assert len(picture.get("descr", "")) > 10, "a picture that says nothing"
    for shape in document.inline_shapes:
        assert shape.width.cm <= 16.6 and shape.height.cm <= 13.1
    return len(pictures)


def check_nothing_acts(document):
    codes = [code.text.split()[0] for code in document.element.iter(qn("w:instrText"))]
    assert codes in ([], ["TOC"]), codes
    assert not list(document.element.iter(qn("w:fldSimple"))), "a field in the text"
    for relation in document.part.rels.values():
        if relation.is_external:
            target = relation.target_ref
            is_page = target.startswith(("http://", "https://", "mailto:"))
            is_file = ":" not in target.split("/")[0] and not target.startswith(("/", "\\"))
            assert is_page or is_file, f"a link to {target}"
    text = "".join(node.text or "" for node in document.element.iter(qn("w:t")))
    assert not any(ord(c) < 32 for c in text), "characters that could act"


def check(path):
    document = docx.Document(str(path))
    check_properties(document)
    check_headings(document)
    check_pages(document)
    check_nothing_acts(document)
    return check_tables(document), check_pictures(document)


def main():
    tables = pictures = 0
    for path in map(pathlib.Path, sys.argv[1:]):
        try:
            found = check(path)
        except AssertionError as error:
            sys.exit(f"{path.name}: {error}")
        tables, pictures = tables + found[0], pictures + found[1]
    print(f"{len(sys.argv) - 1} Word files with {tables} tables and {pictures} pictures are as they should be")
    assert tables and pictures


main()
