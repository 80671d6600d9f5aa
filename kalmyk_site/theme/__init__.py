"""The theme that MkDocs asks for by name, and does not use.

MkDocs refuses a site without a theme, and reads nothing from this one: the pages come finished from
`kalmyk_site.plugin`, set with the templates in `kalmyk_site/templates/`.
"""
