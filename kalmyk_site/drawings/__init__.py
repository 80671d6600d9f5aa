"""Drawings: geometry of timeline, map and statistics. Numbers go in; coordinates and labels come out, as plain values.

Nothing here knows of pages, links or HTML: a page decides what is drawn and where a mark leads, a template draws it.
"""
