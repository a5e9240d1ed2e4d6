"""The published weights of matching: what each agreement and each difference counts, in logits, and the limits.

Fitted by `python -m tests.bench.matching --fit` on the tuning half of the pairs that docs/matching.md names. Pure data.
"""

from __future__ import annotations

from types import MappingProxyType

WEIGHTS = MappingProxyType(
    {
        "acronym": -0.23,
        "all asked for": 1.35,
        "always": -5.78,
        "another city": -2.91,
        "another city, all words": -0.54,
        "another country": -3.47,
        "another direction": -1.57,
        "another kind": -1.08,
        "another number": -2.35,
        "another region": -5.13,
        "asked words": 1.2,
        "children of one": -0.81,
        "clash": -0.65,
        "direction of one": -0.68,
        "few in town": 3.24,
        "kind not asked": -0.91,
        "kind not had": -1.64,
        "known words": 0.46,
        "letters": 2.13,
        "missing word": -0.17,
        "near city": 0.11,
        "number of one": -0.11,
        "rare word": 0.71,
        "same but for common words": 0.36,
        "same city": 0.5,
        "same city, all words": 2.47,
        "same city, clash": -0.31,
        "same city, core letters": -0.49,
        "same city, missing word": 1.34,
        "same city, rare word": 2.66,
        "same city, same kind": 0.14,
        "same city, unsaid word": 0.63,
        "same kind": 0.56,
        "same words": 0.65,
        "unsaid word": -0.75,
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
    }
)
SURE = 0.96  # the least probability of a verdict that nobody looks at
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
            (0.1, "health university"),
            (0.07, "memorial saint"),
            (0.05, "regional institute psychiatric county"),
            (0.03, "community general cancer clinic rehabilitation research national children"),
            (0.02, "valley system foundation veteran north campus specialty"),
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
            (0.0025, "acute behavior healthsouth vibra shriner prime tenet steward hopkins critical access"),
        )
        for word in words.split()
    }
)
