"""Loads a folder of `vawg export --format tidy` into SQLite by nothing but its datapackage.json, as an analyst would.

Every value has the type that its column promises, every key is unique, every row joins, and nothing else is there.
"""

import csv
import datetime
import json
import pathlib
import re
import sqlite3
import sys

SQL = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT", "boolean": "INTEGER"}


def value(text, field):
    """A text of a cell as what its column holds."""
    if text == "":
        assert not field.get("constraints", {}).get("required"), f"{field['name']} is empty"
        return None
    words = field.get("constraints", {}).get("enum")
    assert words is None or text in words, f"{text!r} is none of {words}"
    match field["type"]:
        case "integer":
            assert re.fullmatch(r"-?\d+", text), text
            return int(text)
        case "number":
            assert re.fullmatch(r"-?\d+(\.\d+)?", text), text
            return float(text)
        case "date":
            assert datetime.date.fromisoformat(text).isoformat() == text, text
            return text
        case "boolean":
            return {"true": 1, "false": 0}[text]
        case "string":
            assert text[0] not in "=+-@\t\r\n", f"a spreadsheet takes {text!r} for a formula"
            return text


def load(folder, database):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    files = {resource["path"] for resource in package["resources"]} | {"datapackage.json"}
    found = {path.name for path in folder.iterdir()}
    assert found == files, f"described but not there, or there but not described: {found ^ files}"
    database.execute("PRAGMA foreign_keys = ON")
    counts = {}
    for resource in package["resources"]:
        table, schema = resource["name"], resource["schema"]
        names = [field["name"] for field in schema["fields"]]
        assert len(set(names)) == len(names) and all(re.fullmatch(r"[a-z][a-z_]*", name) for name in names), names
        columns = [f'"{field["name"]}" {SQL[field["type"]]}' for field in schema["fields"]]
        columns.append(f"PRIMARY KEY ({', '.join(schema['primaryKey'])})")
        for key in schema["foreignKeys"]:
            assert len(key["fields"]) == 1, "not every program joins by more than one column"
            there = key["reference"]["resource"] or table
            quoted = ", ".join(f'"{name}"' for name in key["fields"])
            columns.append(f'FOREIGN KEY ({quoted}) REFERENCES "{there}" ({", ".join(key["reference"]["fields"])})')
        database.execute(f'CREATE TABLE "{table}" ({", ".join(columns)}) STRICT')
        with open(folder / resource["path"], encoding="utf-8", newline="") as file:
            rows = csv.reader(file, strict=True)
            assert next(rows) == names, f"{table}: the header is not what the description says"
            marks = ", ".join("?" * len(names))
            for row in rows:
                assert len(row) == len(names), f"{table}: {row}"
                values = [value(text, field) for text, field in zip(row, schema["fields"])]
                database.execute(f'INSERT INTO "{table}" VALUES ({marks})', values)
        counts[table] = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
    broken = database.execute("PRAGMA foreign_key_check").fetchall()
    assert not broken, broken
    return counts


def main():
    folder, actions = pathlib.Path(sys.argv[1]), json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
    database = sqlite3.connect(":memory:")
    counts = load(folder, database)
    actions = actions["actions"]
    assert counts["actions"] == len(actions), counts
    assert counts["updates"] == sum(len(action["updates"]) for action in actions), counts
    joined = database.execute(
        "SELECT actions.plan, actions.ref, rating, overdue_days, due, lead, count(updates.number)"
        " FROM actions LEFT JOIN updates ON updates.action_id = actions.id GROUP BY actions.id"
    )
    known = {(action["plan"], action["ref"]): action for action in actions}
    for plan, ref, rating, overdue, due, lead, updates in joined:
        action = known.pop((plan, ref))
        expected = (action["rating"], action["overdue_days"], action["deadline"]["due"], action["lead"], len(action["updates"]))
        assert (rating, overdue, due, lead, updates) == expected, (plan, ref)
    assert not known, known
    print(f"{folder.name}: {', '.join(f'{count} {table}' for table, count in counts.items() if count)}")


main()
