"""The world map, before anybody draws it: outlines, pixels, tiles, neighbours, classes."""
