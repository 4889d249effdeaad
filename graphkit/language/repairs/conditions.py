"""Trees in, the same with each condition hung on what it is a condition of out."""

from __future__ import annotations

from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.series import find_first
from graphkit.language.tree import Node, Tree, find_mark, find_verb
from graphkit.model import ACTING

#: Kinds of what is no place, and can be read.
_READABLE = frozenset({"DataCategory", "Document", "Policy"})
#: What conjunctions that open a condition make of their clause.
_SUPPOSING = frozenset({"condition", "occasion", "exception"})
#: What opens a condition.
_CONDITIONAL = frozenset({"if", "when", "where", "unless", "once"})


def invert_condition(node: Node) -> None:
    """'*Should X need Y*, Z sends it': a clause that opens with the modal says when the main clause holds."""
    if node.dep != "ccomp" or node.head is None or node.index > node.head.index or node.kids("mark"):
        return
    opening = node.find_edges()[0]
    if opening.lemma == "should" and opening in node.kids("aux", "auxpass"):
        node.relabel("advcl", "repair:inversion")


def free_condition(node: Node) -> None:
    """'are disclosed to X *where required by law*': a participle without a subject tells when, and not of X."""
    above = find_verb(node.head)
    opener = next((kid for kid in node.kids("advmod") if kid.lemma == "where"), None)
    if above is not None and opener is not None and opener.index + 1 == node.index and above.index < opener.index:
        opener.relabel("mark")
        node.move(above, "advcl", "repair:condition")


def restrict_condition(node: Node, tree: Tree) -> None:
    """'is captured *only where a refund is due*': behind 'only' the clause says when, and is not what is captured."""
    verb, opener = node.head, next((kid for kid in node.kids("advmod") if kid.lemma == "where"), None)
    if verb is None or opener is None or not verb.index < opener.index < node.index:
        return
    if opener.index and tree.nodes[opener.index - 1].lemma == "only":
        opener.relabel("mark")
        node.relabel("advcl", "repair:condition")


def close_condition(node: Node, tree: Tree) -> None:
    """'gives A, *if requested*, to X': between its commas the condition is whole; what follows is the verb's."""
    first = node.find_edges()[0].index
    after = tree.nodes[node.index + 1 : node.index + 2]
    above = find_verb(node.head)
    if not after or after[0].text != "," or first == 0 or tree.nodes[first - 1].text != "," or above is None:
        return
    opener = tree.nodes[first]
    if opener.head is not node or node.index - first > 2 or opener.lemma not in _CONDITIONAL or above.index > first:
        return
    for kid in node.kids("prep", "dobj", "advmod", "agent"):
        if kid.index > node.index:
            kid.move(above, kid.dep, "repair:condition")
    if node.head is not above:
        node.move(above, "advcl", "repair:condition")


def raise_behind_condition(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'X keeps a list, *and unless Y intervenes the names are shared*': the condition is of what follows it."""
    clause = node.head
    main = clause.head if clause is not None and clause.dep == "advcl" else None
    if clause is None or main is None or not main.is_verb or not main.index < clause.index < node.index:
        return
    opening = clause.find_edges()[0]
    link = tree.nodes[opening.index - 1]
    if link.tag != "CC" or find_mark(clause) not in _CONDITIONAL or lexicon.find_governor(clause.lemma, "verb", True):
        return
    node.move(main, "conj", "repair:condition")
    clause.move(node, "advcl", "repair:condition")


def gather_condition(node: Node) -> None:
    """'*If you open A, fill in B and send C*, X does D': the verbs of one condition, which was hung on the second."""
    main, inner = node.head, node.kid("advcl")
    if main is None or inner is None or not inner.index < node.index < main.index or not main.is_verb:
        return
    opened = find_mark(inner) in _CONDITIONAL and inner.has("nsubj", "nsubjpass")
    alike = inner.tag == node.tag or {inner.tag, node.tag} <= {"VBP", "VB"}
    if opened and alike and any(kid.index > node.index for kid in node.kids("conj")):
        inner.move(main, "advcl", "repair:condition")
        node.move(inner, "conj", "repair:condition")


def continue_condition(node: Node, lexicon: Lexicon) -> None:
    """'may use X only if Y has been vetted *and has been trained*': what has the condition's helpers, and not those of
    the main verb, goes on with the condition."""
    main = node.head
    if main is None or not main.is_verb or main.index > node.index or _list_helpers(node) == _list_helpers(main):
        return
    clauses = [kid for kid in main.kids("advcl") if main.index < kid.index < node.index and _is_condition(kid, lexicon)]
    if not clauses or not _agrees(node, clauses[-1], main):
        return
    for link in main.kids("cc"):
        if clauses[-1].index < link.index < node.index:
            link.move(clauses[-1], "cc", "repair:condition")
    node.move(clauses[-1], "conj", "repair:condition")


def _agrees(node: Node, clause: Node, main: Node) -> bool:
    """'may use X once Y *has opened* a file and *signed* it': a past form goes on with the past, not with a modal."""
    if not _list_helpers(node):
        return main.tag == "VB" and (clause.tag == "VBD" or "have" in [kid.lemma for kid in clause.kids("aux")])
    return clause.tag == node.tag and _list_helpers(clause) == _list_helpers(node)


def _is_condition(clause: Node, lexicon: Lexicon) -> bool:
    subject = clause.kid("nsubj", "nsubjpass", "expl")
    return subject is not None and lexicon.conjunctions.get(find_mark(clause)) in _SUPPOSING


def _list_helpers(verb: Node) -> list[str]:
    """The auxiliaries of a verb, in order, whatever denies it."""
    return [kid.text.lower() for kid in verb.kids("aux", "auxpass")]


def raise_opener(node: Node) -> None:
    """'*When* you open and read X, Y does Z': what opens a row of verbs is that of the first."""
    first = find_first(node.head) if node.head is not None and node.head.is_verb else None
    opens = first is not None and first is not node.head and node.index < first.index and not find_mark(first)
    if first is not None and opens and node.lemma in _CONDITIONAL:
        node.move(first, node.dep, "repair:condition")


def part_supposed(node: Node) -> None:
    """'*if a system were built* that met X, Y would be told': the condition, which the parser hung on the relative."""
    main, relative = node.head, node.kid("nsubj", "nsubjpass")
    if main is None or relative is None or relative.tag != "WDT":
        return
    for clause in node.kids("advcl"):
        subject = clause.kid("nsubj", "nsubjpass")
        if subject is not None and clause.index < relative.index and "mark" in clause.labels:
            clause.move(main, "advcl", "repair:relative")
            return node.move(subject, "relcl", "repair:relative")


def free_where(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'collects data about your health, *where you ask for* X': data are no place, so it is when that is done."""
    noun, above = node.head, find_verb(node.head)
    opener = next((kid for kid in node.kids("advmod") if kid.lemma == "where"), None)
    if noun is None or above is None or opener is None or above.index > opener.index:
        return
    # no place is a party with a name: 'may give it to DPE *where a case is open*'
    modal = noun.name is not None and any(kid.tag == "MD" for kid in above.kids("aux"))
    if opener.index == 0 or (tree.nodes[opener.index - 1].text != "," and not modal):
        return
    subject = node.kid("nsubj", "nsubjpass")
    told = subject is not None and subject.lemma == "you" and not any(kid.tag == "MD" for kid in node.kids("aux"))
    party = subject is not None and _is_any(subject) and _is_given_to(noun, lexicon)
    if told or party or find_kind(noun, lexicon) in _READABLE:
        opener.relabel("mark")
        node.move(above, "advcl", "repair:condition")


def _is_any(noun: Node) -> bool:
    """'*a crime* is suspected', '*we* agree', and not 'they are scanned', which tells what is done there."""
    untold = any(kid.lemma in {"a", "an", "any", "no"} for kid in noun.kids("det"))
    return untold or noun.lemma in {"we", "you", "there"}


def _is_given_to(noun: Node, lexicon: Lexicon) -> bool:
    given = noun.dep == "pobj" and noun.head is not None and noun.head.lemma in {"to", "with"}
    return given and find_kind(noun, lexicon) in ACTING


def attach_means(node: Node) -> None:
    """'If you write to us, *by filling out a form*, we …': means behind a condition are of what it supposes."""
    verb = node.head
    subject = verb.kid("nsubj", "nsubjpass") if verb is not None else None
    if verb is None or subject is None or subject.index < node.index:
        return
    clauses = [kid for kid in verb.kids("advcl") if kid.index < node.index and find_mark(kid) in {"if", "when"}]
    if clauses:
        node.move(clauses[-1], "prep", "repair:means")
