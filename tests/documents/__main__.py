"""Write the parts of the documents anew."""

from __future__ import annotations

from tests.documents.parts import PICTURES, README, SHOTS, picture, with_parts

README.write_text(with_parts(README.read_text(encoding="utf-8")), encoding="utf-8")
for name in SHOTS:
    (PICTURES / f"{name}.svg").write_text(picture(name), encoding="utf-8")
