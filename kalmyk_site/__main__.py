"""Entry for `python -m kalmyk_site`, which does the same as the command `kalmyk-site`."""

from kalmyk_site.cli import main

if __name__ == "__main__":
    main()
