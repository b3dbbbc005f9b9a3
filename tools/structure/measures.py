"""Figures of how the program is cut."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from tools.structure.imports import Module, modules

FIELD, VIEW = "source-kind", "ribbon"
"""A query field and a view whose names are no words for anything else."""


def measures() -> Iterator[tuple[str, str]]:
    """Each figure with its name."""
    every = modules()
    yield "modules", str(len(every))
    yield "lines", f"{sum(each.lines for each in every):,}"
    lone = tuple(_with_one_importer(every))
    yield "modules with one importer", str(len(lone))
    yield "of these under 60 lines", str(sum(each.lines < 60 for each in lone))
    tests = [each for each in every for _ in _tests_of_the_view(each)]
    yield "tests of `view.view`", f"{len(tests)} in {len(set(tests))} modules"
    inside = sum(1 for each in every for _ in _imports_in_functions(each))
    yield "imports inside functions", str(inside)
    yield "files that a query field's name stands in", _spread(every, FIELD)
    yield "files that a view's name stands in", _spread(every, VIEW)


def _with_one_importer(every: tuple[Module, ...]) -> Iterator[Module]:
    by = Counter(name for each in every for name in each.imports)
    packages = {each.name.rpartition(".")[0] for each in every}
    return (each for each in every if by[each.name] == 1 and each.name not in packages)


def _tests_of_the_view(module: Module) -> Iterator[ast.expr]:
    """Comparisons and look-ups by which the code does something else in another view."""
    for node in ast.walk(module.tree):
        subjects: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            subjects = [node.left, *node.comparators]
        elif isinstance(node, ast.Match):
            subjects = [node.subject]
        yield from (
            each
            for each in subjects
            if isinstance(each, ast.Attribute)
            and each.attr == "view"
            and ast.unparse(each.value).rpartition(".")[2] in ("view", "state")
        )


def _imports_in_functions(module: Module) -> Iterator[ast.stmt]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (each for each in node.body if isinstance(each, ast.Import | ast.ImportFrom))


def _spread(every: tuple[Module, ...], word: str) -> str:
    """In how many modules *word* stands as a text of its own."""
    texts = (
        {node.value for node in ast.walk(each.tree) if isinstance(node, ast.Constant)}
        for each in every
    )
    return str(sum(word in each for each in texts))
