"""Generator of a documentary archive: content in Markdown and YAML becomes a cited, cross-linked static site.

Content is read into one immutable, typed archive; everything after that is a pure view of it. Two adapters connect the
core to the outside: `kalmyk_site.plugin` to MkDocs and `kalmyk_site.cli` to the shell.
"""
