"""The world map, before anybody draws it: outlines, pixels, tiles, neighbours, classes."""

from alliance_tui.views.map.world import VIEW as VIEW
