"""Runs what `vawg init --ci` and `--hook` write, action.yml and .pre-commit-hooks.yaml, as those who read them would.

GitHub's steps are run by bash as GitHub does, with an expression only where one is expected, and with a `gh` that keeps
what it is sent; GitLab's jobs by gitlab-ci-local, with a `curl` that does the same; hooks by git and pre-commit.

Usage: python3 .ci/hosts_try.py PROGRAM FOLDER
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

PROGRAM, WORK = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
HERE = Path.cwd()
ACTION = "plans/north/working-together/1/1.1.toml"
# A text that acts wherever somebody forgets that it is data.
EVIL = "$(touch pwned) `touch pwned` '; touch pwned; ${{ github.token }} @everyone <!-- vawg diff --> ::error::x"

# Fake programs, each a line of Python; what they are called with is kept in $CALLS.
KEEP = """#!{python}
import json, os, sys
body = [open(a.split("@", 1)[1]).read() for a in sys.argv if a.startswith("body@") or a.startswith("body=@")]
with open(os.environ["CALLS"], "a") as calls:
    calls.write(json.dumps({{"args": sys.argv[1:], "body": body[0] if body else None}}) + "\\n")
"""
GH = KEEP + """
import jq
if os.environ.get("GH_FAILS"): sys.exit("HTTP 403: Resource not accessible by integration")
if not body:
    filter = sys.argv[sys.argv.index("--jq") + 1]
    for one in jq.compile(filter).input_text(os.environ["COMMENTS"]).all(): print(one)
"""
CURL = KEEP + """
if "PRIVATE-TOKEN: secret" not in sys.stdin.read(): sys.exit("no token")
if not body: print(os.environ["COMMENTS"])
"""
CARGO = """#!{python}
import sys
if "--version" in sys.argv: sys.exit()
""" + KEEP.split("\n", 1)[1] + """
import shutil, pathlib
root = sys.argv[sys.argv.index("--root") + 1] if "--root" in sys.argv else os.environ["HOME"] + "/.cargo"
root = pathlib.Path(root) / "bin"
root.mkdir(parents=True, exist_ok=True)
shutil.copy({program!r}, root / "vawg")
"""
# gitlab-ci-local copies files for containers with it, which are not used here.
RSYNC = """#!/bin/sh
for last; do :; done
mkdir -p "$last"
"""


def main():
    WORK.mkdir()
    for name, text in [("gh", GH), ("curl", CURL), ("rsync", RSYNC)]:
        fake(WORK / "bin" / name, text)
    fake(WORK / "shims" / "cargo", CARGO)
    (WORK / "program").mkdir()
    (WORK / "program" / "vawg").symlink_to(PROGRAM)
    for part in [github, composite_action, gitlab, git_hook, pre_commit]:
        part()
        print(f"{part.__name__.replace('_', ' ')}: as it should be")


def github():
    repository = Repository("github", "--ci", "github")
    workflow = yaml.safe_load((repository.path / ".github/workflows/plan.yml").read_text())
    jobs = workflow["jobs"]

    good = repository.pull_request("good", lambda: repository.update("Housing agreed", "green"))
    runner = Runner(good, "pull_request", workflow["env"])
    check = runner.job(jobs["check"])
    expect(check, 0, "a good plan passes")
    expect_not(check, "::error", "a good plan has no errors")
    expect(runner.summary(), "warnings in 2 actions", "the summary says so")
    changed = runner.job(jobs["changes"], comments=[])
    expect(changed, 0, "changes are said")
    sent = runner.calls()
    equal([call["args"][:2] for call in sent], [["api", "--paginate"], ["api", "--silent"]], "asked, then written")
    expect(sent[1]["body"], "Housing agreed", "the comment holds the change")
    expect_not(sent[1]["body"], "Main moved on", "the comment holds no change of others")
    expect(" ".join(sent[1]["args"]), "--method POST repos/wendale/plans/issues/7/comments", "a new comment")
    expect(runner.summary(), "Housing agreed", "the summary holds the change")

    own = {"id": 12, "user": {"login": "github-actions[bot]"}, "body": "<!-- vawg diff -->\nold"}
    other = {"id": 11, "user": {"login": "mallory"}, "body": "<!-- vawg diff -->\nmine"}
    runner.job(jobs["changes"], comments=[other, own])
    sent = runner.calls()
    expect(" ".join(sent[1]["args"]), "--method PATCH repos/wendale/plans/issues/comments/12", "the own comment")

    expect(runner.job(jobs["changes"], comments=[], fails=True), 0, "a fork's token may not comment")
    expect(runner.said, "::notice::", "which is said")

    same = repository.pull_request("same", lambda: repository.write("notes.md", "Nothing of a plan\n"))
    runner = Runner(same, "pull_request", workflow["env"])
    expect(runner.job(jobs["changes"], comments=[]), 0, "nothing changes")
    equal(len(runner.calls()), 1, "nothing is written where nothing has changed")

    bad = repository.pull_request("bad", lambda: repository.replace("Strategy Co-ordinator", "TBC"))
    runner = Runner(bad, "pull_request", workflow["env"])
    check = runner.job(jobs["check"])
    expect(check, 1, "a plan with an error fails")
    expect(check.said, f"::error file={ACTION},line=9,col=8,endLine=9,endColumn=12,title=missing-lead::", "annotated")
    expect(runner.summary(), "    error[missing-lead]", "the summary has it, too")

    moved = repository.pull_request("moved", lambda: repository.sub(r"(?m)^deadline = .*", "deadline = 2029-01-31"))
    check = Runner(moved, "pull_request", workflow["env"]).job(jobs["check"])
    expect(check.said, "title=deadline-moved-silently::", "the rules over history look at the pull request")

    evil = repository.pull_request("$(touch${IFS}pwned)", lambda: repository.update(EVIL, "amber"))
    runner = Runner(evil, "pull_request", workflow["env"])
    for name in ["check", "changes"]:
        expect(runner.job(jobs[name], comments=[]), 0, "an evil text is a text")
    comment = runner.calls()[-1]["body"]
    expect(comment, "\\$(touch pwned)", "the comment shows it")
    expect_not(comment, "@everyone", "nobody is called")
    equal(len(re.findall(r"(?<!\\)<!--", comment)), 1, "there is no other mark in it")
    equal([*WORK.rglob("pwned")], [], "nothing in a plan or a name is run")

    large = repository.pull_request("large", lambda: [repository.action(f"2.{n}", "Ask them é " * 99) for n in range(99)])
    runner = Runner(large, "pull_request", workflow["env"])
    expect(runner.job(jobs["changes"], comments=[]), 0, "a large change is said")
    comment = runner.calls()[-1]["body"]
    if not 1000 < len(comment.encode()) < 65536:
        sys.exit(f"hosts: a comment of {len(comment.encode())} bytes")
    expect(comment, "There is more", "which does not fit")

    runner = Runner(repository.clone("main"), "push", workflow["env"])
    check = runner.job(jobs["check"])
    expect(check, 0, "the main branch is checked")
    expect_not(check.said, "since", "by itself")
    expect(runner.job(jobs["page"]), 0, "the page is made")
    expect((runner.temp / "page/index.html").read_text(), "<title>", "which is one")
    runner = Runner(bad, "push", workflow["env"])
    expect(runner.job(jobs["scan"]), 0, "problems do not keep the report from being made")
    equal(json.loads((runner.temp / "plan.sarif").read_text())["runs"][0]["results"][0]["ruleId"], "missing-lead", "")

    expect(Runner(repository.clone("main"), "schedule", workflow["env"]).job(jobs["check"]), 0, "every week")
    install = [step for step in jobs["check"]["steps"] if step.get("name") == "Install vawg"]
    runner = Runner(good, "push", workflow["env"], first=WORK / "shims", HOME=str(WORK))
    expect(runner.job({"steps": install}), 0, "where vawg is not there")
    version = checked(["vawg", "--version"]).said.split()[1]
    equal(runner.calls()[0]["args"], ["install", "--locked", f"vawg@{version}"], "it is installed")
    for text in re.findall(r"\$\{\{.*?\}\}", json.dumps([step.get("run") for job in jobs.values() for step in job["steps"]])):
        sys.exit(f"hosts: an expression in a script: {text}")


def composite_action():
    repository = Repository("action")
    action = yaml.safe_load(Path("action.yml").read_text())
    good = repository.pull_request("good", lambda: repository.update("Housing agreed", "green"))
    bad = repository.pull_request("bad", lambda: repository.replace("Strategy Co-ordinator", "TBC"))
    for folder, status, deny in [(good, 0, ""), (bad, 1, ""), (good, 1, "warnings"), (good, 2, "--help")]:
        runner = Runner(folder, "pull_request", {}, first=WORK / "shims", GITHUB_ACTION_PATH=str(HERE))
        runner.expressions |= {"inputs.plans": "plans", "inputs.deny": deny}
        expect(runner.job(action["runs"]), status, f"deny {deny!r}")
        args = runner.calls()[0]["args"]
        equal(args[:5], ["install", "--locked", "--path", ".", "--root"], "installed from its own checkout")
        expect(runner.github("PATH"), "vawg/bin", "later steps find it")
        if not re.fullmatch(r"sum=[0-9a-f]{64}\n", runner.github("OUTPUT")):
            sys.exit(f"hosts: the key of the cache: {runner.github('OUTPUT')}")


def gitlab():
    repository = Repository("gitlab", "--ci", "gitlab")
    request = {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_IID": "7",
               "CI_MERGE_REQUEST_PROJECT_ID": "3", "CI_API_V4_URL": "https://gitlab.example/api/v4",
               "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}

    def job(branch, name, first=None, **variables):
        folder, calls = repository.clone(branch), WORK / "calls"
        calls.unlink(missing_ok=True)
        variables["CI_PROJECT_DIR"] = str(folder)
        words = [word for pair in variables.items() if pair[0].isupper() and pair[0] != "COMMENTS"
                 for word in ("--variable", "=".join(pair))]
        env = environment(first, CALLS=str(calls), COMMENTS=variables.get("COMMENTS", "[]"))
        ended = run(["gitlab-ci-local", "--force-shell-executor", *words, name], folder, env)
        sent = [json.loads(line) for line in calls.read_text().splitlines()] if calls.exists() else []
        return ended, folder, sent

    repository.branch("good", lambda: repository.update("Housing agreed", "green"))
    repository.branch("bad", lambda: repository.replace("Strategy Co-ordinator", "TBC"))
    repository.branch("evil", lambda: repository.update(EVIL, "amber"))
    repository.move_main_on()

    ended, folder, _ = job("good", "plan-check", **request)
    expect(ended, 0, "a good plan passes")
    equal(json.loads((folder / "plan-quality.json").read_text()), [], "with an empty report")
    expect((folder / ACTION).read_text(), "Main moved on", "what is checked is the merge result")
    ended, folder, _ = job("bad", "plan-check", **request)
    expect(ended, 1, "a plan with an error fails")
    issue = json.loads((folder / "plan-quality.json").read_text())[0]
    equal((issue["check_name"], issue["location"]["path"]), ("missing-lead", ACTION), "which the report names")
    expect((folder / "plan-tests.xml").read_text(), "missing-lead", "as the test report does")

    ended, folder, sent = job("good", "plan-changes", **request)
    expect(ended, 0, "without a token")
    equal(sent, [], "nothing is sent")
    changes = (folder / "plan-changes.md").read_text()
    expect(changes, "Housing agreed", "the artifact holds the change")
    expect_not(changes, "Main moved on", "and no change of others")
    notes = "https://gitlab.example/api/v4/projects/3/merge_requests/7/notes"
    ended, folder, sent = job("good", "plan-changes", VAWG_NOTE_TOKEN="secret", **request)
    expect(ended, 0, "with a token")
    equal((sent[1]["args"][-1], len(sent)), (notes, 2), "a note is written")
    expect(sent[1]["body"], "Housing agreed", "with the change")
    expect_not(ended.said + json.dumps([call["args"] for call in sent]), "secret", "the token is not shown")
    for known in ['{"id":11,"type":null,"body":"[vawg-diff]: vawg\\n"}', '{"id":11,"body":"[vawg-diff]: vawg\\n"}']:
        others = '{"id":9,"type":null,"body":"a \\"id\\":9,\\"body\\":\\"[vawg-diff]: vawg"}'
        ended, folder, sent = job("good", "plan-changes", VAWG_NOTE_TOKEN="secret", COMMENTS=f"[{others},{known}]", **request)
        equal((sent[1]["args"][-1], "PUT" in sent[1]["args"]), (f"{notes}/11", True), "the own note is kept up to date")

    ended, folder, sent = job("evil", "plan-changes", VAWG_NOTE_TOKEN="secret", **request)
    expect(ended, 0, "an evil text is a text")
    expect_not(sent[1]["body"], "@everyone", "nobody is called")
    expect(job("main", "plan-check")[0], 0, "the main branch is checked")
    ended, folder, _ = job("main", "plan-page", VAWG_PAGES="true")
    expect(ended, 0, "the page is made")
    expect((folder / "public/index.html").read_text(), "<title>", "which is one")
    equal([*WORK.rglob("pwned")], [], "nothing in a plan is run")
    ended, _, sent = job("main", "plan-check", first=WORK / "shims")
    expect(ended, 0, "where vawg is not there")
    equal(sent[0]["args"][:3], ["install", "--locked", "--root"], "it is installed")


def git_hook():
    repository = Repository("hook", "--hook")
    env = environment()

    def commit(*arguments, folder=repository.path, env=env):
        return run(["git", "commit", "--quiet", "--message", "A change", *arguments], folder, env)

    broken, sound = '"TBC"', '"Strategy Co-ordinator"'
    repository.replace(sound, broken)
    refused = commit("--all")
    expect(refused, 1, "a commit with an error is refused")
    expect(refused.said, "error[missing-lead]", "and says why")
    expect(commit("--", ACTION), 1, "also one of a file that is named")
    repository.git("add", ".")
    repository.replace(broken, sound)
    expect(commit(), 1, "what is staged counts, not what lies in the folder")
    repository.update("Housing agreed", "green")
    repository.git("add", ".")
    repository.replace(sound, broken)
    expect(commit(), 0, "what is not staged does not count")
    repository.git("checkout", "--", ".")
    expect(run(["vawg", "update", "1.1", "--note", "Agreed again"], repository.path, env), 0, "vawg itself commits")
    linked = WORK / "linked"
    repository.git("worktree", "add", "--quiet", str(linked))
    text = (linked / ACTION).read_text()
    (linked / ACTION).write_text(text.replace(sound, broken))
    expect(commit("--all", folder=linked), 1, "a linked work tree has the hook, too")
    (linked / ACTION).write_text(text + "\n")
    expect(commit("--all", folder=linked), 0, "and commits what is sound")
    (linked / ACTION).write_text(text.replace(sound, broken))
    bare = dict(env, PATH="/usr/bin:/bin")
    without = commit("--all", folder=linked, env=bare)
    expect(without, 0, "without vawg on the PATH")
    expect(without.said, "vawg is not on the PATH", "nothing is checked, and that is said")
    repository.git("checkout", "--quiet", "--orphan", "pages")
    repository.git("rm", "-r", "--quiet", "--force", ".")
    repository.write("index.html", "")
    repository.git("add", "index.html")
    expect(commit(), 0, "a branch without plans has nothing to check")


def pre_commit():
    hooks = Repository("hooks")
    hooks.write(".pre-commit-hooks.yaml", Path(".pre-commit-hooks.yaml").read_text())
    hooks.write("Cargo.toml", '[package]\nname = "vawg"\nversion = "0.0.0"\nedition = "2024"\n')
    hooks.commit("The hooks")
    revision = hooks.git("rev-parse", "HEAD").said.strip()
    repository = Repository("pre-commit")
    config = [{"repo": str(hooks.path), "rev": revision, "hooks": [{"id": "vawg-check"}, {"id": "vawg-fmt"}]}]
    repository.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": config}))
    env = environment(first=WORK / "shims", CALLS=str(WORK / "calls"))
    expect(run(["pre-commit", "install"], repository.path, env), 0, "pre-commit is set up")

    def commit():
        return run(["git", "commit", "--quiet", "--message", "A change"], repository.path, env)

    repository.git("add", ".")
    ended = commit()
    expect(ended, 0, "a sound commit passes")
    expect(ended.said, "check the plans", "the hook has run")
    repository.replace('"Strategy Co-ordinator"', '"TBC"')
    repository.git("add", ".")
    refused = commit()
    expect(refused, 1, "a commit with an error is refused")
    expect(refused.said, "error[missing-lead]", "and says why")
    repository.replace('"TBC"', '"Strategy Co-ordinator"')
    expect(commit(), 1, "what is staged counts, not what lies in the folder")
    repository.action("1.2", "Ask them")
    repository.git("add", ".")
    refused = commit()
    expect(refused.said, "files were modified by this hook", "a file that is not laid out is laid out")
    repository.git("add", ".")
    repository.write("notes.md", "Nothing of a plan\n")
    repository.git("add", ".")
    expect(commit(), 0, "and then passes")
    repository.git("rm", "--quiet", "plans/north/plan.toml")
    expect(commit(), 1, "a commit that only deletes is checked, too")


class Repository:
    """A repository with one plan, and a bare one that it is cloned from and pushed to."""

    def __init__(self, name, *arguments):
        self.name, self.remote, self.path = name, WORK / f"{name}.git", WORK / name
        checked(["git", "init", "--quiet", "--bare", str(self.remote)])
        checked(["git", "clone", "--quiet", str(self.remote), str(self.path)])
        checked(["vawg", "init", "north", *arguments], self.path)
        self.commit("The plan")
        self.pull_requests = 0

    def git(self, *arguments):
        return checked(["git", *arguments], self.path)

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--message", message)
        self.git("push", "--quiet", "origin", "HEAD")

    def write(self, path, text):
        (self.path / path).write_text(text)

    def sub(self, old, new):
        text = (self.path / ACTION).read_text()
        changed = re.sub(old, lambda _: new, text)
        if changed == text:
            sys.exit(f"hosts: there is no {old} in {text}")
        (self.path / ACTION).write_text(changed)

    def replace(self, old, new):
        self.sub(re.escape(old), new)

    def update(self, note, rag):
        checked(["vawg", "update", "1.1", "--note", note, "--rag", rag, "--no-commit"], self.path)

    def action(self, reference, text):
        self.write(f"plans/north/working-together/1/{reference}.toml",
                   f'action = "{text}"\nlead = "Strategy Co-ordinator"\ndeadline = 2028-12-31\n')

    def branch(self, name, change):
        self.git("checkout", "--quiet", "-b", name, "main")
        change()
        self.commit("A change")
        self.git("checkout", "--quiet", "main")

    def move_main_on(self):
        text = (self.path / ACTION).read_text()
        self.write(ACTION, f"# Main moved on.\n{text}")
        self.commit("Main moves on")

    def pull_request(self, name, change):
        """A clone as GitHub's checkout makes one: at the merge of the branch with what main is by then."""
        self.branch(name, change)
        self.pull_requests += 1
        self.action(f"1.9{self.pull_requests}", "Main moved on")
        self.commit("Main moves on")
        self.git("checkout", "--quiet", "--detach")
        self.git("merge", "--quiet", "--no-ff", "--message", f"Merge {name}", name)
        self.git("push", "--quiet", "origin", f"HEAD:refs/pull/{self.pull_requests}/merge")
        self.git("checkout", "--quiet", "main")
        clone = self.clone("main")
        for words in [["fetch", "--quiet", "origin", f"refs/pull/{self.pull_requests}/merge"],
                      ["checkout", "--quiet", "--detach", "FETCH_HEAD"]]:
            checked(["git", *words], clone)
        return clone

    def clone(self, branch):
        clone = WORK / f"clone {len([*WORK.glob('clone *')])}"
        checked(["git", "clone", "--quiet", "--branch", branch, str(self.remote), str(clone)])
        return clone


class Runner:
    """Runs the steps of jobs as GitHub would on its machine, with a folder of its own for what they keep."""

    def __init__(self, folder, event, variables, first=None, **more):
        self.folder = folder
        self.temp = WORK / f"runner {len([*WORK.glob('runner *')])}"
        self.temp.mkdir()
        files = {f"GITHUB_{name}": str(self.temp / f"github-{name}") for name in ["STEP_SUMMARY", "OUTPUT", "PATH"]}
        self.env = environment(first=first, GITHUB_EVENT_NAME=event, GITHUB_REPOSITORY="wendale/plans",
                               GITHUB_ACTIONS="true", RUNNER_TEMP=str(self.temp), CALLS=str(self.temp / "calls"),
                               **files, **variables, **more)
        self.expressions = {"github.token": "secret", "github.event.pull_request.number": "7",
                            "runner.temp": str(self.temp)}

    def job(self, job, comments=(), fails=False):
        for name in ["calls", "github-STEP_SUMMARY"]:
            (self.temp / name).unlink(missing_ok=True)
        self.env |= {"COMMENTS": json.dumps(list(comments)), "GH_FAILS": "1" if fails else ""}
        self.said = ""
        for step in job["steps"]:
            if "run" not in step:
                continue
            (self.temp / "step.sh").write_text(step["run"])
            values = {name: self.value(text) for name, text in step.get("env", {}).items()}
            shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(self.temp / "step.sh")]
            folder = self.value(step.get("working-directory", str(self.folder)))
            ended = run(shell, folder, self.env | values | self.added_path())
            self.said += ended.said
            if ended.status != 0:
                return Ended(ended.status, self.said)
        return Ended(0, self.said)

    def value(self, text):
        return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: self.expressions[found[1]], text)

    def added_path(self):
        added = self.github("PATH").splitlines()
        return {"PATH": os.pathsep.join([*reversed(added), self.env["PATH"]])}

    def github(self, name):
        path = self.temp / f"github-{name}"
        return path.read_text() if path.exists() else ""

    def summary(self):
        return self.github("STEP_SUMMARY")

    def calls(self):
        return [json.loads(line) for line in (self.temp / "calls").read_text().splitlines()]


class Ended:
    def __init__(self, status, said):
        self.status, self.said = status, said


def run(words, folder=None, env=None):
    ended = subprocess.run(words, cwd=folder, env=env or environment(), text=True, stdin=subprocess.DEVNULL,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    return Ended(ended.returncode, ended.stdout)


def checked(words, folder=None):
    ended = run(words, folder)
    if ended.status != 0:
        sys.exit(f"hosts: {' '.join(words)}: {ended.said}")
    return ended


def environment(first=None, **more):
    paths = [str(path) for path in (first or WORK / "program", WORK / "bin")]
    return os.environ | {"PATH": os.pathsep.join([*paths, os.environ["PATH"]]), "COLUMNS": "80"} | more


def fake(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.format(python=sys.executable, program=str(PROGRAM)) if text.startswith("#!{") else text)
    path.chmod(0o755)


def expect(found, wanted, why):
    if isinstance(found, Ended) and isinstance(wanted, int):
        if found.status != wanted:
            sys.exit(f"hosts: {why}: status {found.status} rather than {wanted}:\n{found.said}")
    elif wanted not in (text := found.said if isinstance(found, Ended) else found):
        sys.exit(f"hosts: {why}: no `{wanted}` in:\n{text}")


def expect_not(found, unwanted, why):
    text = found.said if isinstance(found, Ended) else found
    if unwanted in text:
        sys.exit(f"hosts: {why}: `{unwanted}` in:\n{text}")


def equal(found, wanted, why):
    if found != wanted:
        sys.exit(f"hosts: {why}: {found} rather than {wanted}")


main()
