"""Maps of a ledger's towns: read from GeoJSON, kept as outlines, drawn as SVG on the server."""
