"""Reads workbooks as a spreadsheet program does: what must hold of every sheet of every document."""

import datetime
import pathlib
import sys

import openpyxl


def check_links(sheet):
    for row in sheet.iter_rows():
        for cell in row:
            link = cell.hyperlink
            if link is None or link.target is None:
                continue
            target = link.target
            is_page = target.startswith(("http://", "https://", "mailto:"))
            is_file = ":" not in target.split("/")[0] and not target.startswith(("/", "\\"))
            assert is_page or is_file, f"{sheet.title}!{cell.coordinate} leads to {target}"


def check_cells(sheet):
    assert not sheet.merged_cells.ranges, f"{sheet.title}: merged cells"
    for row in sheet.iter_rows():
        for cell in row:
            where = f"{sheet.title}!{cell.coordinate}"
            assert cell.data_type in "snd", f"{where} is of the kind {cell.data_type}"
            text = cell.value
            if isinstance(text, str):
                assert len(text.encode("utf-16-le")) // 2 <= 32_767, f"{where} is too long"
                assert not any(ord(c) < 32 and c not in "\n\t" for c in text), f"{where}: {text!r} could act"
                is_head = sheet.title != "About" and cell.row == 1
                if text[0] in "=+-@\t\n" and not is_head and cell.hyperlink is None and sheet.title != "About":
                    assert cell.quotePrefix or cell.font.b, f"{where}: {text!r} is a formula when it is edited"
            if isinstance(text, datetime.datetime):
                assert cell.number_format == "d mmm yyyy", f"{where} shows a day as {cell.number_format}"


def check_table(sheet):
    heads = [cell for cell in sheet[1] if cell.value is not None]
    assert heads and all(cell.font.b for cell in heads), f"{sheet.title}: no head"
    assert sheet.freeze_panes and sheet.freeze_panes.endswith("2"), f"{sheet.title}: the head scrolls away"
    rows = 0
    while any(cell.value is not None for cell in sheet[rows + 2]):
        rows += 1
    reference = sheet.auto_filter.ref
    if reference is None:
        assert rows <= 1 and sheet["B2"].value is None, f"{sheet.title}: no filter"
    else:
        _, _, width, last = openpyxl.utils.range_boundaries(reference)
        assert (width, last) == (len(sheet[1]), rows + 1), f"{sheet.title}: {reference} is not every row"
    assert all(column.width <= 105 for column in sheet.column_dimensions.values()), f"{sheet.title}: too wide"


def check(path):
    workbook = openpyxl.load_workbook(path)
    properties = workbook.properties
    assert properties.title and properties.subject, f"{path.name}: no title or subject"
    assert properties.created.time() == datetime.time(0), f"{path.name} knows when it was made"
    assert workbook.custom_doc_props["Language"].value == "en-GB"
    first, *tables = workbook.worksheets
    assert first.title == "About" and first["A1"].value == properties.title
    titles = [sheet.title.casefold() for sheet in workbook]
    assert len(set(titles)) == len(titles)
    for sheet in workbook:
        check_cells(sheet)
        check_links(sheet)
    for sheet in tables:
        check_table(sheet)
    return len(tables)


def main():
    paths = [pathlib.Path(name) for name in sys.argv[1:]]
    print(f"{len(paths)} workbooks with {sum(map(check, paths))} tables are as they should be")


main()
