"""A lead-in and the form of an item in, what is said before and after the item out.

'X collects the following:' and 'names' say 'X collects names'; 'records may be disclosed as follows:' and 'To Y' say
'records may be disclosed to Y'. An item that is a sentence of its own, or for which a lead-in has no place, gets none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphkit.language.lexicon import Lexicon
from graphkit.language.repairs.subjects import raise_subject
from graphkit.language.tree import Node, Tree, list_above

_STOPS = frozenset(".!?:;,”\"’)")
_FINITE = {"VBZ", "VBP", "VBD", "MD"}
_OPENERS = {"IN", "TO", "WRB"}
_SUBORDINATING = {"that", "if", "whether", "unless", "because"}
_CONDITIONAL = {"if", "when", "whenever", "where", "unless", "once"}
_RELATIVES = {"WDT", "WP", "WRB", "WP$"}
_CLOSING = re.compile(r"[\s:;,–—-]+$")
_AS_FOLLOWS = re.compile(r",?\s+as\s+follows$", re.I)
_COUNTED = re.compile(r"(?:\b(?:any|all|each|some|either|both|one|two|one or more)\s+of\s+)?(?:\bthe\s+)?$", re.I)
_PREPOSITION = re.compile(r"\s*\b(?:in|under|for|on|to|with|by|as|at|from)\s*$", re.I)


def is_clause(nodes: Sequence[Node]) -> bool:
    """Whether words are a sentence of their own: a finite verb with a noun before it, not behind a relative pronoun."""
    before: list[Node] = []
    named = False
    for place, node in enumerate(nodes):
        if not _is_word(node):
            continue
        if node.tag in _RELATIVES or (node.tag == "IN" and node.lemma in _SUBORDINATING):
            return False
        if named and node.tag in _FINITE:
            following = next(filter(_is_word, nodes[place + 1 :]), None)
            if not _is_participle(node, following) and not _is_compounded(node, before, following):
                return following is not None or len(before) > 2
        named = named or node.tag[:2] == "NN" or node.tag in {"PRP", "DT", "EX"}
        before.append(node)
    return False


def _is_word(node: Node) -> bool:
    return node.dep != "punct" and node.tag[:1].isalpha()


def _is_compounded(verb: Node, before: Sequence[Node], following: Node | None) -> bool:
    """'status *grant* date': a plural form between two singular nouns is no verb, but a noun itself."""
    if verb.tag != "VBP" or verb.lemma in {"be", "have", "do"} or following is None:
        return False
    linked = any(word.tag in {"CC", "IN"} for word in before[-4:])
    return before[-1].tag == "NN" and following.tag == "NN" and before[-1].name is None and not linked


def _is_participle(verb: Node, following: Node | None) -> bool:
    """'the records *searched* and identified': a past form behind a noun, without an object, is rather a participle."""
    if verb.tag != "VBD" or verb.lemma in {"be", "have", "do"}:
        return False
    if following is not None and following.tag == "IN" and following.lemma == "that":
        return False  # 'an audit *found that* X does'
    return following is None or following.tag[:2] not in {"DT", "NN", "PR", "CD", "JJ", "TO"}


def has_finite(nodes: Sequence[Node]) -> bool:
    """Whether a finite verb is among the words."""
    return any(node.tag in _FINITE for node in nodes)


def is_title(nodes: Sequence[Node]) -> bool:
    """'Protecting Records and Guarding Against Fraud.': every longer word has a capital, and no verb is finite."""
    longer = [node.text for node in nodes if len(node.text) > 3 and node.text.isalpha() and node.name is None]
    return len(longer) > 2 and all(map(str.istitle, longer)) and not has_finite(nodes)


def is_unclosed(text: str, nodes: Sequence[Node]) -> bool:
    """'Answers to the Questions of X Submitted by Y': no stop behind it, and a capital on every longer word."""
    if text[-1:] in _STOPS:
        return False
    longer = [word for node in nodes for word in node.text.split() if len(word) > 3 and word.isalpha()]
    return len(longer) > 3 and all(word[0].isupper() for word in longer)


def fill_lead(lead: Tree, nodes: Sequence[Node], item: Sequence[Node], lexicon: Lexicon) -> tuple[str, str] | None:
    """What is said before and after an item, or None.

    nodes  those of the lead-in in its tree, without the items; item: those of the item, from wherever it was parsed
    """
    words = [node for node in nodes if node.dep != "punct" and node.tag not in {":", ",", "."}]
    if not words or not item:
        return None
    text = _CLOSING.sub("", lead.text[words[0].start : words[-1].end])
    if _closes_condition(words, item):
        return f"{text} ", ""
    described = _read_described(lead) if words[-1] is lead.root else ""
    if described and not is_clause(item):
        return f"{described} ", ""
    opens = item[0].tag in _OPENERS
    if opens or (words[-1].tag in {"IN", "TO"} and words[-1].head in (lead.root, *lead.root.kids("conj"))):
        core = _read_core(lead, words)
        toward = opens and item[0].lemma == "to" and len(item) > 1 and item[1].tag != "VB"
        if core and (toward or not is_clause(item)):
            return (f"{core} " if opens else f"{core} {words[-1].text} "), ""
    following = next((node for node in words if node.text.lower() == "following" and _is_pointing(node, words)), None)
    if following is not None:
        if is_clause(item) or (item[0].tag == "VB" and _is_advice(following, lexicon)):
            return None
        return _replace_pointer(following, words, lead, item, opens)
    if _AS_FOLLOWS.search(text):
        return None if is_clause(item) else (_AS_FOLLOWS.sub("", text) + " ", "")
    if not has_finite(words):
        return None
    last = words[-1]
    including = last.lemma in lexicon.members and item[0].tag == "VBG"
    if including and _is_kept(lead, lexicon) and not _is_aim(last, lexicon):
        return None
    waits = last.tag in {"IN", "TO", "MD", "PRP$"} and not _is_stranded(last)
    if waits or last.tag[:2] == "VB" or last.lemma in lexicon.members:
        return text + " ", ""
    if is_clause(item) or _is_asked(lead, item, lexicon):
        return None
    if opens or item[0].tag == "VB":
        return text + " ", ""
    return None if _closes_purpose(last, lead) else (text + ", including ", "")


def _is_asked(lead: Tree, item: Sequence[Node], lexicon: Lexicon) -> bool:
    """'X asked the Minister on 11 May:' and 'which body holds it', 'was it told': a question, and no example."""
    asks = lead.root.lemma in lexicon.constructions.asking
    return asks and (item[0].tag in {"WP", "WDT", "WRB", "MD"} or item[0].lemma in {"be", "do", "have"})


def _closes_purpose(last: Node, lead: Tree) -> bool:
    """'wrote *protocols* to meet the guidelines:' and 'Protocol A': the items may be of either noun."""
    aims = [above for above in list_above(last) if above.dep in {"advcl", "xcomp"} and above.is_infinitive]
    return any(aim.head is lead.root and lead.root.has("dobj") for aim in aims)


def _is_aim(including: Node, lexicon: Lexicon) -> bool:
    """'uses it for *several purposes*, including:' and 'preventing fraud': that is one of them."""
    governor = lexicon.find_governor(including.head.lemma, "noun") if including.head is not None else None
    return governor is not None and governor.family == "purpose"


def _is_kept(lead: Tree, lexicon: Lexicon) -> bool:
    """'*holds files* about its duties, including:' holds them; whose duties the items are is not said."""
    things = lead.root.kids("dobj")
    return any(lexicon.kind_of(noun.lemma) in {"DataCategory", "Document"} for noun in things)


def leaves_condition(nodes: Sequence[Node]) -> bool:
    """'We delete your data *where*:', 'We collect your name *when you*:': what stands below says when it is done."""
    last = [node for node in nodes[-4:] if node.dep != "punct" and node.tag != ":"][-2:]
    if not last:
        return False
    return last[-1].lemma in _CONDITIONAL or (last[-1].tag == "PRP" and last[0].lemma in _CONDITIONAL)


def _closes_condition(words: Sequence[Node], item: Sequence[Node]) -> bool:
    """Whether an item goes on with what its lead-in leaves open: 'where' and 'you ask us to', 'when you' and 'call'."""
    if not leaves_condition(words) or not has_finite(words):
        return False
    if words[-1].tag == "PRP":
        return item[0].tag[:2] in {"VB", "NN", "RB", "MD"}
    return is_clause(item) or has_finite(item)


def _is_advice(following: Node, lexicon: Lexicon) -> bool:
    """'We made the following *recommendations*': what is bidden there is not what is made."""
    noun = following.head if following.dep == "amod" else None
    governor = lexicon.find_governor(noun.lemma, "noun") if noun is not None else None
    return governor is not None and governor.family in {"desire", "advice", "proposal"}


def _read_described(lead: Tree) -> str:
    """'the bodies (that) *we share X with* are:' says 'we share X with', each item; '' where the lead-in is no such."""
    subject = lead.root.kid("nsubj") if lead.root.lemma in {"be", "include"} else None
    for clause in subject.kids("relcl") if subject is not None else ():
        if subject is not None and subject.lemma == "purpose" and _opens_with_for(clause):
            words = sorted((word for word in clause.subtree() if word.dep != "punct"), key=lambda word: word.index)
            return f"{lead.text[words[2].start : words[-1].end]} for"  # 'purposes for which *data is used*'
        opening = clause.kid("nsubj")
        last = max(clause.subtree(), key=lambda word: word.index)
        if opening is not None and opening.tag not in _RELATIVES and last.tag in {"IN", "TO"} and not last.children:
            return lead.text[opening.find_edges()[0].start : last.end]
    return ""


def _opens_with_for(clause: Node) -> bool:
    """'*for which* your data is used'"""
    first = clause.find_edges()[0]
    return first.lemma == "for" and any(noun.tag == "WDT" for noun in first.kids("pobj"))


def _is_stranded(node: Node) -> bool:
    """'the order that X is served *with*:' has its object already, the noun that a clause with a subject describes."""
    clause = next((above for above in list_above(node) if above.dep == "relcl"), None)
    return clause is not None and any(kid.tag not in _RELATIVES for kid in clause.kids("nsubj", "nsubjpass"))


def _read_core(lead: Tree, words: Sequence[Node]) -> str:
    """Who does what, without the phrases around it: what an item adds is to hang on the verb and on nothing else.

    'All records contained in X may be disclosed outside Y as follows' says 'All records may be disclosed'.
    """
    root = lead.root
    raise_subject(root, lead)
    if root not in words or not root.is_verb or not root.kids("nsubj", "nsubjpass"):
        return ""
    clauses = [kid for kid in root.kids("advcl", "ccomp", "xcomp", "acomp", "attr") if kid.lemma != "follow"]
    if clauses:
        return ""
    kept = {root}
    for kid in root.kids("nsubj", "nsubjpass", "aux", "auxpass", "neg", "dobj", "prt", "cc", "preconj", "agent"):
        kept.update(_list_plain(kid))
    for kid in root.kids("conj"):
        if kid.is_verb and not kid.kids("nsubj", "nsubjpass"):
            kept.update({kid, *kid.kids("aux", "auxpass", "neg")})
    ordered = sorted(kept & set(words), key=lambda node: node.index)
    return "".join(
        node.text + ("" if after is not None and after.start == node.end else " ")
        for node, after in zip(ordered, [*ordered[1:], None], strict=True)
    ).strip()


def _list_plain(node: Node) -> list[Node]:
    """A phrase without its clauses."""
    nodes = [node]
    for kid in node.children:
        if kid.dep not in {"acl", "relcl", "appos"} and (kid.dep != "prep" or kid.lemma == "of"):
            nodes.extend(_list_plain(kid))
    return nodes


def _is_pointing(node: Node, words: Sequence[Node]) -> bool:
    """Whether 'following' points to the list: behind an article, a quantity or a preposition, not itself one."""
    if node.dep in {"prep", "mark", "advcl", "acl"} and node.kids("pobj", "dobj"):
        return False
    place = words.index(node)
    before = words[place - 1] if place else None
    return before is not None and (
        before.text.lower() == "the" or before.tag in {"IN", "CD"} or place == len(words) - 1
    )


def _replace_pointer(
    following: Node, words: Sequence[Node], lead: Tree, item: Sequence[Node], opens: bool
) -> tuple[str, str] | None:
    """'the following information' gives way to the item, with the preposition before it where the item has its own."""
    noun = following.head if following.dep == "amod" and following.head is not None else following
    if noun not in words or noun.index < following.index:
        noun = following
    start = words[0].start
    before = lead.text[start : following.start]
    before = before[: _COUNTED.search(before).start()]  # type: ignore[union-attr]
    behind = [node for node in words if node.index > noun.index]
    verbal = next((node for node in behind if node.tag in _FINITE), None)
    told = any(node.tag in _FINITE for node in words if node.index < following.index)
    if not told and verbal is None:
        return None
    if told:  # what is left of the phrase ('the following categories of records') goes with it
        tail = [node for node in behind if node.head is not noun and noun not in list_above(node)]
        after = lead.text[tail[0].start : words[-1].end] if tail else ""
    else:
        if opens:
            return None
        own = [
            node for node in behind if noun in list_above(node) and verbal is not None and node.index < verbal.index
        ]
        after = lead.text[(own[-1] if own else noun).end : words[-1].end]
    if opens:
        before = _PREPOSITION.sub(" ", before)
    return before.lstrip() if before.strip() else "", f" {after.strip()}" if after.strip() else ""
