"""The Textual app: it draws what `writing.scene` says and turns keys into view states."""
