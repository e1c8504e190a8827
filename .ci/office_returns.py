"""Return forms as other programs leave them: filled in by openpyxl and python-docx, saved again by LibreOffice."""

import datetime
import pathlib
import subprocess
import sys

import docx
import openpyxl

DAY = ["--as-of", "2026-06-30"]
LEAD = "Head of Housing Options"
NOTE = "=1+1: both homes have power\nand a door"


def run(program, *words):
    done = subprocess.run([program, *words, *DAY], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"vawg {' '.join(map(str, words))}: {done.stderr}"
    return done


def applied(program, plans, file):
    return run(program, "return", "apply", file, "--plans", plans, "--dry-run")


def fill_in(source, target, day):
    book = openpyxl.load_workbook(source)
    sheet = book.active
    assert sheet.protection.sheet and not sheet.protection.password, "not protected, or by a password"
    head = next(row for row in sheet.iter_rows() if any(cell.value == "Code" for cell in row))
    places = {cell.value: cell.column for cell in head}
    lists = [choice for choice in sheet.data_validations.dataValidation if choice.type == "list"]
    assert len(lists) == 2, "no lists to choose from"
    row = head[0].row + 1
    for heading, place in places.items():
        asked = heading.startswith(("New", "Progress", "Why"))
        assert sheet.cell(row, place).protection.locked != asked, heading
    answers = {"New rating": "AMBER", "New deadline": day, "Why the deadline moves": "Electricians"}
    for heading, answer in answers.items():
        sheet.cell(row, places[heading]).value = answer
    note = sheet.cell(row, places["Progress since last time"])
    note.value, note.data_type = NOTE, "s"
    sheet.row_dimensions[row].hidden = True
    sheet.title = "Copy of Return (2)"
    book.save(target)


def check(program, plans, file):
    difference = applied(program, plans, file).stdout
    wanted = ["+deadline = 2026-07-24", '+rag = "amber"', "+=1+1: both homes have power", "+and a door", f'+by = "{LEAD}"']
    for line in wanted:
        assert line in difference.splitlines(), f"{file}: no `{line}` in\n{difference}"
    assert difference.count("[[update]]") == 1, difference


def converted(file, ending, work):
    profile = f"-env:UserInstallation=file://{work}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", work / "saved", file]
    subprocess.run(command, check=True, capture_output=True)
    saved = work / "saved" / f"{file.stem}.{ending}"
    assert saved.stat().st_size, f"LibreOffice cannot open {file}"
    return saved


def word(program, plans, source, target):
    document = docx.Document(source)
    for row in document.tables[-1].rows:
        if row.cells[0].text == "Progress since last time":
            row.cells[1].text = "Five have signed"
    document.save(target)
    assert '+note = "Five have signed"' in applied(program, plans, target).stdout


def main(program, plans, work):
    work = pathlib.Path(work)
    for ending in ("xlsx", "docx"):
        form = work / f"form.{ending}"
        run(program, "return", "new", "--plans", plans, "--lead", LEAD, "-o", form)
        for file in (form, converted(form, ending, work)):
            assert "nothing was changed" in applied(program, plans, file).stderr, f"{file} is not empty"
    for name, day in (("day", datetime.date(2026, 7, 24)), ("text", "24/07/2026")):
        file = work / f"{name}.xlsx"
        fill_in(work / "form.xlsx", file, day)
        check(program, plans, file)
        check(program, plans, converted(file, "xlsx", work))
    check(program, plans, converted(work / "text.xlsx", "csv", work))
    word(program, plans, work / "form.docx", work / "answered.docx")
    print("return forms came back through openpyxl, python-docx and LibreOffice")


if __name__ == "__main__":
    main(*sys.argv[1:])
