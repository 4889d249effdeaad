"""A noun with its name in, whether the name is likely cut out: capitals beside it that were not read with it.

No list and no rule knows all names. What was read of one betrays itself where more capitals stand right before or
behind it ("*Working Party* on the Protection …", "the 9th *Harbour Wing*", "Mail & *Print*"), where it is joined to
bare capitals as in a row ("*Commission for Slate*, Timber and Salt"), where one verb of the singular stands behind two
("*Prison* and *Probation Service* uses"), or where its words do not stand so in the text. Nothing is a fact of what is
so named.
"""

from __future__ import annotations

import re
from operator import attrgetter

from graphkit.language.lexicon import Lexicon
from graphkit.language.phrases import DETERMINING, list_row
from graphkit.language.tree import Node, Tree
from graphkit.model import BODIES, Thing
from graphkit.ontology.kinds import UNKNOWN

#: Capitals that go on behind a name, and that go before it.
_BEHIND = re.compile(r"(?P<link>[/‑-]| (?:& )?(?:(?:of|for|on|with|against)(?: the)? )?)(?P<word>[^\W\d_a-z][\w&]*)")
_BEFORE = re.compile(r"(?P<word>[^\W\d_a-z][\w&]*)(?P<link>['’]s |['’] | & | |/|-)$")
#: A code or number that goes on a name: "Memorandum M-17-12", "DoD Manual 5240.01", "School District 105".
_NUMBERED = re.compile(r"-\d| \d+[.-]\d|(?<=[a-z]) (?!(?:19|20)\d\d\b)\d{1,4}\b(?! ?[%,.]?\w)")
#: 'recommendations *(a)* through (c)', 'recommendations *1A* and 2A'
_LETTER = re.compile(
    r" \d{1,2}[A-Za-z]?\b(?![,.]\d| ?%)"
    r"| \([a-z]{1,4}\)(?= (?:and|or|through|to|is|was|are|were|has|have|in|of|by|which|that)\b|[,;.])"
)
#: 'the 21 *regional and 90 field* offices': of two numbers one is left in the name.
_COUNTED = re.compile(r" and \d+ [a-z]")
_NUMBERED_LAW = re.compile(r"-\d| (?:\([A-Z]{2,}\) )?\d")
#: Figures and addresses that a name begins with, of which none is a plain number: "9th", "9-1-1", "24/7", "quay.gov".
_FIGURED = re.compile(r"(?:\b(?:(?!(?:19|20)\d\d[-/]\d\d )\d+(?:[-/]\d+)+|\d+(?:st|nd|rd|th))|\w\.[a-z]{2,}) $")
_MODIFYING = frozenset({"compound", "amod", "nmod", "nummod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Kinds of names that may be words of a longer one: what a body is for.
_TOPICS = frozenset({UNKNOWN, "DataCategory", "Activity", "Capability", "Policy"})
_LINKS = (" of ", " for ", " on ")


def is_cut(node: Node, tree: Tree, thing: Thing, lexicon: Lexicon) -> bool:
    """Whether a noun that is written in capitals has a name that seems to be part of a longer one."""
    if _COUNTED.search(thing.label):
        return True
    if node.lemma in lexicon.constructions.lettered and _LETTER.match(tree.text, node.end):
        return True
    if not node.text[:1].isupper() or not thing.label[:1].isupper() or (thing.label.isupper() and node.name is None):
        return False
    start, end = _find_stretch(node, tree, thing)
    if _is_led(node, tree, thing, lexicon) or _is_title(node, tree, lexicon):
        return True
    return (
        _goes_on(tree, thing, end, lexicon)
        or _goes_before(tree, node, start, lexicon)
        or _is_joined(node, tree, lexicon)
        or _is_made_up(node, tree, thing)
    )


def _find_stretch(node: Node, tree: Tree, thing: Thing) -> tuple[int, int]:
    """Where the words of a name begin and end, so far as they were read."""
    kids = [kid for kid in node.children if kid.dep in _MODIFYING and kid.end <= node.start and kid.tag != "CD"]
    kids = [kid for kid in kids if not kid.text[:1].isdigit() or kid.text in thing.label]
    start = min([kid.find_edges()[0].start for kid in kids], default=node.start)
    last = thing.label.rpartition(" ")[2]
    if tree.text[node.start : node.end].endswith(last):
        return start, node.end
    found = tree.text.find(last, node.end, node.end + len(thing.label) + 12)
    return start, found + len(last) if found >= 0 else node.end


def _is_led(node: Node, tree: Tree, thing: Thing, lexicon: Lexicon) -> bool:
    """'*Standing* Order 51', '*Agency* Payroll Services': a capital right before a name that is no word of it."""
    led = tree.nodes[node.index - 1] if node.index and node.name is not None else None
    if led is None or led.head is not node or led.dep not in _MODIFYING or not led.text.istitle():
        return False
    known = led.name is not None or any(led.text in name.split() for name in (thing.label, *thing.names))
    return not known and _is_loose(tree, led.start, led.text, lexicon)


def _is_title(node: Node, tree: Tree, lexicon: Lexicon) -> bool:
    """'the Director, *Cyber and Forensic Services*': of what somebody is director is no one beside him."""
    if node.dep != "conj" and "conj" not in node.labels:
        return False
    first, *behind = sorted(list_row(node), key=attrgetter("index"))
    titled = first.text.istitle() and first.tag in {"NN", "NNP"} and first.has(*DETERMINING)
    if not titled or lexicon.kinds.find_kind(first.lemma.lower()) != "Role":
        return False
    after = tree.nodes[first.index + 1 : first.index + 3]
    bare = all(other.text[:1].isupper() and not other.has(*DETERMINING, "poss") for other in behind)
    return bare and len(after) == 2 and after[0].text == "," and after[1].text[:1].isupper()


def _goes_on(tree: Tree, thing: Thing, end: int, lexicon: Lexicon) -> bool:
    """'*Working Party* on the Protection', '*Council* for Ports', '*Crime* Index': a capital of no name of its own."""
    if _is_numbered(tree, thing, end):
        return True
    found = _BEHIND.match(tree.text, end)
    if found is None or found["word"] in thing.label:
        return False
    if thing.kind == "Policy" and found["link"].startswith(" of"):
        return False  # 'section 9 of the *Act*': of which law it is part says the text around it
    if found["link"].startswith(" of") and any(name.startswith(f"{thing.label} of ") for name in thing.names):
        return True  # where the Division of Roads is "the Division": 'the *Division* of Motor Vehicles'
    return _is_loose(tree, found.start("word"), found["word"], lexicon)


def _is_numbered(tree: Tree, thing: Thing, end: int) -> bool:
    """Whether a code or number goes on a name that has none."""
    if thing.label[-1].isdigit():
        return False
    if thing.kind in {"Policy", "Document"}:
        return _NUMBERED_LAW.match(tree.text, end) is not None
    return " " in thing.label and _NUMBERED.match(tree.text, end) is not None


def _goes_before(tree: Tree, node: Node, start: int, lexicon: Lexicon) -> bool:
    """'Select *Committee*', 'the King's *Harbour Service*', 'OFA/*Quay Task Force*', 'the 9th *Wing*'."""
    before = tree.text[max(0, start - 40) : start]
    slashed = node.start > start and tree.text[node.start - 1] == "/" and " " in tree.text[node.start : node.end]
    if slashed or _FIGURED.search(before):
        return True
    found = _BEFORE.search(before)
    if found is None:
        return False
    place = start - len(before) + found.start("word")
    if found["link"] in ("/", "-"):
        return " " in tree.text[start : node.end]
    if found["link"] != " " and lexicon.kinds.find_kind(found["word"].lower()) in BODIES:
        return False  # 'the City's *Lists Policy*'
    return place > tree.sentence.start and _is_loose(tree, place, found["word"], lexicon)


def _is_loose(tree: Tree, place: int, word: str, lexicon: Lexicon) -> bool:
    """Whether a capital is a plain word that belongs to no name of a body, system or person, date or place."""
    kinds, small = lexicon.kinds, word.lower()
    if tree.text[place + len(word) :].startswith(" & "):
        return _is_nameless(tree, place)  # 'Hill Mail & *Print*'
    if not word.istitle() or len(word) < 3 or word in kinds.sets["places"] or small in kinds.sets["not_names"]:
        return False
    if small in kinds.sets["titles"] or small in kinds.sets["positions"] or small in kinds.sets["modifiers"]:
        return False
    return _is_nameless(tree, place)


def _is_nameless(tree: Tree, place: int) -> bool:
    node = next((node for node in tree.nodes if node.start <= place < node.end), None)
    return node is not None and (node.name is None or node.name.thing.kind in _TOPICS) and node.tag != "POS"


def _is_joined(node: Node, tree: Tree, lexicon: Lexicon) -> bool:
    """Whether a noun is one of a row of capitals that is likely a single name."""
    if node.dep != "conj" and "conj" not in node.labels:
        return False
    members = sorted(list_row(node), key=attrgetter("index"))
    behind = members[1:]
    if not behind:
        return False
    bare = all(member.text[:1].isupper() and not member.has(*DETERMINING, "poss") for member in behind)
    if not bare or any(_is_fixed(member) for member in members) or not members[0].text[:1].isupper():
        return False
    if _takes_singular(members[0]):
        return True
    plain = [member for member in behind if _is_plain(member, lexicon)]
    if members[0].name is not None:
        return any(link in members[0].name.thing.label for link in _LINKS) and len(plain) == len(behind) > 1
    opening = members[0].has(*DETERMINING) and members[0].start > tree.sentence.start
    headed = behind[-1].name is not None or behind[-1].has(*_MODIFYING)
    return opening and headed and _is_plain(members[0], lexicon) and not members[0].has(*_MODIFYING)


def _is_fixed(node: Node) -> bool:
    """Whether a name has the spelling of an acronym, and is one by itself."""
    words = node.name.thing.label if node.name is not None else node.text
    return " " not in words and words[1:] != words[1:].lower()


def _is_plain(node: Node, lexicon: Lexicon) -> bool:
    """Whether a capital is a word that a body may be for, and neither a body nor one who holds an office."""
    if node.name is not None:
        return node.name.thing.kind in _TOPICS and " " not in node.name.thing.label
    return lexicon.kinds.find_kind(node.lemma.lower()) in {*_TOPICS, "Document", "System"}


def _takes_singular(first: Node) -> bool:
    """'*Prison and Probation Service* uses': several do not take a verb of one."""
    verb = first.head
    if first.dep not in _SUBJECTS or verb is None or any(kid.lemma != "and" for kid in first.kids("cc")):
        return False
    finite = next((kid for kid in verb.kids("aux", "auxpass") if kid.tag == "VBZ"), verb)
    return finite.tag == "VBZ" and first.end < finite.start


def _is_made_up(node: Node, tree: Tree, thing: Thing) -> bool:
    """'*Quay Tracking Pilot*' of 'the Quay Tracking and Reporting Pilot': of one head in the singular, one name."""
    words = thing.label.split()
    if node.name is not None or node.tag not in {"NN", "NNP"} or len(words) < 2 or not all(map(str.istitle, words)):
        return False
    return thing.label not in " ".join(tree.text[tree.sentence.start : tree.sentence.end].split())
