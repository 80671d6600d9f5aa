"""Programs that prepare a checkout: environment, browser, locked versions. The Makefile calls them."""
