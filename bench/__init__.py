"""How fast fitadmin is, beside a bare floor without it: `make bench`."""
