"""The settings of a project, as data: what each key holds and is for; `init`, `show` and the schema are made of it."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Holds = Literal["files", "packs", "globs", "rules", "patterns", "severity", "text", "file", "flag"]


@frozen
class Key:
    """A key: what it holds, what it is for, and a line that shows it.

    A text has an option of the command line that goes before it; lists of the command line are added to it.
    """

    name: str
    holds: Holds
    told: str
    example: str
    default: str = ""


KEYS = (
    Key("packs", "packs", "rules to add: files and folders", 'packs = ["rules/desk.yaml"]', "none"),
    Key("select", "rules", "the rules to apply, and no others", 'select = ["share-mismatch", "count-mismatch"]', "all"),
    Key("ignore", "rules", "rules to leave out", 'ignore = ["comparison-reversed"]', "none"),
    Key("preview", "flag", "whether rules on trial are applied, too", "preview = true", "false"),
    Key("fail-on", "severity", "the severity from which a finding fails the run", 'fail-on = "warning"', "error"),
    Key("language", "text", "the language of all texts, as en or vi", 'language = "vi"', "auto"),
    Key("csv", "text", "how CSV files are written: the sign between cells, that of decimals", 'csv = ";,"', "auto"),
    Key("text-column", "text", "the column of Parquet and JSON Lines that holds the text of each row",
        'text-column = "body"', "text"),
    Key("id-column", "text", "the column of Parquet and JSON Lines that names each row", 'id-column = "url"', "id"),
    Key("exclude", "globs", "files in folders that are not read, as a .gitignore", 'exclude = ["drafts/**"]', "none"),
    Key("boilerplate", "patterns", "regular expressions; lines in which one is found are not read",
        "boilerplate = ['^Related:', 'newsletter']", "none"),
    Key("baseline", "file", "the file of findings that are known (`factcheck baseline`)",
        'baseline = "factcheck-baseline.json"', "none"),
    Key("against", "files", "declared data, that texts are held against (docs/data.md)",
        'against = ["office.csv"]', "none"),
    Key("editions", "globs", "versions and translations, that are not held against other texts",
        'editions = ["archive/**", "vi/**"]', "none"),
)  # fmt: skip
"""The settings that stand in no table."""

TABLES = {
    "severity": ("rules with another severity: error, warning or note", 'share-mismatch = "warning"'),
    'per-path."opinion/**"': (
        "what holds for paths that match a glob: rules left out, and severities",
        'ignore = ["comparison-reversed"]\n# severity = {count-mismatch = "note"}',
    ),
    "registry": ("what there is, what was merged, reference facts (docs/registry.md)", 'entities = ["units.csv"]'),
    "sources.NAME": ("where bound figures come from (docs/sources.md)", 'count = "rules/*.yaml"'),
}
"""The tables: what each is for, and lines that show it."""

REGISTRY = ("entities", "mergers", "facts")
PER_PATH = ("ignore", "severity")
SEVERITIES = ("error", "warning", "note")
NAMES = (*(key.name for key in KEYS), *(name.partition(".")[0] for name in TABLES))
"""All that may stand at the top."""
