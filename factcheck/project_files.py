"""The names of the files in which a project says what it wants."""

SETTINGS = "factcheck.toml"
PROJECT = "pyproject.toml"
BINDINGS = "factcheck-bindings.yaml"
