"""Trees in, the same with every finite verb given the subject or agent that the parser took from it out."""

from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.repairs.antecedents import is_town
from graphkit.language.tree import Node, Tree

_FINITE = frozenset({"VBD", "VBZ", "VBP"})

#: What leads from a statement to an order: 'so please ask'.
_ORDERING = frozenset({"so", "please", "therefore"})


def raise_main_clause(tree: Tree, lexicon: Lexicon) -> None:
    """'Because X considers Y, *Z is subject to W*': the clause with the conjunction is not the main one."""
    root = tree.root
    if "mark" not in root.labels:
        return
    marks = [
        kid
        for kid in root.kids("mark")
        if kid.lemma in lexicon.conjunctions
        and lexicon.conjunctions[kid.lemma] in {"reason", "contrast", "occasion", "condition"}
    ]
    if not marks or marks[0].index != tree.nodes[0].index:
        return
    for clause in root.kids("ccomp", "conj", "parataxis"):
        if (
            clause.index < root.index
            or clause.kids("mark")
            or clause.is_infinitive
            or (clause.tag not in {"VBZ", "VBP", "VBD", "MD"} and not clause.kids("aux", "auxpass"))
        ):
            continue
        if not clause.kids("nsubj", "nsubjpass"):
            subject = _find_stray_subject(root, clause)
            if subject is None:
                continue
            subject.move(clause, "nsubjpass" if clause.kids("auxpass") else "nsubj", "repair:main-clause")
        tree.raise_root(clause)
        root.move(clause, "advcl", "repair:main-clause")
        return


def part_order(node: Node) -> None:
    """'*footage is held for two weeks*, so please ask soon': what stands before an order is stated, and not ordered."""
    order = node.head
    if order is None or order.dep != "ROOT" or order.tag != "VB" or node.index > order.index or node.is_infinitive:
        return
    if order.kids("nsubj", "nsubjpass", "expl", "aux") or not any(kid.lemma in _ORDERING for kid in order.children):
        return
    node.relabel("parataxis", "repair:order")


def raise_predicate(node: Node, tree: Tree) -> None:
    """'information *determined to be relevant* is reviewed': a finite clause without a subject takes that of the verb
    before it, which is a participle."""
    verb = node.head
    if node.dep != "ccomp" or verb is None:
        return
    subject = verb.kid("nsubj")
    if subject is None or verb.tag not in {"VBD", "VBN"}:
        return
    finite = node.tag in {"VBZ", "VBP"} or any(kid.tag in {"MD", "VBZ", "VBP"} for kid in node.kids("aux", "auxpass"))
    if finite and _take_content(node, verb):
        return
    if not finite or verb.has("aux", "auxpass", "neg") or node.index < verb.index:
        return
    if not subject.is_noun or subject.index + 1 != verb.index:
        return
    above, dep = verb.head, verb.dep
    if above is None:
        tree.raise_root(node, "repair:predicate")
    else:
        node.move(above, dep, "repair:predicate")
    subject.move(node, "nsubjpass" if node.kids("auxpass") else "nsubj", "repair:predicate")
    for kid in verb.kids("punct", "conj", "cc"):
        if kid.index > node.index:
            kid.move(node, kid.dep, "repair:predicate")
    verb.tag = "VBN"
    verb.move(subject, "acl", "repair:predicate")


def _take_content(clause: Node, verb: Node) -> bool:
    """'advised *that disclosure to X* would require Y': an object with 'that' is the subject of the clause."""
    noun = verb.kid("dobj")
    that = next((kid for kid in noun.kids("det") if kid.lemma == "that"), None) if noun is not None else None
    if noun is None or that is None or that.index != verb.index + 1 or not noun.index < clause.index:
        return False
    that.tag = "IN"
    that.move(clause, "mark", "repair:predicate")
    noun.move(clause, "nsubjpass" if clause.kids("auxpass") else "nsubj", "repair:predicate")
    return True


def lower_reduced(node: Node) -> None:
    """'*Data collected* from X, known as Y, *are stored*': a bare participle between a subject and its verb."""
    verb, subject = node.head, node.kid("nsubj")
    if node.dep != "ccomp" or node.tag not in {"VBN", "VBD"} or verb is None or subject is None:
        return
    if node.index > verb.index or subject.index + 1 != node.index or not subject.is_noun or node.kids("dobj"):
        return
    if node.kids("aux", "auxpass", "mark", "neg") or verb.kids("nsubj", "nsubjpass", "csubj", "expl"):
        return
    if not verb.kids("aux", "auxpass") and verb.tag not in {"VBZ", "VBP"}:
        return
    subject.move(verb, "nsubjpass" if verb.kids("auxpass") else "nsubj", "repair:predicate")
    node.tag = "VBN"
    node.move(subject, "acl", "repair:predicate")


def lower_subject(node: Node, tree: Tree) -> None:
    """'constituted consent *to X releasing Y*': what stands before the form in -ing is who does it, if anybody."""
    actor = tree.nodes[node.index - 1]
    place = actor.head if actor.dep == "pobj" else None
    noun = place.head if place is not None else None
    if place is None or noun is None or actor.name is None or place.lemma != "to" or actor.has("conj", "prep"):
        return
    if noun.is_noun and noun.index + 1 == place.index and noun.head is node.head and node.has("dobj"):
        node.move(place, "pcomp", "repair:subject")
        actor.move(node, "nsubj", "repair:subject")


def lower_participle(node: Node) -> None:
    """'data *gathered through a survey* are kept': a past form before its verb's auxiliary is a participle."""
    verb, subject = node.head, node.kid("nsubj")
    if node.dep not in {"csubj", "csubjpass"} or verb is None or subject is None or node.tag not in {"VBD", "VBN"}:
        return
    if node.kids("aux", "auxpass", "mark", "dobj", "neg") or subject.index != node.index - 1 or not subject.is_noun:
        return
    if verb.kids("nsubj", "nsubjpass"):
        return
    subject.move(verb, "nsubjpass" if verb.kids("auxpass") else "nsubj", "repair:predicate")
    node.tag = "VBN"
    node.move(subject, "acl", "repair:predicate")


def _find_stray_subject(root: Node, clause: Node) -> Node | None:
    """The noun phrase between a comma and the verb that the parser took for an apposition or conjunct before it."""
    found = [
        node
        for node in root.subtree()
        if node.dep in {"appos", "conj"}
        and node.is_noun
        and node.index < clause.index
        and node.head is not None
        and any(
            comma.text == "," and node.head.index < comma.index < node.index
            for comma in (*node.head.children, *root.children)
        )
    ]
    return max(found, key=lambda node: node.index) if found else None


def move_mark(node: Node, tree: Tree) -> None:
    """'*Provided that* X agrees, Y does Z': the conjunction opens the clause before the comma.

    The parser hung it on the main verb, whose subject stands behind the comma.
    """
    verb = node.head
    if verb is None or node.index > verb.index or not verb.is_verb:
        return
    subject = verb.kid("nsubj", "nsubjpass")
    if subject is None or subject.index < node.index:
        return
    clause = next((kid for kid in verb.kids("advcl", "nsubj", "npadvmod", "ccomp") if node.index < kid.index), None)
    if clause is None:
        return
    first = subject.find_edges()[0].index
    if clause.index >= first or all(other.text != "," for other in tree.nodes[node.index : first]):
        return
    node.move(clause, "mark", "repair:mark")
    clause.relabel("advcl")
    if clause.tag == "NNS":  # 'the applicant *consents*'
        clause.tag = "VBZ"
        for kid in clause.kids("compound"):
            kid.relabel("nsubj")


def part_clauses(node: Node) -> None:
    """'X runs Y *and Z owns W*': two nouns that 'and' joins take no 'owns', so the second opens a clause of its own."""
    verb, first = node.head, node.kid("nsubj")
    if verb is None or first is None or first.index < verb.index or verb.kid("dobj", "ccomp") is not node:
        return
    joint, second = first.kid("cc"), first.kid("conj")
    if joint is None or second is None or joint.lemma != "and" or verb.kid("nsubj") is None:
        return
    if joint.index > second.index or second.kids("cc", "conj") or len(first.kids("cc", "conj")) > 2:
        return
    second.move(node, "nsubj", "repair:clauses")
    joint.move(verb, "cc", "repair:clauses")
    first.move(verb, "dobj", "repair:clauses")
    node.move(verb, "conj", "repair:clauses")


def free_occasion(node: Node, tree: Tree) -> None:
    """'As it relates to X, *when Y opens X to partners*, Z is done': the occasion of the main clause, not told of X.

    A relative clause with 'when' tells of a time ('in 2013, when …') and of nothing else: behind a name it belongs to
    the verb before ('broke the law, the Act, *when it took Y*').
    """
    noun = node.head
    if node.dep != "relcl" or noun is None or noun.tag == "CD":
        return
    if node.tag not in {"VBZ", "VBP"} and noun.name is None:
        return
    when = next((kid for kid in node.kids("advmod") if kid.lemma == "when" and kid.index < node.index), None)
    if when is None or tree.nodes[when.index - 1].text != ",":
        return
    before = reversed(tree.nodes[: noun.index]) if noun.name is not None else ()
    verb = next((word for word in before if word.tag in _FINITE), tree.root)
    if verb.is_verb and not verb.is_within(node):
        node.move(verb, "advcl", "repair:occasion")


def free_fronted(node: Node, tree: Tree) -> None:
    """'*As part of X, revised* rules were sent': what a comma parts from a participle is the sentence's own."""
    if node.dep != "amod" or node.tag not in {"VBN", "VBD"} or not tree.root.is_verb or tree.root.is_within(node):
        return
    commas = [kid for kid in node.kids("punct") if kid.text == "," and kid.index < node.index]
    if commas:
        for kid in [kid for kid in node.children if kid.index <= commas[-1].index]:
            kid.move(tree.root, kid.dep, "repair:fronted")


def part_subjects(node: Node) -> None:
    """'only after A approves *B does C* release D': who acts stands behind the auxiliary; B is approved."""
    subjects = node.kids("nsubj", "nsubjpass")
    if len(subjects) != 2:
        return
    auxiliary = next((kid for kid in node.kids("aux", "auxpass") if kid.tag in {"VBZ", "VBP", "VBD", "MD"}), None)
    if auxiliary is None or not subjects[0].index < auxiliary.index < subjects[1].index:
        return
    clause = next((kid for kid in node.kids("advcl") if kid.index < subjects[0].index and not kid.kids("dobj")), None)
    if clause is not None:
        subjects[0].move(clause, "dobj", "repair:two-subjects")


def raise_subject(node: Node, tree: Tree) -> None:
    """'In addition to A, *all or parts of B may be shared*': a verb takes back its subject.

    What stands between the last comma and the verb, and begins with an apposition or conjunct to something before the
    comma, is the subject; what hangs on that something but stands behind the comma goes with it.
    """
    if node is not tree.root or not node.is_verb or node.dep not in {"ROOT", "ccomp"}:
        return
    finite = node.tag in {"VBZ", "VBP", "VBD"} or any(
        kid.tag in {"MD", "VBZ", "VBP", "VBD"} for kid in node.kids("aux", "auxpass")
    )
    if not finite or node.kids("nsubj", "nsubjpass", "csubj", "expl"):
        return
    first = min([node.index, *(kid.index for kid in node.kids("aux", "auxpass", "neg"))])
    stray = _find_stray(node, first, tree)
    if stray is None or is_town(stray):
        return
    if node.tag == "VBD" and any(word.text == ";" for word in tree.nodes[: node.index]):
        return  # 'name; photograph, and the template made from it; *scanned* images': of a list, and no verb
    stray = _open_list(stray, tree)
    above = stray.head
    stray.move(node, "nsubjpass" if node.kids("auxpass") else "nsubj", "repair:subject")
    last = max(
        (other for other in stray.subtree() if other.dep in {"conj"} or other is stray), key=lambda other: other.index
    )
    for kid in [kid for kid in (above.children if above is not None else ()) if stray.index < kid.index < first]:
        kid.move(last, kid.dep, "repair:subject")


def _open_list(member: Node, tree: Tree) -> Node:
    """'With help from A, *B, C, and D* did X': the first member of the list that 'and' closes, behind a comma."""
    head = member.head
    start = min(kid.index for kid in (member, *member.kids("det")))
    links = [*member.kids("cc"), *(kid for kid in (head.kids("cc") if head else ()) if kid.index == start - 1)]
    while links and head is not None and head.dep in {"conj", "appos"} and head.is_noun:
        if tree.nodes[min(inner.index for inner in (head, *head.kids("det", "compound", "amod"))) - 1].text != ",":
            break
        member, head = head, head.head
    return member


def _find_stray(verb: Node, first: int, tree: Tree) -> Node | None:
    """The noun behind the last comma before a verb that hangs on something before that comma; None if there is none.

    What stands between two commas and belongs to the verb ('Y, *in addition to Z*, is covered') is passed over.
    """
    end = first
    for comma in reversed([other.index for other in tree.nodes[:first] if other.text == ","]):
        words = [other for other in tree.nodes[comma + 1 : end] if not other.dep.startswith("aux")]
        for other in words:
            hangs = other.dep in {"appos", "conj"} and other.head is not None and other.head.index < comma
            if hangs and (other.is_noun or other.tag == "DT"):
                return other
        own = {inner for kid in verb.kids("prep") for inner in kid.subtree()}
        if not all(other in own for other in words):
            return None
        end = comma
    return None


def raise_apart(node: Node, tree: Tree) -> None:
    """'While A owns B, *its clerks*, who are trained, *query* B': a subject with a relative clause between commas."""
    if node is not tree.root or node.kids("nsubj", "nsubjpass", "csubj", "expl", "aux", "auxpass") or not node.index:
        return
    commas = [other.index for other in tree.nodes[: node.index] if other.text == ","]
    if not commas or commas[-1] != node.index - 1:
        return
    for noun in tree.nodes[: commas[-1]]:
        clause, above = noun.kid("relcl"), noun.head
        if noun.dep not in {"appos", "conj"} or not noun.is_noun or clause is None or above is None:
            continue
        end = max(inner.index for inner in clause.subtree() if inner.text != ",")
        first = noun.find_edges()[0].index
        if end == commas[-1] - 1 and first - 1 in commas and noun.index + 1 in commas and above.index < first:
            noun.move(node, "nsubj", "repair:subject")
            node.tag = "VBP" if node.tag == "VB" else node.tag
            return


def split_counted_subject(node: Node) -> None:
    """'Of the total, *6 people, or 7 percent, are* …': 'be' takes back what is counted from a fronted phrase."""
    if node.lemma != "be" or node.kids("nsubj", "nsubjpass", "expl", "csubj"):
        return
    for preposition in node.kids("prep"):
        noun = preposition.kid("pobj")
        if preposition.index > node.index or noun is None:
            continue
        for member in noun.kids("conj", "appos"):
            if member.kid("nummod") is not None and not noun.kids("cc"):
                member.move(node, "nsubj", "repair:counted")
                return


def free_quantifier(node: Node, tree: Tree) -> None:
    """'unaware of any *that utilized* X': not 'any … X' but any, of those named before, that did."""
    if node.lemma not in {"any", "none", "some", "those", "all"} or node.dep != "det" or node.head is None:
        return
    following = tree.nodes[node.index + 1 : node.index + 3]
    if len(following) < 2 or following[0].lemma != "that" or following[1].tag not in {"VBN", "VBD", "VBZ", "VBP"}:
        return
    relative, verb = following
    noun, above, dep = node.head, node.head.head, node.head.dep
    if above is None or (verb.head is not noun and verb.head is not above):
        return
    node.move(above, dep, "repair:quantifier")
    node.tag = "DT"
    verb.move(node, "relcl", "repair:quantifier")
    verb.tag = "VBD" if verb.tag == "VBN" else verb.tag
    relative.move(verb, "nsubj", "repair:quantifier")
    relative.tag = "WDT"
    noun.move(verb, "dobj", "repair:quantifier")


def part_subject(node: Node, tree: Tree) -> None:
    """'to protect A; locate B; *obtain* C': what stands before a semicolon is no subject of what stands behind it."""
    verb = node.head
    if ";" not in tree.said or verb is None or node.index > verb.index or not verb.is_verb:
        return
    if ";" in tree.text[node.end : verb.start] and any(
        between.text == ";" for between in tree.nodes[node.index + 1 : verb.index]
    ):
        node.relabel("dep", "repair:semicolon")


def free_reduced(node: Node, lexicon: Lexicon) -> None:
    """'A is shredded, and *records kept on* disks *are erased*': data are no helping verb, but what is erased."""
    told = node.head
    above = told.head if told is not None and told.tag == "VBN" and told.dep == "conj" else None
    if told is None or above is None or node.index + 1 != told.index or told.has("auxpass", "nsubj", "nsubjpass"):
        return
    word = node.text.lower().removesuffix("s")
    if not node.text.lower().endswith("s") or lexicon.kind_of(word) not in {"DataCategory", "Document"}:
        return
    verbs = [kid for kid in (*above.kids("conj"), *told.kids("conj")) if kid.index > told.index]
    verb = next((kid for kid in verbs if kid.has("auxpass", "aux") and not kid.has("nsubj", "nsubjpass")), None)
    if verb is None:
        return
    node.tag, node.lemma = "NNS", word
    if verb.head is told:
        verb.move(above, "conj", "repair:subject")
    node.move(verb, "nsubjpass" if verb.is_passive else "nsubj", "repair:subject")
    told.move(node, "acl", "repair:subject")


def empty_impersonal(node: Node, lexicon: Lexicon) -> None:
    """'*it* was decided to share X': who decides is left open, and nobody named before is meant."""
    verb = node.head
    if verb is None or verb.lemma not in lexicon.constructions.resolving:
        return
    if any(kid.is_infinitive and not kid.has("auxpass") for kid in verb.kids("xcomp")):
        node.relabel("expl", "repair:impersonal")
