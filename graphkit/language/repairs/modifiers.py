"""Trees in, the same with the words before a noun told apart out: what modifies it, and what is coordinated with it."""

from __future__ import annotations

from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.phrases import find_first_member, list_row
from graphkit.language.time_words import load_time_words
from graphkit.language.tree import Node, Tree
from graphkit.model import ACTING, CUT
from graphkit.ontology.kinds import UNKNOWN

_LINKS = frozenset({"cc", "punct", "conj"})
#: Labels of what is listed behind a verb or preposition.
_OBJECTS = frozenset({"dobj", "pobj"})
#: Kinds of what is done, and of what no list knows.
_DEEDS = frozenset({"Activity", "Capability", UNKNOWN})
#: Kinds of what is read and kept.
_READ = frozenset({"DataCategory", "Document"})
#: Kinds of things of which one would have an article.
_COUNTED = ACTING | {UNKNOWN, "Document", "System"}


def spread_list(first: Node, tree: Tree) -> None:
    """'include *A data, B data and C notes*': plurals before a comma are members of a list, not words of its last."""
    node = first.head
    if node is None or first.index > node.index:
        return
    members = [kid for kid in node.kids("nmod", "compound") if kid.tag == "NNS" and kid.index < node.index]
    if first is not members[0] or not node.is_noun or node.head is None or node.name is not None:
        return
    if first.kids("conj") or not any(other.text == "," for other in tree.nodes[first.index : members[-1].index + 1]):
        return
    if tree.nodes[first.index + 1].text != "," or members[-1].index >= node.index - 1:
        return
    first.move(node.head, node.dep, "repair:list")
    for kid in [kid for kid in node.children if kid.index <= members[-1].index and kid is not first]:
        kid.move(first, "conj" if kid in members else kid.dep, "repair:list")
    last = members[-1]
    for kid in last.kids("cc", "conj"):
        kid.move(first if kid.dep == "cc" else node, "cc" if kid.dep == "cc" else "compound", "repair:list")
    node.move(first, "conj", "repair:list")


def free_adjacent(node: Node, tree: Tree) -> None:
    """'*public and private* sector entities': what nothing joins to the adjective before it is a word of the head."""
    first, before = node.head, tree.nodes[node.index - 1]
    while first is not None and first.dep == "conj":
        first = first.head
    if first is None or first.dep != "amod" or before.tag != "JJ" or before.dep != "conj":
        return
    noun = first.head
    if noun is not None and noun.is_noun and noun.index > node.index and before.head in (first, node.head):
        node.move(noun, "compound", "repair:modifier")


def join_program(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'bodies such as A, *B and C Program* agencies': no comma parts a name from the noun that it is a word of.

    Where another program stands before it, the noun is of both; else the other is a member of the list by itself.
    """
    first, name = node.head, tree.nodes[node.index - 1]
    if first is None or name.name is None or name.head is not first or name.dep != "conj" or node.has("det", "poss"):
        return
    if find_kind(name, lexicon) != "Program" or lexicon.kind_of(node.lemma) not in ACTING or first.head is None:
        return
    link = tree.nodes[name.find_edges()[0].index - 1]
    both = link.tag == "CC" and link.index - 1 == first.index and find_kind(first, lexicon) in {"Program", "Thing"}
    if not both or first.head.is_within(node):
        return name.move(node, "compound", "repair:modifier")
    node.move(first.head, first.dep, "repair:modifier")
    for kid in first.children:
        if kid.index > node.index:
            kid.move(node, kid.dep, "repair:modifier")
    first.move(node, "nmod", "repair:modifier")


def part_counted(kid: Node) -> None:
    """'*a photograph and two fingerprints*': before a number or article, a noun is coordinated."""
    node = kid.head
    if node is None or node.head is None or not kid.kids("cc") or not kid.is_noun or kid.kids("conj"):
        return
    if any(kid.index < other.index for other in node.kids("nummod", "det", "poss")):
        _part_member(kid, node)


def part_numbered(kid: Node) -> None:
    """'*a photograph and ten fingerprints*', with the number hung on the noun before it: it counts the noun behind."""
    node, numbers = kid.head, kid.kids("conj")
    if node is None or node.head is None or len(numbers) != 1 or not kid.is_noun or kid.tag == "CD":
        return
    if numbers[0].tag == "CD" and kid.index + 2 == numbers[0].index == node.index - 1:
        numbers[0].move(node, "nummod", "repair:list")
        _part_member(kid, node)


def part_whole(kid: Node, lexicon: Lexicon) -> None:
    """'*Employers and State agencies*', '*contact information* and home addresses': what is whole modifies nothing.

    People and bodies in the plural are members of a list, and so is data of several words before more data; but of one
    that can be counted there would be an article, or more: '*driver's license* or passport photographs'.
    """
    node, last = kid.head, kid.kids("conj")[-1]
    if node is None or node.head is None or kid.index > last.index or last.index != node.index - 1:
        return
    kind = lexicon.kind_of(kid.lemma)
    people = kid.tag == "NNS" and kid.name is None and kind in ACTING
    counted = kid.text.lower().rpartition(" ")[2] in lexicon.constructions.cards
    data = " " in kid.text and not counted and kind == lexicon.kind_of(node.lemma) == "DataCategory"
    if people or data:
        last.move(node, "amod" if last.tag == "JJ" else "compound", "repair:list")
        _part_member(kid, node)


def _part_member(kid: Node, node: Node) -> None:
    """Make what stands before a noun a member of a list, with what stands before both, and the noun the next one."""
    kid.move(node.head, node.dep, "repair:list")
    for other in [other for other in node.children if other.index < kid.index]:
        other.move(kid, other.dep, "repair:list")
    node.move(kid, "conj", "repair:list")


def gather_adjectives(first: Node) -> None:
    """'*Federal, state, and local agencies* ask': adjectives before the one noun at the end are all its own."""
    if first.head is None or first.kids("det", "amod", "compound", "prep", "advmod", "neg"):
        return
    last = first
    while (member := last.kid("conj")) is not None:
        bare = all(kid.dep in {"punct", "cc", "conj"} for kid in last.children)
        if not bare or last.name is not None or member.index < last.index:
            return
        last = member
    if last is first or last.tag != "NNS" or last.name is not None or not last.kids("amod", "compound"):
        return
    if last.kids("det", "poss", "nummod"):
        return
    last.move(first.head, first.dep, "repair:list")
    first.move(last, "amod", "repair:list")


def gather_nouns(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'*address, vehicle and employment* records': bare singulars before one plural of data are words of it.

    Where each is data itself ('name, address and wage records') it is a member, and the list stays as it is.
    """
    if node.lemma not in lexicon.constructions.information or node.name is not None:
        return
    words, links, index = [], [], node.index - 1
    while index > 0 and (tree.nodes[index].tag == "NN" and tree.nodes[index].name is None):
        words.append(tree.nodes[index])
        joints = []
        while index > 1 and (tree.nodes[index - 1].text == "," or tree.nodes[index - 1].tag == "CC"):
            index -= 1
            joints.append(tree.nodes[index])
        if not joints:
            break
        links += joints
        index -= 1
    if len(words) < 3 or links[-1].text != "," or links[0].tag != "CC":
        return
    first, members = words[-1], words[:-1]
    taken = {kid for word in words for kid in word.children} - {*words, *links, node}
    if taken or first.dep not in _OBJECTS or first.head is None or first.head.index > first.index:
        return
    if all(lexicon.kind_of(word.lemma) == "DataCategory" for word in words[1:]):
        return
    node.move(first.head, first.dep, "repair:list")
    first.move(node, "nmod", "repair:list")
    for word in (*members, *links):
        word.move(first, "conj" if word in members else "cc" if word.tag == "CC" else "punct", "repair:list")


def part_sum(node: Node, lexicon: Lexicon) -> None:
    """'fined *X EUR 10,000*': a sum is what X pays, and no second name of X."""
    if node.text.lower() not in lexicon.constructions.currencies or node.head is None:
        return
    if node.dep == "appos" and node.head.index == node.index - 1 and node.head.head is not None:
        return node.move(node.head.head, "npadvmod", "repair:sum")
    payer = node.kid("compound")
    if node.dep == "dobj" and payer is not None and payer.index == node.index - 1:
        payer.move(node.head, "dobj", "repair:sum")
        node.relabel("npadvmod", "repair:sum")


def part_measure(node: Node, tree: Tree) -> None:
    """'data older *than six years* are purged': what no comma and no 'and' joins to a noun is no member with it."""
    if "than" not in tree.said or node.head is None or not node.head.is_noun:
        return
    between = tree.nodes[node.head.index + 1 : node.index]
    if "than" in [other.lemma for other in between] and not any(
        other.tag == "CC" or other.text in {",", ";", "/", "("} for other in between
    ):
        node.relabel("npadvmod")


def part_frequency(node: Node) -> None:
    """'meets *every quarter* with X', 'was granted *five times*': how often is no object of a verb."""
    often = node.lemma in load_time_words().units and any(kid.lemma in {"each", "every"} for kid in node.kids("det"))
    often = often or (node.text.lower() == "times" and node.has("nummod") and not node.has("det", "amod", "prep"))
    if often and node.head is not None and node.head.is_verb and node.head.index < node.index:
        node.relabel("npadvmod")


def share_head(node: Node, lexicon: Lexicon) -> None:
    """'*FOIA and PA records*', '*audit and access rules*': a noun and one that another modifies are two modifiers."""
    first = node.head
    if first is None or node.name is not None or first.head is None:
        return
    opening = find_first_member(node)
    if opening.tag == "JJ" and opening.dep in _OBJECTS:
        return _share_quality(opening, node)
    modifier = next((kid for kid in node.kids("compound", "nmod") if _may_share(first, kid, node, lexicon)), None)
    if modifier is None:
        for headless in (*_list_headless(first, node, lexicon), *_list_topics(node, lexicon)):
            headless.how = (*headless.how, CUT)
        return
    links = first.kids("cc")
    node.move(first.head, first.dep, "repair:shared-head")
    first.move(node, "compound", "repair:shared-head")
    modifier.move(first, "conj", "repair:shared-head")
    for link in links:
        link.move(first, "cc", "repair:shared-head")


def doubt_shared(node: Node, lexicon: Lexicon) -> None:
    """'provides *oversight and administrative grants*': the first may as well be a thing by itself."""
    if node.lemma in lexicon.constructions.standing and node.head is not None:
        node.head.how = (*node.head.how, CUT)


def doubt_plural(node: Node) -> None:
    """'uses *a social media and location tool*': no plural has the article, and what is used is one thing."""
    head = node.head
    if head is None or head.tag not in {"NN", "NNP"} or head.index < node.index:
        return
    if any(kid.lemma in {"a", "an"} for kid in head.kids("det")):
        head.how = (*head.how, CUT)


def _list_headless(first: Node, head: Node, lexicon: Lexicon) -> list[Node]:
    """'*toll road* and parking lot operators': what can be counted has an article where it names a thing.

    So with 'the *intake, review* and filing programs', where one article stands for all.
    """
    if first.name is not None or (first.tag, head.tag) != ("NN", "NNS") or not head.has("compound", "nmod"):
        return []
    opening = find_first_member(first)
    if opening is not first and "det" in opening.labels and "det" not in first.labels and "det" not in head.labels:
        row = [opening, *(member for member in opening.subtree() if member.dep == "conj" and member.index < head.index)]
        return row if all(member.tag == "NN" and lexicon.kind_of(member.lemma) in _DEEDS for member in row) else []
    bare = first.labels.isdisjoint({"det", "poss", "nummod", "amod", "prep", "acl", "relcl"})
    counted = lexicon.kind_of(first.lemma) in _COUNTED and first.lemma not in lexicon.constructions.uncounted
    return [first] if bare and counted else []


def _list_topics(head: Node, lexicon: Lexicon) -> list[Node]:
    """'wage, *unemployment compensation*, and benefit information': what is no data by itself is what data are on."""
    if head.lemma not in lexicon.constructions.information or not head.has("compound", "nmod"):
        return []
    row = [member for member in list_row(head) if member.index < head.index]
    if len(row) < 2 or any(member.tag != "NN" or member.has("det", "poss", "amod", "prep") for member in row):
        return []
    return [member for member in row if member.name is None and lexicon.kind_of(member.lemma) not in _READ]


def _share_quality(first: Node, head: Node) -> None:
    """'relevant *legal, policy, and privacy requirements*': an adjective that opens a list is no thing by itself."""
    between = [first, *(kid for kid in first.subtree() if kid.dep == "conj" and first.index < kid.index < head.index)]
    alone = all(kid.dep in _LINKS or kid.index < first.index for word in between for kid in word.children)
    if not alone or first.head is None or first.kids("det", "poss") or any(word.is_verb for word in between):
        return
    head.move(first.head, first.dep, "repair:shared-head")
    first.move(head, "amod", "repair:shared-head")
    for kid in first.kids("amod", "advmod"):
        kid.move(head, kid.dep, "repair:shared-head")


def _may_share(first: Node, modifier: Node, head: Node, lexicon: Lexicon) -> bool:
    """Whether what `modifier` says of a head may be said by the noun before it too: two laws, two bodies, two deeds.

    The staff of two bodies is the staff of both; 'X and Y offices' may be X itself and the offices of Y. Of common
    nouns only those that name no thing ('privacy', 'access') modify a plural that names one ('rules', 'records').
    """
    if first.name is not None and modifier.name is not None:
        kinds = {first.name.thing.kind, modifier.name.thing.kind}
        alike = len(kinds) == 1 and kinds <= {"Policy", "Document"}
        whole = lexicon.kind_of(head.lemma)
        staffed = kinds <= {"Organization", "OrganizationalUnit"} and whole == "Role"
        run = kinds == {"Program"} and whole in ACTING  # 'State Quayaid and Harbor Program *agencies*'
        return (alike or staffed or run) and not first.kids("det", "amod", "poss")
    if first.name is not None and first.name.thing.kind == "Program" and modifier.name is None:
        kept = first.head is not None and first.head.lemma in lexicon.constructions.keeping | {"request", "obtain"}
        return kept and lexicon.kind_of(head.lemma) in {"DataCategory", "Document"} and not first.kids("det")
    if first.name is not None or modifier.name is not None or (first.tag, head.tag) != ("NN", "NNS"):
        return False
    between = next((kid for kid in first.kids("cc") if kid.index == first.index + 1), None)
    if between is None or first.kids("prep", "compound", "acl", "relcl") or len(first.kids("conj")) > 1:
        return False
    kinds = {lexicon.kind_of(first.lemma), lexicon.kind_of(modifier.lemma)}
    vague = kinds <= {"Thing", "Activity"} or kinds == {"Document"}  # 'passport and visa *photographs*'
    whole = lexicon.kind_of_head(head.lemma, f"{modifier.text} {head.text}".lower())
    return vague and whole in {"Policy", "Document", "DataCategory", "System", "Role", "Activity", "Program"}
