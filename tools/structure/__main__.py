"""``python -m tools.structure``: how the program is cut, and how many places a change touches."""

from __future__ import annotations

from tools.structure.measures import measures

for name, figure in measures():
    print(f"{name:<52} {figure}")
