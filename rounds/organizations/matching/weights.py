"""The published weights of matching: what each agreement and each difference counts, in logits, and the limits.

Fitted by `python -m tests.bench.matching --fit` on the tuning half of the pairs that docs/matching.md names. Pure data.
"""

from __future__ import annotations

from types import MappingProxyType

WEIGHTS = MappingProxyType(
    {
        "acronym": -0.25,
        "all asked for": 1.37,
        "always": -5.78,
        "another city": -2.93,
        "another city, all words": -0.51,
        "another country": -3.43,
        "another direction": -1.42,
        "another kind": -1.1,
        "another number": -2.36,
        "another region": -5.21,
        "asked words": 1.26,
        "children of one": -0.88,
        "clash": -0.62,
        "direction of one": -0.67,
        "few in town": 3.23,
        "kind not asked": -0.9,
        "kind not had": -1.67,
        "known words": 0.37,
        "letters": 2.18,
        "missing word": -0.19,
        "near city": 0.01,
        "number of one": -0.12,
        "rare word": 0.74,
        "same but for common words": 0.27,
        "same city": 0.58,
        "same city, all words": 2.47,
        "same city, clash": -0.27,
        "same city, core letters": -0.51,
        "same city, missing word": 1.34,
        "same city, rare word": 2.64,
        "same city, same kind": 0.12,
        "same city, unsaid word": 0.58,
        "same kind": 0.57,
        "same words": 0.59,
        "unsaid word": -0.85,
        # Set by hand: the pairs that tune have no such facts.
        "same identifier": 14.0,
        "same phone": 4.5,
        "same address": 4.0,
        "same website": 4.0,
        "same page": 1.5,
        "same postal code": 1.0,
        "another postal code": -0.5,
        "another phone": -0.3,
        "another website": -0.5,
        "same type": 0.3,
        "another type": -0.8,
        "city in the name": 2.0,
        "slip in the city": -0.5,
    }
)
SURE = 0.95  # the least probability of a verdict that nobody looks at
MARGIN = 0.30  # ... and by how much it must lead
SAID, SAID_OF_BOTH = 0.5, 0.35  # ... and how much of the names, by weight, both must say
NEAR = 0.05  # below it nothing is worth a person's time

# How often a word stands in the names of health organizations, at least: of two lists (US hospitals, ROR) the larger
# share. So words are common or rare in a small List, too; the List's own words are counted on top.
SHARES = MappingProxyType(
    {
        word: share
        for share, words in (
            (0.5, "hospital"),
            (0.3, "center"),
            (0.2, "medical"),
            (0.1, "health university main campus acute"),
            (0.07, "memorial saint"),
            (0.05, "regional institute psychiatric county"),
            (0.03, "community general cancer clinic rehabilitation research national children"),
            (0.02, "valley system foundation veteran north specialty"),
            (0.014, "trust central city service south mercy west"),
            (
                0.01,
                "heart surgical eye baptist state people municipal mary joseph science texas east ascension",
            ),
            (
                0.007,
                "lake college river encompass education care luke spring doctor dental district methodist",
            ),
            (
                0.007,
                "women royal military john providence clinical local hill white new school society department",
            ),
            (
                0.005,
                "comprehensive baylor select fort francis social 1 florida kaiser scott kindred public disease",
            ),
            (0.005, "affiliated vincent park group mount dp adventist orthopedic aph area northwest hca"),
            (0.005, "adventhealth chi association international affair facility"),
            (
                0.0035,
                "samaritan network integrated cross houston upmc christus anthony red tokyo good paul osaka 2",
            ),
            (
                0.0035,
                "presbyterian neurology chinese aurora sanford highland creek oaks washington banner view",
            ),
            (
                0.0025,
                "seoul federal ocean jefferson bay mountain shore ochsner mayo elizabeth avera organization",
            ),
            (
                0.0025,
                "treatment jackson vista madison coast korea catholic southwest indiana holy franciscan fall",
            ),
            (
                0.0025,
                "ridge york trinity traditional beijing southeast lincoln island indian henry beach montreal",
            ),
            (
                0.0025,
                "metropolitan king cha thomas riverside northeast cleveland carolina virginia monroe johnson",
            ),
            (0.0025, "behavior healthsouth vibra shriner prime tenet steward hopkins critical access"),
        )
        for word in words.split()
    }
)
