"""Where the bytes of uploads live."""
