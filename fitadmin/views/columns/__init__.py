"""How columns are typed in and shown on every generated page."""
