"""Write the documents anew."""

from __future__ import annotations

from tests.documents.documents import documents

for file, text in documents():
    file.write_text(text, encoding="utf-8")
