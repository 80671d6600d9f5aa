"""The preview: the archive in the browser while it is written, each page made when somebody looks at it."""
