"""A sentence with one of its clauses turned from the active to the passive, or from the passive to the active.

It applies to a main clause of which the subject, the verb and the object, or who acts, stand side by side, and to
nothing whose limits the parser has to guess.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from graphkit.language.parsing import load_parser
from tests.inflection import form_gerund, form_participle, inflect_past, inflect_present

#: Verbs without a passive, or whose passive says another thing.
NO_PASSIVE = {
    "have", "get", "begin", "let", "be", "become", "include", "contain", "comprise", "constitute", "lack", "mean",
    "meet", "concern", "involve", "reflect", "represent", "fall", "resemble", "cost", "reserve", "take", "make"}
#: Verbs that 'by' tells the means of, and verbs behind which 'of' and 'with' tell what somebody gets.
_BY_MEANS, _GIVING = {"retrieve", "index", "identify", "mean"}, {"notify", "inform", "advise", "provide", "equip"}
#: What a verb is bound to beside its object.
_BOUND = {"prt", "dative", "oprd", "xcomp", "ccomp"}
#: Prepositions that surely belong to the noun before them.
_OF = {"of", "about", "regarding", "concerning"}
_QUANTIFIED = {"no", "any", "each", "every", "only", "not", "both", "neither", "either", "all", "some", "none"}


@dataclass(frozen=True, slots=True)
class Core:
    """Where the parts of a clause stand: phrases by their first and last word, the verb with what belongs to it."""

    subject: tuple[Any, Any]
    verb: tuple[Any, ...]
    thing: tuple[Any, Any]


def turn_passive(sentence: str, names: str) -> str | None:
    """'A Vs B with C' to 'B is Ved by A with C'."""
    return turn(sentence, names, list_actives, spell_passive)


def turn_active(sentence: str, names: str) -> str | None:
    """'B is Ved by A with C' to 'A Vs B with C'."""
    return turn(sentence, names, list_passives, spell_active)


def turn(sentence: str, names: str, find: Callable[[Any], Iterator[Core]],
         spell: Callable[[Core, str], str | None]) -> str | None:
    if re.search(r"[(“”\"]|\band/or\b|\betc\.", sentence) or len(sentence.split()) > 60:
        return None
    for core in find(parse(sentence)):
        start, end = core.subject[0].idx, max(place.idx + len(place.text) for place in (core.thing[1], core.verb[-1]))
        first, last = (spell_part(sentence, part) for part in (core.thing, core.subject))
        known = re.match(names, last) is not None or core.subject[0].tag_ in {"NNP", "NNPS"}
        if start == 0:
            first, last = first[0].upper() + first[1:], last if known else last[0].lower() + last[1:]
        verb, behind = spell(core, last), sentence[end:]
        tied = re.match(r" (?:and|but|or)\b|, [a-z]+ing\b| in [a-z]+ing\b| than\b", behind)
        given = core.verb[-1].lemma_ in _GIVING and re.match(r" (?:of|with|that)\b", behind)
        if verb is not None and not tied and not given and not re.search(r"\b(?:it|its|itself)\b", behind):
            return f"{sentence[:start]}{first} {verb}{sentence[end:]}"
    return None


@cache
def parse(sentence: str) -> Any:
    return load_parser()(sentence)


def spell_part(sentence: str, part: tuple[Any, Any]) -> str:
    return sentence[part[0].idx : part[1].idx + len(part[1].text)]


def list_actives(doc: Any) -> Iterator[Core]:
    """Every plain main clause with a subject and an object."""
    for verb in list_main_verbs(doc):
        kids = {kid.dep_: kid for kid in verb.children}
        subject, thing = kids.get("nsubj"), kids.get("dobj")
        if subject is None or thing is None or verb.lemma_ in NO_PASSIVE or set(kids) & _BOUND:
            continue
        group = list_group(verb)
        ends = find_phrase(subject), find_phrase(thing)
        if None in ends or group is None or verb.i + 1 != ends[1][0].i or ends[0][1].i + 1 != group[0].i:
            continue
        if is_free(group, ends):
            yield Core(ends[0], group, ends[1])


def list_passives(doc: Any) -> Iterator[Core]:
    """Every plain main clause in the passive that says who acts."""
    for verb in list_main_verbs(doc):
        kids = {kid.dep_: kid for kid in verb.children}
        subject, agent = kids.get("nsubjpass"), kids.get("agent")
        doers = [kid for kid in agent.children if kid.dep_ == "pobj"] if agent is not None else []
        if subject is None or not doers or verb.lemma_ in NO_PASSIVE | _BY_MEANS or set(kids) & _BOUND:
            continue
        group = list_group(verb)
        ends = find_phrase(subject), find_phrase(doers[0])
        if None in ends or group is None or verb.i + 1 != agent.i or agent.i + 1 != ends[1][0].i:
            continue
        if ends[0][1].i + 1 == group[0].i and is_free(group, ends):
            yield Core(ends[0], group, ends[1])


def list_main_verbs(doc: Any) -> Iterator[Any]:
    """The verbs of main clauses that share nothing with another one."""
    for verb in doc:
        main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
        if not main or verb.tag_[:2] != "VB":
            continue
        others = [kid for kid in (*verb.children, *(verb.head.children if verb.dep_ == "conj" else ()))
                  if kid.dep_ == "conj" and kid is not verb]
        bare = [kid for kid in verb.children if kid.dep_ == "nsubj" and kid.tag_ == "NN" and verb.dep_ == "conj"
                and not any(word.dep_ in {"det", "poss"} for word in kid.children)]
        if not bare and not any(other.tag_[:2] != "VB" or not has_subject(other) for other in others):
            yield verb


def has_subject(verb: Any) -> bool:
    return any(kid.dep_ in {"nsubj", "nsubjpass"} for kid in verb.children)


def list_group(verb: Any) -> tuple[Any, ...] | None:
    """The auxiliaries, 'not' and adverbs before a verb, and the verb; None where something else stands between."""
    own = [kid for kid in verb.children if kid.i < verb.i and kid.dep_ in {"aux", "auxpass", "neg", "advmod"}]
    first = next((kid for kid in own if kid.dep_ in {"aux", "auxpass"}), verb)
    group = [kid for kid in own if kid.i >= first.i or (kid.i == first.i - 1 and kid.tag_ == "RB")] + [verb]
    return tuple(group) if group[-1].i - group[0].i == len(group) - 1 else None


def find_phrase(noun: Any) -> tuple[Any, Any] | None:
    """The first and the last word of a phrase whose limits are sure, or None."""
    nodes = sorted(noun.subtree, key=lambda node: node.i)
    sure = all(node.dep_ not in {"relcl", "acl", "appos", "ccomp", "advcl", "pcomp", "mark"} for node in nodes) and all(
        node.text in _OF for node in nodes if node.dep_ == "prep") and "," not in {node.text for node in nodes[-1:]}
    alone = any(node.tag_ in {"PRP", "PRP$", "WDT", "WP", "EX"} or (node.tag_ in {"DT", "CD"} and node is noun)
                for node in nodes)
    whole = len(nodes) == nodes[-1].i - nodes[0].i + 1
    return (nodes[0], nodes[-1]) if sure and whole and not alone and len(nodes) <= 16 else None


def is_free(group: tuple[Any, ...], ends: tuple[Any, ...]) -> bool:
    """Whether no quantity depends on what it stands in front of, and nothing behind begins with 'by'."""
    verb = group[-1]
    denied = any(node.dep_ == "neg" for node in group)
    quantified = {node.text.lower() for start, end in ends for node in start.doc[start.i : end.i + 1]} & _QUANTIFIED
    behind = [kid for kid in verb.children if kid.i > max(end.i for _, end in ends)]
    bare = any(kid.dep_ == "advcl" and kid.tag_ == "VBG" and not has_subject(kid) for kid in behind)
    again = any(kid.text.lower() in {"by", "than", "as"} for kid in behind)
    return not (quantified - {"all"} or (denied and quantified) or bare or again)


def is_plural(end: tuple[Any, Any], sentence: Any) -> bool:
    head = next(node for node in sentence[end[0].i : end[1].i + 1] if not end[0].i <= node.head.i <= end[1].i)
    return head.tag_ in {"NNS", "NNPS"} or head.text == "data" or (
        any(kid.dep_ == "conj" for kid in head.children) and any(kid.text == "and" for kid in head.children))


def spell_passive(core: Core, doer: str) -> str | None:
    """'does not share' and who to 'is not shared by who'."""
    *before, verb = core.verb
    participle = form_participle(verb.lemma_)
    auxiliaries = [node for node in before if node.dep_ == "aux"]
    denial = [node.text for node in before if node.dep_ == "neg"]
    rest = [*denial, *(node.text for node in before if node.dep_ == "advmod")]
    many = is_plural(core.thing, verb.doc)
    first = auxiliaries[0].lemma_ if auxiliaries else ""
    if len(auxiliaries) > 1:
        return None
    if first == "have" and verb.tag_ == "VBN":
        words = [inflect_have(auxiliaries[0].text, many), *rest, "been", participle]
    elif first == "be" and verb.tag_ == "VBG":
        words = [inflect_be(auxiliaries[0].text in {"was", "were"}, many), *rest, "being", participle]
    elif first == "do" and verb.tag_ == "VB":
        words = [inflect_be(auxiliaries[0].text == "did", many), *rest, participle]
    elif auxiliaries and auxiliaries[0].tag_ == "MD" and verb.tag_ == "VB" and not verb.text.endswith("ed"):
        words = [auxiliaries[0].text, *denial, "be", *rest[len(denial):], participle]
    elif not auxiliaries and verb.tag_ in {"VBZ", "VBP", "VBD"}:
        words = [inflect_be(verb.tag_ == "VBD", many), *rest, participle]
    else:
        return None
    return " ".join([*words, "by", doer]).replace("can not ", "cannot ")


def spell_active(core: Core, thing: str) -> str | None:
    """'is not shared by' and what to 'does not share what'."""
    *before, verb = core.verb
    auxiliaries = [node for node in before if node.dep_ in {"aux", "auxpass"}]
    rest = [node.text for node in before if node.dep_ not in {"aux", "auxpass"}]
    many = is_plural(core.thing, verb.doc)
    names = [node.lemma_ for node in auxiliaries]
    denied = any(node.dep_ == "neg" for node in before)
    first, base = auxiliaries[0] if auxiliaries else None, verb.lemma_
    if first is None or first.text.lower() in {"'s", "’s"}:
        return None
    past = first.text in {"was", "were"}
    if names == ["be"] and denied:
        words = ["did" if past else "do" if many else "does", *rest, base]
    elif names == ["be"]:
        words = [*rest, inflect_past(base) if past else base if many else inflect_present(base)]
    elif names == ["have", "be"]:
        words = [inflect_have(first.text, many), *rest, form_participle(base)]
    elif names == ["be", "be"]:
        words = [inflect_be(past, many), *rest, form_gerund(base)]
    elif len(names) == 2 and first.tag_ == "MD":
        words = [first.text, *rest, base]
    else:
        return None
    return " ".join([*words, thing])


def inflect_be(past: bool, many: bool) -> str:
    return ("were" if many else "was") if past else "are" if many else "is"


def inflect_have(have: str, many: bool) -> str:
    return have if have == "had" else "have" if many else "has"
