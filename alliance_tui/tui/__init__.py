"""The Textual app: it draws what `views.scene` says and turns keys into view states."""
