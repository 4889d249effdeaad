"""Trees in, the same with words that belong before a noun put there, where the parser took one for a verb out."""

from __future__ import annotations

from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.naming import is_term
from graphkit.language.tree import Node, Tree, find_verb
from graphkit.model import BODIES
from graphkit.ontology.kinds import UNKNOWN

_HOW = "repair:compound"
#: Kinds of what is kept and given.
_KEPT = frozenset({"DataCategory", "Document"})
#: Labels of what tells which thing a noun names.
_OWN = frozenset({"det", "poss", "nummod", "amod", "prep", "relcl"})


def join_gerund(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'vision and *hearing* test results', 'bank *routing* details': between two bare nouns it says of what sort.

    A singular that no article goes with names nothing by itself: it belongs before the noun as well.
    """
    thing, before = node.kid("dobj"), tree.nodes[node.index - 1]
    if thing is not None and _is_sort(node, before, thing):
        return _yield_place(before, thing, node)
    if thing is None or not _stands_bare(node, thing):
        return
    linked = before.tag == "CC" and node.dep == "conj" and node.index > 1
    noun = tree.nodes[node.index - 2] if linked else before
    if noun.tag != "NN" or noun.name is not None or not noun.labels.isdisjoint(_OWN):
        return
    if linked and noun is not node.head:
        return
    kind = find_kind(noun, lexicon)
    if kind == UNKNOWN if linked else kind in BODIES and node.dep == "acl":
        _yield_place(noun, thing, node)


def _is_sort(node: Node, noun: Node, thing: Node) -> bool:
    """'the *plate matching* API': a short form in the singular without an article is what stands before it."""
    if node.dep != "acl" or noun is not node.head or noun.tag != "NN" or noun.name is not None or thing.tag == "NNS":
        return False
    return thing.name is not None and is_term(thing.name.thing) and _is_bare(node, thing)


def join_accredited(node: Node, tree: Tree) -> None:
    """'is hosted in *Harbor Bank accredited* data centres': no verb goes on with another without a link."""
    thing, before = node.kid("dobj"), tree.nodes[node.index - 1]
    if thing is None or before.name is None or before.dep != "pobj" or not _stands_bare(node, thing):
        return
    verb = node.head
    if verb is not None and verb.is_verb and before.is_within(verb) and not verb.has("cc"):
        node.tag = "VBN"
        _yield_place(before, thing, node)


def join_motive(node: Node, lexicon: Lexicon) -> None:
    """'for *bookkeeping* reasons': what sort of reasons they are, and nothing that is done to them."""
    thing, above = node.kid("dobj"), node.head
    if thing is None or above is None or thing.lemma not in lexicon.constructions.motives:
        return
    if _is_bare(node, thing):
        thing.move(above, "pobj", _HOW)
        node.move(thing, "compound", _HOW)


def join_term(node: Node) -> None:
    """'uses the *search notification* API': the short form of a common noun is the head of what stands before it.

    'the application programming interface API' is called so; a name that is only a name tells how a thing is called.
    """
    noun, name = node.head, node.name
    if noun is None or name is None or noun.name is not None or noun.index + 1 != node.index or noun.tag != "NN":
        return
    if not any(form.islower() and not form.endswith(noun.lemma) for form in name.thing.names):
        return
    above, dep = noun.head, noun.dep
    if above is None:
        return
    for kid in [kid for kid in noun.children if kid is not node]:
        kid.move(node, kid.dep, _HOW)
    node.move(above, dep, _HOW)
    noun.move(node, "compound", _HOW)


def join_repeated(node: Node, tree: Tree) -> None:
    """'capture time, *capture* network, *capture* camera': what stood before the first of a list stands before each."""
    thing, member = node.kid("dobj"), node.head
    if thing is None or thing.index != node.index + 1 or not thing.is_noun:
        return
    if tree.nodes[node.index - 1].tag not in {",", "CC"}:
        return
    while member is not None and member.dep == "conj" and member.head is not None:
        member = member.head
    if member is not None and member.is_verb:
        member = next((kid for kid in member.kids("dobj") if kid.index < node.index), None)
    if member is None or not member.is_noun or member.is_within(node):
        return
    if not any(kid.text == node.text for kid in member.kids("compound")):
        return
    thing.move(member, "conj", "repair:list")
    for kid in [kid for kid in node.children if kid.dep in {"conj", "cc"}]:
        kid.move(thing, kid.dep, "repair:list")
    node.tag = "NN"
    node.move(thing, "compound", "repair:list")


def join_called(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'*the company Redwood* makes X': of two subjects with nothing between them one says what the other is called."""
    before = tree.nodes[node.index - 1] if node.index else None
    if node.name is None or before is None or before.name is not None or before.tag != "NN":
        return
    body = {find_kind(before, lexicon), node.name.thing.kind} <= BODIES
    if body and before.dep == node.dep and before.head is node.head and before.has("det"):
        node.move(before, "appos", _HOW)


def join_adjacent(node: Node, tree: Tree) -> None:
    """'a name, date of birth and *home* address': between two members of a list stands a comma or a link."""
    last, above = tree.nodes[min(node.index + 1, len(tree.nodes) - 1)], node.head
    if above is None or last.dep not in {"conj", "appos"} or last.tag not in {"NN", "NNS"}:
        return
    bare = all(kid.dep == "compound" for kid in node.children)
    if last.name is None and bare and not node.is_within(last) and not last.is_within(node):
        last.move(above, "conj", "repair:list")
        node.move(last, "compound", "repair:list")


def part_opening_list(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'a *name*, date of birth and home address': what a comma follows is the first of a list, and no word of the last.

    Of the last, what stands right before it is the rest.
    """
    last, kids = node.head, node.kids("conj")
    if last is None or not kids or node.name is not None or last.name is not None or last.head is None:
        return
    if tree.nodes[node.index + 1].text != "," or find_kind(node, lexicon) != "DataCategory":
        return
    modifier = kids[-1]
    while modifier.has("conj"):
        modifier = modifier.kids("conj")[-1]
    link = modifier.head
    if modifier.index != last.index - 1 or modifier.tag != "NN" or link is None or not link.has("cc"):
        return
    node.move(last.head, last.dep, "repair:list")
    for kid in [kid for kid in last.children if kid.index < node.index]:
        kid.move(node, kid.dep, "repair:list")
    last.move(link, "conj", "repair:list")
    modifier.move(last, "compound", "repair:list")


def restore_named(node: Node, lexicon: Lexicon) -> None:
    """'will use *OFA records* and DPE records': data right behind a name, of which nothing is made, is what is used."""
    name, verb = node.kid("nsubj"), node.head
    if verb is None or not verb.is_verb or name is None or name.name is None or verb.kids("dobj", "attr", "mark"):
        return
    if name.index + 1 != node.index or name.index != verb.index + 1 or lexicon.attribution.get(verb.lemma):
        return
    governor = lexicon.find_governor(verb.lemma, "verb", finite=True)
    if governor is not None and governor.actor == "none":
        return  # 'ensures OFA files with X'
    word = node.text.lower().removesuffix("s")
    if lexicon.kind_of(word) != "DataCategory":
        return
    node.tag, node.lemma = "NNS", word
    node.relabel("dobj", "repair:noun")
    name.move(node, "compound", "repair:noun")
    for other in node.kids("conj"):  # 'OFA records and *DPE records*'
        noun = next((kid for kid in verb.kids("conj", "dobj") if kid.index == other.index + 1 and kid.is_noun), None)
        if noun is not None and other.name is not None:
            noun.move(node, "conj", "repair:noun")
            other.move(noun, "compound", "repair:noun")


def join_named(node: Node, lexicon: Lexicon) -> None:
    """'will use *OFA records* and DPE records': data right behind a name, and no verb of its own, is what is used."""
    verb = node.head
    if verb is None or not verb.is_verb or lexicon.kind_of(node.lemma) != "DataCategory":
        return
    names = [kid for kid in verb.kids("dobj") if kid.name is not None and kid.index == node.index - 1]
    if names and not names[0].children and verb.lemma not in lexicon.constructions.giving:
        node.relabel("dobj", "repair:object")
        names[0].move(node, "compound", "repair:object")


def join_bracketed(node: Node, tree: Tree) -> None:
    """'an information technology (IT) *equipment inventory*': behind initials in brackets the noun phrase goes on.

    So it does behind a quality: 'the correspondence (postal) *addresses*'.
    """
    noun = node.head
    if noun is None or not noun.is_noun or noun.head is None or node.index < noun.index + 4:
        return
    first = min(kid.index for kid in (node, *node.kids("compound", "amod", "nmod")) if kid.index > noun.index + 3)
    opening, initials, closing = tree.nodes[noun.index + 1 : noun.index + 4]
    quality = initials.tag == "JJ" and node.tag == "NNS" and noun.tag == "NN"
    bracketed = (opening.text, closing.text) == ("(", ")") and (initials.text.isupper() or quality)
    if first != noun.index + 4 or not bracketed:
        return
    if len(initials.text) < 2 or noun.head.is_within(node):
        return
    node.move(noun.head, noun.dep, _HOW)
    for kid in noun.children:
        if kid.index < noun.index:
            kid.move(node, kid.dep, _HOW)
    noun.move(node, "compound", _HOW)


def join_compound(node: Node) -> None:
    """'sends messages to *OFA accounts*': a bare noun right behind a name is what the name modifies."""
    if node.head is None:
        return
    for preposition in node.head.kids("prep", "dative"):
        name = preposition.kid("pobj")
        if name is not None and name.name is not None and name.index == node.index - 1 and not name.kids("conj"):
            node.move(preposition, "pobj", _HOW)
            return name.move(node, "compound", _HOW)


def restore_compound(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'Files consist of names, codes, and *shift* readings': what data contain is named, and they do nothing."""
    noun, last = node.head, node.kid("dobj")
    if noun is None or not noun.is_noun or last is None or last.index != node.index + 1 or last.has("det", "poss"):
        return
    if node.index < 2 or tree.nodes[node.index - 1].tag != "CC" or tree.nodes[node.index - 2].text != ",":
        return
    verb = find_verb(noun)
    subject = verb.kid("nsubj") if verb is not None else None
    if subject is not None and find_kind(subject, lexicon) in _KEPT:
        _lower_form(node, last, noun)


def restore_last_compound(node: Node, tree: Tree) -> None:
    """'provides X with wage, *and Social Security benefit* data': a bare form behind the last name of a row is no verb.

    No subject is left for it but the last of the row, which is not what the verb before has given.
    """
    last, before, verb = node.kid("dobj"), tree.nodes[node.index - 1], node.head
    if node.dep == "conj" and (verb is None or verb.tag != "VBZ"):
        return
    if last is None or last.index != node.index + 1 or last.has("det", "poss") or verb is None or not verb.is_verb:
        return
    if before.dep != "conj" or before.tag not in {"NN", "NNP"} or before.index < verb.index:
        return
    if not before.is_within(verb) or before.is_within(node):
        return
    if before.has("conj", "cc", "prep", "relcl", "acl") or before.head is None or not before.head.has("cc"):
        return
    _lower_form(node, last, before.head)
    before.move(last, "compound", "repair:list")


def restore_member(node: Node, tree: Tree) -> None:
    """'may include A, *call charge records* and B', 'has access to A, *records*, or B': a bare verb is no member."""
    noun = node.head
    if noun is None or not noun.is_noun or (node.tag == "VB" and node.is_infinitive):
        return
    last = next((kid for kid in node.kids("dobj")), node)
    if tree.nodes[node.index - 1].text != "," or not (last.has("cc") or node.has("cc")) or noun.index > node.index:
        return
    if last is not node:
        if last.has("det", "poss") or last.find_edges()[0].index < node.index:
            return
        _lower_form(node, last, noun)
    elif node.text.endswith("s"):
        node.tag = "NNS"
        node.relabel("conj", "repair:list")
    if last.lemma == node.lemma and last is node:
        node.lemma = node.text.lower().removesuffix("s")


def _lower_form(form: Node, last: Node, first: Node) -> None:
    """Make a form a word of the noun behind it, which goes on with the first of a row."""
    last.move(first, "conj", "repair:list")
    form.tag = "NN"
    form.move(last, "compound", "repair:list")


def _stands_bare(node: Node, thing: Node) -> bool:
    """Whether a verb form has nothing but a plural right behind it, with no article."""
    return thing.tag == "NNS" and _is_bare(node, thing)


def _is_bare(node: Node, thing: Node) -> bool:
    if any(kid.dep != "prep" for kid in node.children if kid is not thing) or thing.has("det", "poss"):
        return False
    return thing.find_edges()[0].index == node.index + 1


def _yield_place(noun: Node, thing: Node, form: Node) -> None:
    """Put a noun and a verb form before the noun behind them, which takes the place of the first."""
    for kid in form.kids("prep"):
        kid.move(find_verb(noun) or thing, "prep", _HOW)
    thing.move(noun.head, noun.dep, _HOW)
    for kid in [kid for kid in noun.children if kid is not form and kid.dep not in {"cc", "compound"}]:
        kid.move(thing, kid.dep, _HOW)
    noun.move(thing, "compound", _HOW)
    form.move(noun if noun.has("cc") else thing, "conj" if noun.has("cc") else "amod", _HOW)
