"""Use cases: each function does one thing that a person or a clock asked for."""
