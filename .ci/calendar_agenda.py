"""Reads a calendar with a library that is not ours, and compares what it makes of it with the agenda.

    calendar_agenda.py PLAN.ics AGENDA.json FROM TO
"""

import datetime
import json
import sys

import icalendar
import recurring_ical_events

KINDS = {"meeting", "deadline", "turn", "review", "milestone", "measure", "target"}


def main(calendar_file, agenda_file, first, last):
    first, last = (datetime.date.fromisoformat(day) for day in (first, last))
    raw = open(calendar_file, "rb").read()
    check_lines(raw)
    calendar = icalendar.Calendar.from_ical(raw)
    events = list(calendar.walk("VEVENT"))
    check_events(events)
    ours, theirs = in_agenda(agenda_file), in_calendar(calendar, first, last)
    for what, missing in (("only in the agenda", ours - theirs), ("only in the calendar", theirs - ours)):
        assert not missing, f"{what}: {sorted(missing)[:5]}"
    assert ours, "nothing was compared"
    print(f"{len(events):4} events read, {len(ours):4} days from {first} to {last} as in the agenda")


def check_lines(raw):
    assert raw.endswith(b"\r\n") and raw.count(b"\n") == raw.count(b"\r\n"), "a line without its end"
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75, f"a line of {len(line)} bytes: {line}"
        line.decode("utf-8")


def check_events(events):
    names = [str(event["UID"]) for event in events]
    assert len(names) == len(set(names)), "two events with one name"
    for event in events:
        assert not event.errors, f"{event['UID']}: {event.errors}"
        assert event["TRANSP"] == "TRANSPARENT" and event["STATUS"] in ("CONFIRMED", "CANCELLED")
        assert type(event.decoded("DTSTART")) is datetime.date, f"{event['UID']} is not all day"
        assert kind(event) in KINDS


def kind(event):
    return str(event["CATEGORIES"].cats[-1])


def in_calendar(calendar, first, last):
    """What is still to be done, each with the day on which the library puts it."""
    occurrences = recurring_ical_events.of(calendar).between(first, last + datetime.timedelta(days=1))
    found = set()
    for event in occurrences:
        summary = str(event["SUMMARY"])
        if event["STATUS"] == "CANCELLED" or summary.startswith("Done: "):
            continue
        found.add((event.decoded("DTSTART").isoformat(), kind(event), reference(str(event["UID"]))))
    return found


def reference(name):
    owner, _, _ = name.removesuffix("@vawg").rpartition("/")
    return owner.rpartition(":")[2] if ":" in owner else None


def in_agenda(file):
    return {
        (row["date"], row["what"].split(" ")[0], row["ref"])
        for table in tables(json.load(open(file)))
        if table["key"] == "agenda"
        for row in table["rows"]
    }


def tables(value):
    if isinstance(value, dict):
        if "rows" in value and "key" in value:
            yield value
        for inner in value.values():
            yield from tables(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from tables(inner)


main(*sys.argv[1:])
