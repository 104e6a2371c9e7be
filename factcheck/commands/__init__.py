"""One module a command: its options, and what it does, in the order of its steps."""
