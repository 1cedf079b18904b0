"""Files from outside: each format is read into rows of our own terms, and handed to a service."""
