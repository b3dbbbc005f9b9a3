"""``alliance-tui completions``: what a shell has to know to complete commands and queries."""

from __future__ import annotations

import argparse

from alliance_tui.cli.common import DONE

SUMMARY = "print what a shell needs to complete commands, ids and queries"
EXAMPLES = """\
  alliance-tui completions bash > ~/.local/share/bash-completion/completions/alliance-tui
  alliance-tui completions zsh > ~/.zfunc/_alliance-tui
  alliance-tui completions fish > ~/.config/fish/completions/alliance-tui.fish
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="for which shell")


def run(arguments: argparse.Namespace) -> int:
    """Print the shell's code."""
    from argcomplete.shell_integration import shellcode

    code = shellcode(["alliance-tui"], shell=arguments.shell)
    for theirs, ours in _LINE_IN_ZSH.items() if arguments.shell == "zsh" else ():
        code = code.replace(theirs, ours)
    print(code)
    return DONE


_LINE_IN_ZSH = {
    "        local completions\n": "        local completions\n"
    '        local line="${(j: :)words[1,CURRENT-1]} $QIPREFIX$IPREFIX$PREFIX"\n',
    'COMP_LINE="$BUFFER"': 'COMP_LINE="$line"',
    'COMP_POINT="$CURSOR"': 'COMP_POINT="${#line}"',
}
"""In a word that is quoted zsh keeps the quote from `BUFFER`: the line is put together anew."""
