"""Reads the reports of one check in every format, and compares each with the JSON, which is the contract."""

import json
import re
import sys
import urllib.parse
import xml.etree.ElementTree

import junitparser

name = sys.argv[1]
with open(f"{name}.json", encoding="utf-8") as file:
    contract = json.load(file)
problems = contract["diagnostics"]
wanted = sorted((p["rule"], p["severity"], p["line"] or 1) for p in problems)

with open(f"{name}.sarif", encoding="utf-8") as file:
    (run,) = json.load(file)["runs"]
fresh = [result for result in run["results"] if not result["suppressions"]]
known = [result for result in run["results"] if result["suppressions"]]
physical = [result["locations"][0]["physicalLocation"] for result in fresh]
assert wanted == sorted((r["ruleId"], r["level"], p["region"]["startLine"]) for r, p in zip(fresh, physical)), "SARIF"
assert len(known) == contract["summary"]["known"], "what is accepted"
prints = [result["partialFingerprints"]["problem/v1"] for result in run["results"]]
assert len(prints) == len(set(prints)), "fingerprints of SARIF"
paths = {urllib.parse.unquote(place["artifactLocation"]["uri"], errors="strict") for place in physical}

# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
with open(f"{name}.gitlab", encoding="utf-8") as file:
    issues = json.load(file)
levels = {"major": "error", "minor": "warning"}
assert wanted == sorted((i["check_name"], levels[i["severity"]], i["location"]["lines"]["begin"]) for i in issues), "GitLab"
assert len({issue["fingerprint"] for issue in issues}) == len(issues), "fingerprints of GitLab"
for issue in issues:
    assert isinstance(issue["description"], str) and issue["description"], issue
    assert isinstance(issue["fingerprint"], str) and issue["severity"] in ("info", "minor", "major", "critical", "blocker")
    path, lines = issue["location"]["path"], issue["location"]["lines"]
    assert path in paths and not path.startswith(("./", "/", "../")) and 1 <= lines["begin"] <= lines["end"], issue

# https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
command = re.compile(r"::(error|warning) file=([^:,]*),line=(\d+)(?:,col=\d+)?(?:,endLine=\d+)?(?:,endColumn=\d+)?,title=([a-z-]+)::.+")
with open(f"{name}.github", encoding="utf-8", newline="") as file:
    lines = file.read().split("\n")
assert lines.pop() == "" and all("\r" not in line for line in lines)
commands = [command.fullmatch(line) for line in lines]
assert all(commands), lines
assert wanted == sorted((c[4], c[1], int(c[3])) for c in commands), "GitHub"
assert {urllib.parse.unquote(c[2]) for c in commands} == paths, "paths of GitHub"

report = junitparser.JUnitXml.fromfile(f"{name}.junit")
cases = [case for suite in report for case in suite]
failed = [case for case in cases if any(isinstance(result, junitparser.Failure) for result in case.result)]
assert (report.tests, report.failures, report.errors) == (len(cases), len(failed), 0), "the sums of JUnit"
for suite in report:
    stated = (suite.tests, suite.failures)
    suite.update_statistics()
    assert stated == (suite.tests, suite.failures), suite.name
erroneous = {p["path"] for p in problems if p["severity"] == "error"}
assert len(erroneous) <= len(failed), "an error fails its file"
texts = "".join(xml.etree.ElementTree.parse(f"{name}.junit").getroot().itertext())
assert sum(texts.count(f"{p}[") for p in ("error", "warning")) >= len(problems), "every problem is told"
print(f"{name.rsplit('/', 1)[-1]}: {len(problems)} problems, {len(known)} accepted, {len(cases)} files of which {len(failed)} fail")
