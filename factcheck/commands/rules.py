"""Rules in, a list of them out, one of them whole, or what their examples come to."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence

from factcheck import streams
from factcheck.arguments import Parser, Usage, add_packs

TEST_STATUSES = "exit status of test: 0 no failures, 1 failures, 2 wrong usage or rules, 130 interrupted"
_TESTED = (
    "on mutants with a figure just inside its tolerance or just beyond it, which must hold or be found, on rewrites, "
    "which must come out as the example does, and on the clean examples of other rules, on which it must stay silent. "
    "A mutant is doubted where its figures do not go with the wording for certain, so that nothing is said."
)


def parsed(words: Sequence[str]) -> Namespace:
    """The options of `factcheck rules`, with the rules named as `ids`. Raises Usage."""
    told = "List the rules, show one whole, or test some (all, if none is named) on their examples: " + _TESTED
    parser = Parser("factcheck rules", description=told, epilog=TEST_STATUSES)
    parser.add_words("what", choices=("list", "show", "test"))
    parser.add_words("ids", nargs="*", metavar="ID")
    add_packs(parser)
    options = parser.parse(words)
    if options.what == "show" and len(options.ids) != 1:
        raise Usage("`factcheck rules show` needs the ID of a rule; `factcheck rules list` names them")
    if options.what == "list" and options.ids:
        raise Usage("`factcheck rules list` takes no ID")
    return options


def run(words: Sequence[str]) -> int:
    """Runs the command; gives back its exit status."""
    options = parsed(words)
    from factcheck import rule_ids
    from factcheck.reports import listings
    from factcheck.run import load_pack
    from factcheck.settings import settings_for

    options.pack = [*settings_for(os.curdir).values.get("packs", ()), *options.pack]
    pack = load_pack(options.pack)
    if options.what == "list":
        return streams.say(listings.rules(pack.rules))
    names = rule_ids.current(pack.rules)
    for name in options.ids:
        if name not in names:
            raise Usage(rule_ids.unknown(name, names))
    options.ids = [names[name] for name in options.ids]
    known = {rule.id: rule for rule in pack.rules}
    if options.what == "test":
        return _test(options)
    return streams.say(listings.rule(known[options.ids[0]], pack))


def _test(options: Namespace) -> int:
    from factcheck.testing import Bench, Trial, told

    bench = Bench(options.pack)
    rules = list(dict.fromkeys(options.ids)) or sorted(bench.rules)
    trials: list[Trial] = []
    for rule in rules:
        trials.append(bench.trial(rule))
        streams.say(told.trial(trials[-1], max(map(len, rules))))
    if len(rules) > 1:
        streams.say([told.total(trials)])
    return 1 if any(trial.failures for trial in trials) else 0
