"""Articles on communes for tests, any number of them, always the same: what they state agrees for the most part."""

from __future__ import annotations

import random
from collections.abc import Iterator

FIRST = ("Na", "Ban", "Muong", "Huoi", "Pu", "Ta")
REST = ("Bo", "Ca", "Du", "Ga", "Hi", "Ke", "La")
TONED = {"Na Ca": "Nà Ca", "Muong La": "Mường La", "Ban Du": "Bản Du", "Pu Hi": "Pú Hi"}


def articles(number: int, seed: int = 7) -> Iterator[str]:
    """Articles on communes, with mergers, plans, rates, copies, contradictions and names without tones."""
    chance = random.Random(seed)  # noqa: S311
    names = [f"{first} {second}" for first in FIRST for second in REST]
    people = {name: 3_000 + 37 * at for at, name in enumerate(names)}
    parts = {names[at]: (names[at + 1], names[at + 2]) for at in range(0, len(names), 3)}
    people |= {name: people[one] + people[other] for name, (one, other) in parts.items()}
    for at in range(number):
        name = chance.choice(names)
        shown = TONED.get(name, name) if chance.random() < 0.7 else name
        stated = people[name] + (500 if chance.random() < 0.1 else 0)
        year = chance.choice([2023, 2024, 2025])
        told = [
            f"{shown} commune had a population of {stated:,} in {year}.",
            f"{shown} commune covers {40 + names.index(name)}.{chance.choice([5, 5, 5, 7])} km2.",
            f"The {shown} commune Party Committee leads {20 + at % 3} Party cells with {300 + at % 5} Party members.",
            f"{shown} commune plans to have {stated + 10:,} people by 2030.",
            f"{shown} commune welcomed {chance.randint(1, 9)},500 visitors in {year}.",
            f"{shown} commune welcomed 4,100 visitors in the first quarter of {year}.",
        ]
        if name in parts:
            one, other = parts[name]
            told.append(f"{name} commune was established by merging {one} commune and {other} commune.")
        yield f"{shown} commune today\n\n{' '.join(chance.sample(told, chance.randint(1, 4)))}\n"
