#!/usr/bin/env python3
"""Counts the adoption figures of Rounds again, from what everybody can download. Needs Python 3.11 and nothing else.

    python3 recompute_figures.py list.jsonl --register cms-2026-06 --region US-MN

list.jsonl: the List of a day with all organizations, as /list.jsonl?scope=register&as_of=2026-05-03 gives it.
--register: an edition of a register; left out, every organization that we know is counted. --country, --region, --type,
--beds and --ownership narrow it, and may each be given several times. --only: a second file of the same form; only the
organizations that are in it, too, are counted (a sub-list: /lists/canada.jsonl?scope=register).

It prints a line for each figure, named as in /figures/all.csv. How it is counted:

- An organization is covered by an account of its own on a platform that was open on that day; else through a parent,
  where any organization that it is part of has one; else by accounts on closed platforms alone; else not at all.
- An account that is listed for two organizations counts once, by the strongest proof that either has for it.
- By proof, an organization counts by the strongest status among all its accounts.
"""

import argparse
import csv
import json
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

One = dict[str, Any]  # an organization, or an account

PROOFS = ("official-mutual", "official-site", "official-attested", "reported", "stale", "disputed")
PARTS = ("own", "parent", "closed", "none")
BEDS = (("1-25", 25), ("26-99", 99), ("100-199", 199), ("200-399", 399))
ACCOUNTS = (("1", 1), ("2", 2), ("3", 3), ("4-5", 5), ("6-10", 10))
HEADER = ("table", "value", "measure", "numerator", "denominator")


def read(path: str) -> tuple[str, dict[str, One]]:
    """The day of an export, and its organizations by their slugs."""
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file if line.strip()]
    as_of = next((line["export"]["as_of"] for line in lines if "export" in line), "")
    return as_of, {line["slug"]: line for line in lines if "slug" in line}


def is_open(account: One, as_of: str) -> bool:
    closed_on = account.get("platform_closed_on")
    return not closed_on or closed_on > as_of


def part_of(one: One, everyone: dict[str, One], as_of: str) -> str:
    """How an organization is covered: one of PARTS."""

    def has_one(which: One) -> bool:
        return any(is_open(account, as_of) for account in which["accounts"])

    if has_one(one):
        return "own"
    seen, above = {one["slug"]}, one["parent"]
    while above and above["slug"] in everyone and above["slug"] not in seen:
        if has_one(everyone[above["slug"]]):
            return "parent"
        seen.add(above["slug"])
        above = everyone[above["slug"]]["parent"]
    return "closed" if one["accounts"] else "none"


def band(number: int, bands: Sequence[tuple[str, int]], beyond: str) -> str:
    return next((name for name, most in bands if number <= most), beyond)


def beds_of(one: One) -> str:
    return band(one["beds"], BEDS, "400-more") if one["beds"] else "unknown"


def median(numbers: Sequence[int]) -> float:
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2


def plain(number: float) -> float:
    """1, not 1.0."""
    return int(number) if number == int(number) else number


def chosen(
    everyone: dict[str, One], asked: argparse.Namespace, only: Collection[str] | None
) -> Iterator[One]:
    """The organizations that are counted."""
    narrowed: dict[str, Callable[[One], str]] = {
        "country": lambda one: one["country"],
        "region": lambda one: one["region"],
        "type": lambda one: one["type"],
        "beds": beds_of,
        "ownership": lambda one: one["ownership"] or "unknown",
    }
    for slug, one in everyone.items():
        if asked.register and asked.register not in {row["register"] for row in one["registers"]}:
            continue
        if only is not None and slug not in only:
            continue
        if all(not getattr(asked, name) or of(one) in getattr(asked, name) for name, of in narrowed.items()):
            yield one


def figures(counted: list[One], everyone: dict[str, One], as_of: str) -> Iterator[tuple]:
    """Every figure: table, value, measure, numerator, denominator."""
    parts = {one["slug"]: part_of(one, everyone, as_of) for one in counted}
    own = [one for one in counted if parts[one["slug"]] == "own"]
    accounts: dict[Any, One] = {}
    for one in counted:
        for account in one["accounts"]:
            held = accounts.setdefault(account["id"], account)
            if PROOFS.index(account["proof"]) < PROOFS.index(held["proof"]):
                accounts[account["id"]] = account
    on_open = [one for one in accounts.values() if is_open(one, as_of)]
    on_closed = [one for one in accounts.values() if not is_open(one, as_of)]
    for part in PARTS:
        yield "coverage", part, "organizations", list(parts.values()).count(part), len(counted)
    yield "accounts", "open", "accounts", len(on_open), len(accounts)
    yield "accounts", "closed", "accounts", len(on_closed), len(accounts)
    for table, of in (("platforms", on_open), ("closed-platforms", on_closed)):
        for platform in sorted({one["platform"] for one in of}):
            there = [
                one for one in counted if platform in {account["platform"] for account in one["accounts"]}
            ]
            yield table, platform, "organizations", len(there), len(counted)
            yield table, platform, "accounts", sum(one["platform"] == platform for one in of), len(of)
    best = [min(one["accounts"], key=lambda account: PROOFS.index(account["proof"]))["proof"] for one in own]
    for proof in PROOFS:
        yield "proofs", proof, "organizations", best.count(proof), len(own)
        yield "proofs", proof, "accounts", sum(one["proof"] == proof for one in on_open), len(on_open)
    cuts: tuple[tuple[str, Callable[[One], str]], ...] = (
        ("places", lambda one: one["region"] or one["country"]),
        ("countries", lambda one: one["country"]),
        ("types", lambda one: one["type"]),
        ("beds", beds_of),
        ("ownerships", lambda one: one["ownership"] or "unknown"),
    )
    for table, value_of in cuts:
        groups: dict[str, list[str]] = {}
        for one in counted:
            groups.setdefault(value_of(one), []).append(parts[one["slug"]])
        for value, members in sorted(groups.items()):
            yield table, value, "organizations", len(members), len(counted)
            for part in PARTS:
                yield table, value, part, members.count(part), len(members)
    numbers = sorted(sum(is_open(account, as_of) for account in one["accounts"]) for one in own)
    bands = [band(number, ACCOUNTS, "11-more") for number in numbers]
    for name in sorted(set(bands)):
        yield "spread", name, "organizations", bands.count(name), len(own)
    yield "per-organization", "median", "accounts", plain(median(numbers)) if numbers else 0, ""
    yield (
        "per-organization",
        "mean",
        "accounts",
        plain(round(sum(numbers) / len(numbers), 2)) if numbers else 0,
        "",
    )
    yield "per-organization", "most", "accounts", max(numbers, default=0), ""


def main() -> None:
    parser = argparse.ArgumentParser(description="Counts the adoption figures of Rounds again.")
    parser.add_argument("file", help="the List of a day: /list.jsonl?scope=register")
    parser.add_argument("--register", help="an edition of a register, such as cms-2026-06")
    for name in ("country", "region", "type", "beds", "ownership"):
        parser.add_argument(f"--{name}", action="append", default=[])
    parser.add_argument("--only", help="a second file: count only the organizations that are in it, too")
    asked = parser.parse_args()
    as_of, everyone = read(asked.file)
    only = read(asked.only)[1] if asked.only else None
    out = csv.writer(sys.stdout)
    out.writerow(HEADER)
    out.writerows(figures(list(chosen(everyone, asked, only)), everyone, as_of))


if __name__ == "__main__":
    main()
