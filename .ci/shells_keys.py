"""Presses keys in real shells: lines are typed with the Tab key in them, and what the shell then runs is looked at.

In each shell `vawg` is a function that prints its arguments, so that quotation marks are seen as the shell reads them;
the completion asks the program itself. Called by .ci/shells: the shell, the folder with the program, the folder to
type in.
"""

import os
import pty
import re
import select
import sys
import time

TAB = "\t"
SHOW = {
    "bash": ["vawg() { printf '<%s>' \"$@\"; echo '<end>'; }"],
    "zsh": ["vawg() { printf '<%s>' \"$@\"; echo '<end>' }"],
    "fish": ["function vawg; printf '<%s>' $argv; echo '<end>'; end"],
    "elvish": ["fn vawg {|@a| for w $a { print '<'$w'>' }; echo '<end>' }", "edit:add-var vawg~ $vawg~"],
}
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
    "elvish": ["elvish", "-norc"],
}
LOAD = {
    "bash": ["bind 'set enable-bracketed-paste off'", "source <(command vawg completions bash)"],
    "zsh": ["autoload -Uz compinit; compinit -u -D", "source <(command vawg completions zsh)"],
    "fish": ["set --global fish_autosuggestion_enabled 0", "command vawg completions fish | source"],
    "elvish": ["eval (e:vawg completions elvish | slurp)"],
}
# What is typed, and the words that the shell has to make of it.
LINES = [
    ("vawg --plans examples show 7.2" + TAB, ["--plans", "examples", "show", "7.2"]),
    ("vawg --plans examples explain missing-le" + TAB, ["--plans", "examples", "explain", "missing-lead"]),
    ("vawg --plans examples list lead:head\\ of\\ e" + TAB, "lead:Head of Education Safeguarding"),
    ("vawg --plans examples list 'lead:head of e" + TAB, "lead:Head of Education Safeguarding"),
    ("vawg --plans examples list -is:overd" + TAB, "-is:overdue"),
    ("vawg --plans examples list is:open not is:overd" + TAB, "is:overdue"),
    ("vawg --plans examples list overd" + TAB + "30", "overdue>30"),
    ("vawg --plans examples list --columns ref,conf" + TAB, "ref,confidence"),
    ("vawg --plan bri" + TAB, "bristol-2008-11"),
    ("vawg --plans odd update 1.1 --lead O" + TAB, "O'Neill & Sons; $(touch pwned) `touch pwned`"),
    ("vawg --plans odd update 1.1 --lead W" + TAB, "Women’s Aid “West” #1"),
    ("vawg --plans odd list 'lead:\"W" + TAB, "lead:\"Women’s Aid “West” #1\""),
    ("vawg --plans odd show 1.2" + TAB, "1.2"),
    ("vawg --plans odd show zebra" + TAB, "zebra"),
]
# What is typed before the key is pressed twice, and what is then to be seen: the word, and what it stands for.
LISTS = [
    ("vawg --plans examples show 3.1.", ["3.1.1", "Let one contract for community domestic abuse support"]),
    ("vawg --plans examples list lead:Head\\ of\\ ", ["Housing Options", "3 actions"]),
    ("vawg --plans odd show 1.", ["1.1", "and $(touch pwned)", "`touch pwned`"]),
    ("vawg ", ["status", "The red, amber and green of the plans, with totals"]),
]
NOT_HERE = {
    # A backslash is a sign like any other in elvish, and it takes no case for another.
    "elvish": {keys for keys in [line[0] for line in LINES] + [line[0] for line in LISTS] if "lead:head" in keys.lower()},
}


class Shell:
    def __init__(self, name, binaries, folder):
        self.name = name
        pid, self.terminal = pty.fork()
        if pid == 0:
            os.chdir(folder)
            home = os.path.join(folder, "home")
            os.makedirs(home, exist_ok=True)
            os.environ.clear()
            os.environ.update(PATH=f"{binaries}:/usr/bin:/bin", HOME=home, TERM="xterm", LANG="C.UTF-8", LC_ALL="C.UTF-8")
            os.execvp(START[name][0], START[name])
        import fcntl, struct, termios
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        self.quiet(1.0)
        for line in LOAD[name] + SHOW[name]:
            self.type(line + "\r")
        self.quiet(1.0)

    def quiet(self, patience):
        """What the terminal shows until it has shown nothing for so many seconds."""
        shown = b""
        while select.select([self.terminal], [], [], patience)[0]:
            try:
                part = os.read(self.terminal, 65536)
            except OSError:
                break
            # Some shells ask where the cursor is, and what the terminal is, before they go on.
            if b"\x1b[6n" in part:
                os.write(self.terminal, b"\x1b[1;1R")
            if re.search(rb"\x1b\[0?c", part):
                os.write(self.terminal, b"\x1b[?1;2c")
            shown += part
        return shown.decode("utf-8", "replace")

    def type(self, keys, patience=0.4):
        os.write(self.terminal, keys.encode())
        return self.quiet(patience)

    def run(self, keys):
        shown = ""
        for part in filter(None, re.split("(\t)", keys)):
            shown += self.type(part, 0.7 if part == TAB else 0.15)
            if self.name == "elvish" and part == TAB and "COMPLETING" in shown:
                # It shows a list even of one word, and takes the word that is marked.
                shown += self.type("\r", 0.2)
        ran = self.type("\r", 0.3)
        if "<end>" not in ran:
            self.type("\x03", 0.3)
        found = re.findall(r"((?:<[^\r\n]*>)+?)<end>", ran)
        return found[-1] if found else None, shown + ran


def plain(shown):
    """What a terminal shows, without its colours and moves."""
    return re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|\(B|\][^\x07]*\x07)", "", shown)


def main():
    name, binaries, folder = sys.argv[1:]
    shell = Shell(name, binaries, folder)
    wrong = 0
    for keys, wanted in LINES:
        if keys in NOT_HERE.get(name, ()):
            continue
        said, shown = shell.run(keys)
        words = "".join(f"<{word}>" for word in wanted) if isinstance(wanted, list) else f"<{wanted}>"
        if said is None or not said.endswith(words):
            wrong += 1
            print(f"{name}: {keys!r}\n  wanted …{words}\n  got    {said}\n  {shown!r}", file=sys.stderr)
        elif "-v" in sys.argv[1:]:
            print(name, said)
    for keys, wanted in LISTS:
        if keys in NOT_HERE.get(name, ()):
            continue
        shown = plain(shell.type(keys, 0.3) + shell.type(TAB, 0.7) + shell.type(TAB, 1.0))
        shell.type("\r", 0.3)
        shell.type("\r", 0.3)
        for text in wanted:
            if text not in shown:
                wrong += 1
                print(f"{name}: {keys!r} and Tab twice do not show {text!r}\n  {shown!r}", file=sys.stderr)
    if os.path.exists(os.path.join(folder, "pwned")):
        sys.exit(f"{name}: a name in a plan was run as a command")
    if wrong:
        sys.exit(f"{name}: {wrong} of {len(LINES)} lines are completed wrongly")
    print(f"{name}: {len(LINES)} lines completed with the Tab key, and lists with what words stand for")


main()
