"""A noun in its tree in, what is taken for granted with it out: relative clauses, participles."""

from __future__ import annotations

from collections.abc import Set

from msgspec.structs import replace

from graphkit.language.governors import is_asked_for
from graphkit.language.modality import OVER
from graphkit.language.phrases import find_determiner, find_first_member, is_aside
from graphkit.language.scope.context import ScopeContext
from graphkit.language.scope.value import SEEKING, SILENT, SOUND, STATED, Scope
from graphkit.language.tree import Node, find_clause
from graphkit.model import ACTING

_WANTING = frozenset({"desire", "requirement"})
#: Of what is to come, what is said of it comes with it.
_AHEAD = frozenset({"Planned", "Required"})
_SOUGHT = "said of what things of a sort would do"
_FOLLOWS = "it follows where a condition holds that another clause names"
WHICH = "it only tells which ones of a sort are meant"


class PresumptionReader:
    """Reads what the nouns of one tree take for granted."""

    def __init__(self, context: ScopeContext) -> None:
        self._context = context
        self._lexicon = context.lexicon
        self._words = context.words

    def read_modified(self, noun: Node, clause: Node | None = None) -> Scope:
        """A relative `clause` or participle: taken for granted, unless what it modifies is only supposed to be."""
        verb = find_clause(noun)
        if verb is None:
            if any(map(_is_any, (noun, *noun.kids("conj")))):
                return SILENT
            return Scope(supposed=clause is not None and self._is_open(noun, clause, STATED))
        if noun.lemma in self._words.degrees or is_asked_for(noun):
            return SILENT  # 'the extent to which X shares Y'
        if clause is not None and clause.tag == "VBG" and self._is_case_of(noun):
            return SILENT  # 'avoids *instances of a camera looking* into Y'
        outer = self._context.read(verb)
        if not outer.asserted or (clause is not None and _is_bracketed(noun, clause)):
            return SILENT
        if self._is_cleft(noun, verb):
            return replace(outer, restriction="")
        if clause is not None and self._is_imagined(noun, verb) and not self._tells_use(noun, clause):
            return SILENT
        if noun.lemma in self._words.situations and noun.dep in {"attr", "dobj"} and outer.polarity == "Affirmed":
            return Scope(modality=outer.modality)
        whoever = clause is not None and (self._is_admitted(noun) or self._is_whoever(noun, clause))
        if whoever or self._is_feared(noun) or self._is_looked_for(noun, clause):
            return SILENT
        if clause is not None and outer.modality not in SOUND and self._may_be_one(noun, verb, clause):
            return SILENT
        coming = clause is not None and (_lies_ahead(clause) or self._is_coming(noun, clause))
        if coming and outer.polarity == "Affirmed" and outer.modality in _AHEAD:
            return Scope(modality="Planned")  # 'is building a system, *which will hold X*'
        if clause is not None and outer.modality not in SOUND and self._is_wanting(clause):
            return SILENT  # 'to make sure that people get the support *that they need*': whatever that will be
        if clause is not None and outer.modality not in SOUND and self._is_conditional(noun, clause):
            return SILENT
        if noun.dep == "attr" and verb.kids("expl") and outer.modality not in SOUND:
            return replace(outer, restriction="")  # 'there will be access allowed by X': it is not there yet
        denied = outer.polarity == "Denied" or self._is_unknown(noun) or self._is_sought(noun)
        acts = clause is not None and clause.lemma not in self._words.having
        supposed = is_supposed(noun) or (acts and self.is_generic(noun)) or (denied and _is_kind(noun, clause))
        describes = clause is not None and clause.lemma in self._words.describing
        if describes and supposed and not denied and outer.modality in _AHEAD and self._is_readable(noun):
            return Scope(modality=outer.modality)  # 'will send X *a file containing names*'
        if supposed and (denied or outer.modality not in SOUND):
            return SILENT
        described = clause is not None and clause.dep == "relcl" and noun.name is not None
        if clause is not None and outer.modality not in SOUND and _is_of_sort(noun, clause):
            return Scope(withheld=_SOUGHT)
        if clause is not None and _is_struck(noun, verb, clause, self._words.striking):
            return Scope(withheld=OVER)
        if clause is not None and clause.dep == "acl" and any(kid.lemma == "any" for kid in noun.kids("det")):
            return Scope(withheld=_SOUGHT)  # 'asked for any agreement *governing X*'
        if outer.modality == "Required" and clause is not None and clause.dep == "acl" and _is_by_each(clause):
            return Scope(withheld=_SOUGHT)  # 'must list the papers *sent by each agency*', if any is sent
        if clause is not None and clause.dep == "acl" and noun.dep == "dobj" and _is_gerund_passive(clause):
            return Scope(withheld=_SOUGHT)  # 'to stop your data *being used*'
        if clause is not None and clause.dep == "acl" and outer.modality == "Possible" and verb.dep == "relcl":
            return Scope(withheld=_SOUGHT)  # 'machines, which may have cameras *owned by X*'
        relative = clause is not None and clause.dep == "relcl" and not _is_set_off(clause)
        if relative and outer.modality not in SOUND and noun.name is None:
            return Scope(withheld=_SOUGHT)  # 'may ask *the office that took X*', whichever did
        if clause is not None and clause.dep == "acl" and _is_bare_plural(noun) and _is_advised(verb):
            return Scope(withheld=_SOUGHT)  # 'should not use *lists supplied by X*', if there are any
        if relative and (self.is_generic(noun) or _is_each(noun)) and _is_subject_gap(clause):
            return Scope(withheld=WHICH)  # 'data of *persons who use X*': that persons do is not the point
        if outer.modality == "Procedural" and described and clause is not None and clause.lemma in self._words.passing:
            return Scope(modality="Procedural", withheld=_FOLLOWS)  # 'if X, OFA tells *DPE, which passes it on*'
        if outer.modality == "Procedural" and not described:  # 'if X, OFA asks *DPE, which runs Tally*': it always does
            return Scope(modality="Procedural", supposed=outer.supposed)
        return Scope(supposed=outer.supposed or (clause is not None and self._is_open(noun, clause, outer)))

    def _is_case_of(self, noun: Node) -> bool:
        """Whether a noun stands in a phrase of one for cases, which may be few or none."""
        above = noun.head.head if noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "of" else None
        return above is not None and above.lemma in self._words.situations and not noun.has("poss")

    def _is_open(self, noun: Node, clause: Node, outer: Scope) -> bool:
        """'*data that you enter*'; '*members of the public who open X* must …': whatever, and whoever, that is."""
        subjects = clause.kids("nsubj", "nsubjpass") if clause.dep == "relcl" else []
        own = any(kid.tag not in {"WDT", "WP"} for kid in subjects)
        acting = any(kid.tag in {"WDT", "WP"} and kid.dep == "nsubj" for kid in subjects)
        return own or self._tells_when(noun) or (acting and outer.modality not in SOUND)

    def _tells_when(self, noun: Node) -> bool:
        """'the *time* you open X', 'the *way* you use X': whenever and however that is."""
        return noun.lemma in self._words.dates or noun.lemma in self._words.ways

    def _may_be_one(self, noun: Node, verb: Node, clause: Node) -> bool:
        """'these may include *A and B, with which X works*': that is said of these bodies, whichever they are."""
        first = find_first_member(noun)
        listed = verb.lemma in self._words.listing and first.dep == "dobj" and _is_set_off(clause)
        return listed and (noun is not first or noun.has("conj"))

    def _is_coming(self, noun: Node, clause: Node) -> bool:
        """'will consider *comments that we receive*': whatever is received till then."""
        if noun.dep != "dobj" or self._acts(noun):
            return False
        bare = noun.tag == "NNS" and noun.name is None and not noun.has("det", "poss")
        return bare and clause.tag in {"VBP", "VBZ"} and clause.lemma in self._words.arriving

    def _is_cleft(self, noun: Node, verb: Node) -> bool:
        """'it is not the case that …', 'it is not X that …': the denial is of what follows."""
        if noun.dep != "attr" or verb.lemma != "be" or not any(kid.lemma == "it" for kid in verb.kids("nsubj")):
            return False
        return noun.lemma in self._words.situations or noun.name is not None or find_determiner(noun) == "the"

    def _is_imagined(self, noun: Node, verb: Node) -> bool:
        """'*a body which shares* is a discloser', 'refers to *a person who* …', '*a scenario*': if there is."""
        if noun.head is not None and noun.head.dep == "mark":
            return True  # 'if *an officer who has X* leaves': the condition lost its verb
        if noun.name is None and self._is_defining(verb, noun):
            return True
        if verb.lemma in self._words.defining and noun.name is None and any(map(_is_indefinite, _list_whole(noun))):
            return True  # 'a system of records means *a group of records* from which X is retrieved'
        if noun.name is not None or not _is_indefinite(noun):
            return False
        if verb.lemma in self._words.defining or (noun.lemma in self._words.situations and noun.dep[:5] == "nsubj"):
            return True
        subject, told = verb.kid("nsubj"), verb.kid("attr")
        if verb.lemma != "be" or verb.tag == "VBD" or subject is None or told is None:
            return False
        return (noun is subject and _is_indefinite(told)) or (noun is told and _is_indefinite(subject))

    def _is_defining(self, verb: Node, noun: Node) -> bool:
        """'data matching is *the comparison of sets that* …': what a deed is done with, whatever that is."""
        subject, told = verb.kid("nsubj"), verb.kid("attr")
        if verb.lemma != "be" or subject is None or told is None or not _is_bare(subject) or noun is told:
            return False
        deed = told.tag == "VBG" or told.lemma in self._words.deeds or told.lemma.endswith("ing")
        return deed and noun.is_within(told)

    def _tells_use(self, noun: Node, clause: Node) -> bool:
        """'a mail cover is a tool *used to record* X': what such a thing is for, and so of all of them."""
        return noun.dep == "attr" and clause.tag == "VBN" and clause.lemma in self._words.using

    def _is_conditional(self, noun: Node, clause: Node) -> bool:
        """'may be shared with the police *where a warrant was obtained*', 'will send mail to them *telling X*'."""
        if clause.dep == "relcl":
            perfect = any(kid.lemma == "have" for kid in clause.kids("aux"))
            where = any(kid.lemma == "where" for kid in clause.kids("advmod"))
            return where and (perfect or self._context.is_somebody(noun))
        beside = clause.tag == "VBG" and clause.lemma not in self._words.describing
        return beside and clause.dep == "acl" and not self._context.acts(noun) and bool(clause.kids("dobj"))

    def _is_unknown(self, noun: Node) -> bool:
        """'unaware of any that …': behind an adjective that denies or disclaims, what is named may not be."""
        above = noun.head.head if noun.dep == "pobj" and noun.head is not None else None
        if above is None or above.sort != "adjective":
            return False
        governor = self._lexicon.find_governor(above.lemma, "adjective")
        return governor is not None and (
            governor.polarity == "deny" or governor.modality in {"", "KnowledgeDisclaimed"}
        )

    def _is_sought(self, noun: Node) -> bool:
        """'seeks a system that …', 'a proposal for a system that …': what is named is not there yet."""
        governor = self._context.governors.find_above_noun(noun)
        return governor is not None and governor.family in SEEKING

    def _is_looked_for(self, noun: Node, clause: Node | None) -> bool:
        """'to detect *clerks who share X*': whoever does, if anybody."""
        verb = noun.head if noun.dep == "dobj" else None
        if verb is None or verb.lemma not in self._words.detecting or clause is None or clause.kids("neg"):
            return False
        return verb.is_infinitive and self.is_generic(noun)

    def _is_wanting(self, clause: Node) -> bool:
        subject = clause.kid("nsubj")
        if subject is None or subject.tag in {"WDT", "WP"} or clause.lemma in self._words.having:
            return False  # 'the bylaws *that require X*'
        governor = self._lexicon.find_governor(clause.lemma, "verb")
        return governor is not None and governor.family in _WANTING

    def _is_feared(self, noun: Node) -> bool:
        """'there is a risk of harm to *people that rely on X*': whoever they would be, if anybody."""
        if not (self.is_generic(noun) or is_supposed(noun)):
            return False
        above = noun.head
        while above is not None and not above.is_verb:
            if above.is_noun and above.lemma in self._words.feared:
                return True
            above = above.head
        beside = above.kids("attr") if above is not None and above.kids("expl") else []
        return any(kid.lemma in self._words.feared and kid.index < noun.index for kid in beside)

    def _is_whoever(self, noun: Node, clause: Node) -> bool:
        """'*any employee who discloses X* is punished', 'welcomes *visitors who use X*': whoever does, if anybody."""
        determiner, verb = noun.kid("det"), noun.head
        said = clause.dep == "relcl" and noun.name is None
        if noun.dep == "dobj" and verb is not None and verb.lemma in self._words.attitudes:
            return said and self.is_generic(noun)
        subject = noun.dep in {"nsubj", "nsubjpass"} and determiner is not None and determiner.lemma == "any"
        return said and subject and self._acts(noun)

    def _acts(self, noun: Node) -> bool:
        return self._lexicon.kind_of(noun.lemma) in ACTING

    def _is_admitted(self, noun: Node) -> bool:
        """'access is limited to *employees who need it*': whoever does is let in, if anybody does."""
        preposition = noun.head if noun.dep in {"pobj", "conj"} else None
        while preposition is not None and preposition.is_noun:
            preposition = preposition.head
        above = preposition.head if preposition is not None and preposition.lemma == "to" else None
        return above is not None and above.lemma.removesuffix("ed") in self._words.limiting and self.is_generic(noun)

    def _is_readable(self, noun: Node) -> bool:
        """Whether a noun names data or a document that its clause is about."""
        if noun.dep not in {"dobj", "pobj", "conj", "attr"} or noun.name is not None:
            return False
        return self._lexicon.kind_of(noun.lemma) in {"DataCategory", "Document"}

    def is_generic(self, noun: Node) -> bool:
        """'employees who share', 'those who share': whoever does, if anybody."""
        if noun.name is not None or noun.has("poss", "nummod"):
            return False
        bare = noun.tag == "NNS" and not noun.kids("det") and self._lexicon.kind_of(noun.lemma) in ACTING
        return bare or (noun.tag == "DT" and noun.lemma in {"those", "all", "each"})


def is_supposed(noun: Node) -> bool:
    """Whether a phrase names what may not be: 'any', 'no' or 'a' thing, taken with a denial or a doubt around it."""
    determiner = noun.kid("det")
    if determiner is None and noun.dep == "conj" and noun.head is not None:
        determiner = noun.head.kid("det")  # 'has no *usage and privacy policy* that …'
    if determiner is not None and determiner.lemma in {"any", "no", "a", "an", "every", "each"}:
        return True
    return noun.lemma in {"any", "none", "anyone", "anything", "whoever", "anybody", "someone", "everyone"}


def _is_indefinite(noun: Node) -> bool:
    """Whether the article of a noun tells it from no other of its kind."""
    return noun.tag == "NN" and any(kid.lemma in {"a", "an", "any"} for kid in noun.kids("det"))


def _is_set_off(clause: Node) -> bool:
    """'A and B, *with which X works*': a relative clause behind a comma, without 'that'."""
    gap = any(kid.tag in {"WDT", "WP", "WP$"} for kid in clause.subtree())
    return clause.dep == "relcl" and gap and is_aside(clause)


def _is_struck(noun: Node, verb: Node, clause: Node, striking: Set[str]) -> bool:
    """'the routine use *under which X is shared* is deleted': what was done by a rule, which is there no longer.

    So with 'the use, *which permitted X*, is removed'.
    """
    if verb.lemma not in striking or find_first_member(noun) not in verb.kids("nsubjpass", "dobj"):
        return False
    if clause.dep == "relcl" and clause.tag == "VBD" and _is_subject_gap(clause):
        return True
    return clause.dep == "relcl" and any(gap.tag == "WDT" for kid in clause.kids("prep") for gap in kid.kids("pobj"))


def _list_whole(noun: Node) -> list[Node]:
    """The nouns of which one is a part or the content: 'a *group* of records'."""
    whole: list[Node] = []
    while noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "of" and noun.head.head is not None:
        noun = noun.head.head
        whole.append(noun)
    return whole


def _is_kind(noun: Node, clause: Node | None) -> bool:
    """'does not use *tools which collect X*', 'no *files containing Y*': a kind, and what such a thing would do."""
    if clause is None or noun.name is not None or noun.has("det", "poss", "nummod"):
        return False
    gap = clause.kid("nsubj") if clause.dep == "relcl" else None
    acting = gap is not None and gap.tag in {"WDT", "WP"}
    acting = acting or (clause.dep == "acl" and clause.tag == "VBG" and "nsubj" not in noun.dep)
    return acting and noun.tag in {"NN", "NNS"} and not _is_set_off(clause)


def _is_subject_gap(clause: Node | None) -> bool:
    """'persons *who* use X': what a relative clause is said of acts in it."""
    return clause is not None and any(kid.tag in {"WDT", "WP"} for kid in clause.kids("nsubj", "nsubjpass"))


def _is_each(noun: Node) -> bool:
    """'*each record* that meets the standard', 'a copy of *each*': those that do, and no more is said of records."""
    inner = (of for kid in noun.kids("prep") if kid.lemma == "of" for of in kid.kids("pobj"))
    return any(kid.lemma in {"each", "every", "any"} for word in (noun, *inner) for kid in word.kids("det"))


def _is_bracketed(noun: Node, clause: Node) -> bool:
    """'collection from minors *(taking images of the iris)*': what brackets explain is not done by minors."""
    opening = clause.find_edges()[0].index
    marks = [*noun.kids("punct"), *clause.kids("punct")]
    return clause.tag == "VBG" and any(mark.text == "(" and opening - mark.index in {0, 1} for mark in marks)


def _is_bare(noun: Node) -> bool:
    """'data matching', 'interception': a noun without an article, and no name."""
    return noun.name is None and noun.tag == "NN" and noun.labels.isdisjoint({"det", "poss", "nummod"})


def _lies_ahead(clause: Node) -> bool:
    """'a system, *which will* hold X': set off, it tells what is to come of what is to come."""
    pronouns = [kid for kid in clause.kids("nsubj", "nsubjpass", "dobj", "prep") if kid.index < clause.index]
    ahead = any(aux.lemma in {"will", "shall"} for aux in clause.kids("aux"))
    noun = clause.head if clause.dep == "relcl" and pronouns and ahead else None
    before = [kid for kid in noun.kids("punct") if kid.index < clause.index] if noun is not None else []
    return bool(before) and before[-1].text == ","


def _is_of_sort(noun: Node, clause: Node) -> bool:
    """'should use *tools that provide X*': those that do are to be used, and none is said to do it."""
    plain = _is_bare_plural(noun) and noun.dep in {"dobj", "conj"}
    if not plain or clause.dep != "relcl" or clause.tag not in {"VBP", "VBZ"}:
        return False
    return any(kid.tag in {"WDT", "WP"} for kid in clause.kids("nsubj")) and not clause.has("aux")


def _is_bare_plural(noun: Node) -> bool:
    """'tools', 'hot lists': things of a sort, of which nothing tells which ones."""
    return noun.tag == "NNS" and noun.name is None and not noun.has("det", "poss", "nummod")


def _is_advised(verb: Node) -> bool:
    """'*should* stop using X': what is advised."""
    while verb.dep in {"xcomp", "conj"} and verb.head is not None:
        verb = verb.head
    return any(kid.lemma in {"should", "ought"} for kid in verb.kids("aux"))


def _is_any(noun: Node) -> bool:
    """'to X or *other agency* conducting Y': one of a class, whichever it may be, in words that make no sentence."""
    determiner = noun.kid("det")
    other = any(kid.lemma in {"other", "another"} for kid in (*noun.kids("amod"), *noun.kids("det")))
    return noun.name is None and noun.tag == "NN" and (other or (determiner is not None and is_supposed(noun)))


def _is_by_each(clause: Node) -> bool:
    """'papers *sent by each agency*': whoever it is that does it."""
    doers = [noun for by in clause.kids("agent") for noun in by.kids("pobj")]
    return any(kid.lemma in {"each", "every", "any", "an", "a"} for noun in doers for kid in noun.kids("det"))


def _is_gerund_passive(clause: Node) -> bool:
    """'the data *being used*': what somebody wants, stops or sees done with it."""
    return any(kid.text.lower() == "being" for kid in clause.kids("auxpass"))
