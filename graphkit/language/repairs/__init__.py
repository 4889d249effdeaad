"""Trees in, the same trees with what the parser is known to get wrong put right: one function a construction.

Each repair looks for the shape of a construction, never for words of a document, and leaves alone what it does not
recognise. What a repair moves bears its name in `Node.how`.
"""

from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.repairs.antecedents import find_antecedent
from graphkit.language.repairs.attachment import (
    attach_access,
    attach_behind_last,
    attach_engagement,
    attach_including,
    attach_members,
    attach_place,
    attach_topic,
    lift_list,
    raise_behind_aside,
    raise_purpose,
    turn_infinitive,
)
from graphkit.language.repairs.complements import (
    free_attributive,
    free_binding,
    free_measured,
    free_modifier,
    free_perfect,
    free_verb,
    join_compound,
    join_described,
    join_name,
    join_named,
    lower_indirect,
    mark_attributive,
    mark_complement,
    mark_described,
    mark_stranded,
    raise_behind_time,
    raise_causative,
    restore_named,
    restore_noun,
    restore_object,
    retag_access,
    retag_noun,
    shift_complement,
    split_indirect_object,
    turn_question,
)
from graphkit.language.repairs.conditions import (
    attach_means,
    close_condition,
    free_condition,
    free_where,
    invert_condition,
    part_supposed,
    raise_behind_condition,
    restrict_condition,
)
from graphkit.language.repairs.conjunctions import join_conjunctions
from graphkit.language.repairs.coordination import (
    balance_coordination,
    lower_apposition,
    lower_complement,
    lower_preposition,
    lower_singular,
    lower_topic,
    raise_parallel,
)
from graphkit.language.repairs.dispatch import Repair, Walk
from graphkit.language.repairs.exclusion import exclude_member, exclude_phrase
from graphkit.language.repairs.gaps import (
    part_gapped,
    part_gapped_names,
    split_respective_list,
)
from graphkit.language.repairs.governed import attach_governed, attach_use, lower_expected, raise_done, raise_required
from graphkit.language.repairs.lemmas import mend_lemma, mend_plural
from graphkit.language.repairs.lists import (
    free_from_agent,
    free_second,
    join_apposed,
    join_fronted,
    join_items,
    join_listed,
    join_owned,
    join_phrase,
    join_reduced,
    join_subjects,
    restore_compound,
    restore_last,
    restore_member,
)
from graphkit.language.repairs.modals import free_subject_of_modal, lower_modal, part_second
from graphkit.language.repairs.modifiers import (
    gather_adjectives,
    gather_nouns,
    part_counted,
    part_frequency,
    part_measure,
    part_whole,
    share_head,
    spread_list,
)
from graphkit.language.repairs.negation import free_far, lift_negator, lower_nor, mark_nor
from graphkit.language.repairs.objects import (
    attach_gift,
    attach_second_object,
    join_loose_objects,
    restore_set_off,
    restore_shared,
)
from graphkit.language.repairs.participles import (
    attach_as_participle,
    attach_participle,
    attach_request,
    lower_gerund,
    lower_to_agent,
    raise_means,
)
from graphkit.language.repairs.predicates import (
    close_passive,
    free_subject_of_passive,
    join_inverted,
    join_inverted_have,
    join_passive,
    raise_bare,
    raise_behind_relative,
    raise_having,
    raise_listed,
    raise_plural,
    raise_verb,
    retag_adverb,
    retag_bare,
    retag_root,
)
from graphkit.language.repairs.recipients import (
    attach_party,
    continue_agents,
    free_behind_agent,
    join_companion,
    move_recipients,
    raise_agent,
    raise_behind_adverb,
    raise_onward,
    raise_recipient,
    raise_resumed,
)
from graphkit.language.repairs.relatives import (
    attach_accessed,
    attach_cleft,
    attach_collected,
    attach_definition,
    attach_describing,
    attach_placed,
    attach_relative,
    attach_reviewed,
    free_limit,
    mark_content,
    mark_gapped,
    mark_governed,
    mark_relative,
    mark_sent,
    part_relative,
    raise_to_focus,
)
from graphkit.language.repairs.subjects import (
    empty_impersonal,
    free_agent,
    free_fronted,
    free_occasion,
    free_quantifier,
    invert_participle,
    join_agent,
    lower_participle,
    lower_reduced,
    move_mark,
    part_clauses,
    part_opening,
    part_order,
    part_subject,
    part_subjects,
    raise_apart,
    raise_main_clause,
    raise_predicate,
    raise_subject,
    split_counted_subject,
)
from graphkit.language.repairs.swallowed import free_behind_object, free_main_verb
from graphkit.language.repairs.verb_series import (
    align_conjunct,
    align_participle,
    continue_participle,
    continue_relative,
    continue_repeated,
    join_dependent,
    join_infinitives,
    join_participles,
    join_passives,
    join_predicates,
    join_purposes,
    join_verb,
    lower_purpose,
    raise_behind_gap,
    raise_disagreeing,
    raise_finite,
    raise_infinitive,
    raise_plain,
    raise_present,
)
from graphkit.language.repairs.verbs import (
    extend_series,
    free_bare,
    free_before_article,
    free_before_pronoun,
    free_gerund,
    free_subject,
    join_series,
    retag_verb,
)
from graphkit.language.tree import Tree
from graphkit.ontology.frames import Frames

_OBJECTS = "dobj pobj dative attr"
_PARTS = "compound nmod"
_VERBS = "VB VBD VBG VBN VBP VBZ"
_NOUNS = "NN NNS NNP NNPS PRP CD $ EX WP DT WDT"
_SUBJECT = "nsubj|nsubjpass"
_SUBJECTS = "nsubj nsubjpass"
_HELPER = "aux|auxpass"
_HELPERS = "aux auxpass"
_STARTED = f"{_SUBJECTS} {_HELPERS} mark advmod"
#: What closes a series, without which there is none.
_CLOSING = ("and", "or")

_FIRST = Walk(
    Repair(mend_lemma, tags="VBN VBD VBG VBZ"),
    Repair(mend_plural, tags="NNPS"),
    Repair(restore_object, "ccomp", "NN NNS", bare=f"{_SUBJECTS} aux cop mark advmod expl dobj"),
    Repair(join_named, "xcomp ccomp", "NN NNS", bare=f"{_SUBJECTS} aux cop mark advmod expl dobj"),
    Repair(free_attributive, "xcomp ccomp", "VBN VBD", kids="dobj", bare=f"{_STARTED} neg agent"),
    Repair(free_modifier, "advcl", "VBG", kids="dobj", bare=f"{_SUBJECTS} {_HELPERS} mark advmod neg prep"),
    Repair(retag_access, "ccomp", _VERBS, kids="nsubj prep", bare="aux dobj mark"),
    Repair(restore_shared, "conj", "NN NNS NNP NNPS"),
    Repair(join_described, "acl advcl", "VBG", kids="dobj", bare="prep"),
    Repair(join_name, "pobj", "NNP"),
    Repair(retag_noun, f"{_SUBJECTS} {_OBJECTS}", "VBZ VBP VB", bare="aux dobj"),
    Repair(free_verb, "dobj", "NN"),
    Repair(restore_noun, "ccomp", "VBZ", kids="nsubj"),
    Repair(restore_named, "ccomp", "VBZ", kids="nsubj", bare="aux neg advmod dobj mark expl xcomp ccomp"),
    Repair(retag_verb, tags="NN", kids="nsubj|compound"),
    Repair(join_passive, "acomp advcl", "VBN"),
    Repair(close_passive, "acl", "VBN VBD", bare="aux mark"),
    Repair(free_subject_of_passive, "auxpass", kids="nsubj", bare="advmod mark cc"),
    Repair(join_inverted, "acl xcomp", "VBN VBD", bare="aux mark"),
    Repair(join_inverted_have, "ccomp", "VBN VB", kids=_SUBJECT, bare="mark"),
    Repair(raise_having, tags="VBG", kids="aux dobj", bare="neg mark auxpass"),
    Repair(lower_gerund, "csubj", "VBG", bare="mark aux prep"),
    Repair(retag_bare, "aux"),
    Repair(retag_adverb, "advmod", "RB", kids="pobj|dobj"),
    Repair(retag_root, "ROOT", "NN NNS", kids="nsubj dobj", bare="aux det"),
    Repair(restore_last, "conj", "VBZ", bare=f"{_SUBJECTS} {_HELPERS} dobj mark advmod neg"),
    Repair(free_subject, tags="VBZ VBD", kids="compound|amod", bare=f"{_SUBJECTS} expl aux"),
    Repair(join_verb, "compound", "VBZ VB NN"),
    Repair(restore_set_off, "npadvmod", _NOUNS),
    Repair(join_loose_objects, "dep npadvmod conj", bare="nsubj aux neg"),
    Repair(attach_gift, "prep", lemmas="with"),
    Repair(free_bare, "amod compound nmod", "JJ NN VB VBP"),
    Repair(free_before_pronoun, "conj", "NNS"),
    Repair(free_before_article, "conj appos", "NNS"),
    Repair(align_conjunct, "conj", "NN NNS JJ VBP VBD"),
    Repair(free_agent, "pcomp conj", "VBG VBN", kids="dobj"),
    Repair(free_fronted, "amod", "VBN VBD", kids="punct"),
    Repair(free_occasion, "relcl", "VBZ VBP VBD", kids="advmod"),
    Repair(shift_complement, "amod", "JJ"),
    Repair(raise_causative, "acl", "VBN"),
    Repair(free_perfect, "xcomp pcomp advcl", "VBG", lemmas="have", kids="dobj"),
    Repair(mark_described, "prep", "IN", lemmas="as", kids="amod|acomp", bare="pobj"),
    Repair(raise_behind_time, "prep", lemmas="to with by", kids="pobj"),
    Repair(free_measured, "pcomp pobj", kids="npadvmod|nummod"),
    Repair(mark_stranded, "prep", "IN RP", lemmas="of on upon from for at with", bare="pobj pcomp"),
    Repair(free_binding, "prep", lemmas="from", kids="pcomp"),
    Repair(turn_question, "advcl", kids="mark|advmod"),
    Repair(raise_behind_adverb, "prep", lemmas="to", kids="pobj"),
    Repair(raise_agent, "prep", lemmas="by", kids="pobj"),
    Repair(lift_negator, "neg"),
    Repair(mark_nor, "cc preconj advmod", lemmas="nor neither"),
    Repair(lower_nor, "cc", lemmas="nor"),
    Repair(free_far, "advmod", lemmas="far", kids="prep"),
    Repair(lower_participle, "csubj csubjpass", "VBD VBN", kids="nsubj", bare=f"{_HELPERS} mark dobj neg"),
    Repair(lower_reduced, "ccomp", "VBD VBN", kids="nsubj", bare=f"{_HELPERS} mark dobj neg"),
    Repair(move_mark, "mark"),
    Repair(close_condition, "advcl relcl acl", "VBN", kids="mark|advmod", bare=f"{_SUBJECTS} {_HELPERS}"),
    Repair(restrict_condition, "ccomp", kids="advmod nsubj|nsubjpass"),
    Repair(free_condition, "relcl acl", "VBN", kids="advmod", bare=f"{_SUBJECTS} {_HELPERS}"),
    Repair(invert_condition, "ccomp", kids=f"{_SUBJECT} {_HELPER}", bare="mark"),
    Repair(invert_participle, tags="VBN", kids="auxpass", bare=f"{_SUBJECTS} csubj expl"),
    Repair(part_opening, "prep", kids="pobj"),
    Repair(join_passives, "advcl", "VBN", kids="conj cc", bare="mark aux advmod"),
    Repair(part_subject, _SUBJECTS),
    Repair(part_clauses, "ccomp", "VBZ", kids="nsubj", bare="mark aux auxpass"),
    Repair(part_order, "ccomp", kids=_SUBJECT, bare="mark"),
    Repair(part_subjects, tags=_VERBS, kids=f"advcl {_HELPER} {_SUBJECT}"),
    Repair(restore_compound, "conj", "VB VBP", kids="dobj", bare=f"{_SUBJECTS} {_HELPERS} mark advmod"),
    Repair(restore_member, "acl", "VB VBP VBZ", bare=f"{_SUBJECTS} {_HELPERS} mark advmod"),
    Repair(join_agent, "conj", lemmas="by", kids="pobj"),
    Repair(lower_preposition, "conj", "IN TO", kids="pobj"),
    Repair(align_participle, "conj", "VBD", bare=f"{_SUBJECTS} {_HELPERS}"),
    Repair(join_participles, "acl", "VBN"),
    Repair(raise_purpose, "acl xcomp", kids="aux"),
    Repair(turn_infinitive, "acl", kids="aux dobj"),
    Repair(attach_engagement, "advcl xcomp", kids="aux"),
    Repair(attach_governed, "acl advcl xcomp", "VB", kids="aux"),
    Repair(attach_use, "acl advcl xcomp", "VB", kids="aux"),
    Repair(raise_required, "relcl", "VB", kids="aux", bare=f"{_SUBJECTS} mark"),
    Repair(raise_done, "relcl acl xcomp", "VBN", kids="aux auxpass", bare=f"{_SUBJECTS} mark"),
    Repair(lower_expected, "", _VERBS, lemmas="be remain", kids="nsubj attr xcomp|advcl|ccomp"),
    Repair(lower_modal, tags="MD", kids="xcomp"),
    Repair(free_subject_of_modal, "aux", "MD", kids="nsubj"),
    Repair(part_second, "aux", "MD"),
    Repair(mark_content, _SUBJECTS, "WDT", lemmas="that"),
    Repair(mark_governed, "dative", "WDT", lemmas="that"),
    Repair(mark_sent, "pobj", "WDT", lemmas="which that"),
    Repair(part_relative, "relcl", kids=f"nsubj prep {_HELPER}"),
    Repair(raise_behind_condition, "ccomp", kids=_SUBJECT, bare="mark"),
    Repair(part_supposed, "ccomp", kids=f"{_SUBJECT} advcl"),
    Repair(free_main_verb, "relcl acl", kids=f"{_SUBJECT} {_HELPER}"),
    Repair(free_behind_object, "relcl", kids="ccomp nsubj", bare="dobj mark"),
    Repair(mark_relative, "acl", kids="dobj"),
    Repair(mark_gapped, "ccomp", kids="mark nsubj", bare="dobj attr acomp ccomp xcomp"),
    Repair(attach_party, "prep", lemmas="with", kids="pobj"),
    Repair(join_companion, "prep", "IN", lemmas="with", kids="pobj"),
    Repair(raise_disagreeing, "conj", "VBN VBD", kids="auxpass", bare=f"{_SUBJECTS} expl mark"),
    Repair(raise_plain, "conj", "VB VBP", kids="dobj", bare=f"{_SUBJECTS} expl aux mark"),
    Repair(raise_present, "conj", "VBZ", kids="dobj|xcomp|ccomp", bare=f"{_SUBJECTS} expl aux mark"),
    Repair(raise_behind_gap, "conj", "VBZ VBP VBD", kids="dobj", bare=f"{_SUBJECTS} expl aux mark"),
    Repair(mark_attributive, "oprd dobj", kids="prep"),
    Repair(raise_finite, "conj", _VERBS, kids=_HELPER, bare=f"{_SUBJECTS} expl"),
    Repair(raise_finite, "conj", "VBZ", bare=f"{_SUBJECTS} expl {_HELPERS}"),
    Repair(join_predicates, "ccomp", kids=_HELPER, bare=f"{_SUBJECTS} csubj expl mark"),
)
_LAST = Walk(
    Repair(empty_impersonal, "nsubjpass", lemmas="it"),
    Repair(raise_predicate, "ccomp", bare=f"{_SUBJECTS} csubj expl mark"),
    Repair(free_quantifier, "det", lemmas="any none some those all"),
    Repair(split_respective_list, "ROOT conj ccomp", _VERBS, kids="advmod", bare=f"{_SUBJECTS} expl"),
    Repair(split_indirect_object, _PARTS),
    Repair(lower_indirect, "dative", "NNP NN NNS", bare="det pobj"),
    Repair(join_purposes, "advcl", "VB", kids="aux", bare=f"{_SUBJECTS} mark"),
    Repair(raise_infinitive, "conj", "VB", kids="aux", bare=f"{_SUBJECTS} mark"),
    Repair(lower_purpose, "conj", "VB", kids="aux", bare=f"{_SUBJECTS} mark"),
    Repair(join_infinitives, "conj", "VB VBP", bare=f"{_SUBJECTS} aux expl"),
    Repair(join_dependent, "dep", "VB VBP", bare=f"{_SUBJECTS} aux expl mark"),
    Repair(join_subjects, tags=_VERBS, kids=_SUBJECT),
    Repair(join_fronted, tags=_VERBS, kids=_SUBJECT),
    Repair(gather_adjectives, f"{_SUBJECTS} {_OBJECTS}", "JJ", kids="conj", bare="det amod compound prep advmod neg"),
    Repair(gather_nouns, "conj dobj appos", "NNS NN", lemmas="record datum information"),
    Repair(part_frequency, "dobj", "NN", kids="det"),
    Repair(part_measure, "conj", _NOUNS),
    Repair(part_counted, _PARTS, kids="cc", bare="conj"),
    Repair(part_whole, _PARTS, "NN NNS", kids="cc conj"),
    Repair(spread_list, _PARTS, "NNS", bare="conj"),
    Repair(share_head, "conj", _NOUNS, kids=_PARTS.replace(" ", "|")),
    Repair(lower_topic, "conj", _NOUNS),
    Repair(lower_singular, "conj", _NOUNS),
    Repair(raise_parallel, "conj", _NOUNS),
    Repair(free_from_agent, "conj", "NN NNS"),
    Repair(free_second, "pobj", kids="det|prep"),
    Repair(lower_complement, "prep", lemmas="of"),
    Repair(join_items, "appos", _NOUNS),
    Repair(join_listed, "appos", _NOUNS),
    Repair(join_owned, "appos", _NOUNS, kids="poss"),
    Repair(join_apposed, "appos"),
    Repair(join_reduced, "ccomp", "VBD VBN", kids="nsubj"),
    Repair(part_gapped, "conj"),
    Repair(part_gapped_names, "dobj pobj", kids="nmod|compound", bare="det"),
    Repair(continue_agents, "dobj appos npadvmod", _NOUNS),
    Repair(continue_repeated, "conj", _VERBS, kids=_SUBJECT),
    Repair(continue_relative, "advcl ccomp conj", "VB VBP", bare=f"{_SUBJECTS} expl aux mark"),
    Repair(continue_participle, "advcl", "VBG VBN", bare="nsubj mark aux"),
    Repair(exclude_member, "conj", _NOUNS),
    Repair(join_phrase, "conj", "IN", kids="pobj"),
    Repair(exclude_phrase, "prep agent dative conj pcomp", "IN TO", kids="pobj"),
    Repair(mark_complement, "amod", "JJ", bare="prep"),
    Repair(attach_cleft, "ccomp", kids=_SUBJECT),
    Repair(raise_to_focus, "relcl", kids=_SUBJECT),
    Repair(attach_definition, "relcl", kids="nsubj"),
    Repair(find_antecedent, "relcl", kids=_SUBJECT),
    Repair(attach_relative, "relcl", kids=_SUBJECT),
    Repair(attach_reviewed, "relcl"),
    Repair(attach_collected, "relcl", kids="dobj nsubj"),
    Repair(attach_describing, "advcl acl", "VBG", kids="dobj", bare="nsubj aux mark"),
    Repair(attach_accessed, "relcl", kids="dobj"),
    Repair(free_limit, "relcl", kids="advmod"),
    Repair(free_where, "relcl", kids="advmod"),
    Repair(attach_placed, "relcl", kids="advmod"),
    Repair(attach_members, "advcl xcomp", lemmas="include", kids="aux", bare=f"{_SUBJECTS} mark"),
    Repair(attach_including, "prep", lemmas="include"),
    Repair(attach_means, "prep", lemmas="by", kids="pcomp"),
    Repair(attach_access, "prep", lemmas="with", kids="pobj"),
    Repair(attach_place, "prep", "IN", lemmas="in at", kids="pobj"),
    Repair(attach_topic, "prep", lemmas="on", kids="pobj"),
    Repair(raise_behind_aside, "prep advcl", kids="pcomp|pobj"),
    Repair(lift_list, "prep", lemmas="including", kids="pobj"),
    Repair(attach_as_participle, "advcl acl", "VBN", bare=f"{_SUBJECTS} {_HELPERS}"),
    Repair(attach_participle, "acl", "VBN"),
    Repair(attach_request, "acl advcl", "VBG", bare="nsubj mark aux"),
    Repair(lower_to_agent, "advcl acl", "VBG", bare=f"{_SUBJECTS} mark aux"),
    Repair(raise_means, "acl", "VBG"),
    Repair(attach_behind_last, "acl", "VBN"),
    Repair(balance_coordination, "conj"),
    Repair(join_compound, "dobj", bare="det amod compound poss"),
    Repair(attach_second_object, "dobj"),
    Repair(lower_apposition, "appos"),
    Repair(split_counted_subject, tags=_VERBS, lemmas="be", kids="prep", bare=f"{_SUBJECTS} expl csubj"),
    Repair(raise_apart, "ROOT", "VB VBP VBZ VBD", bare=f"{_SUBJECTS} csubj expl {_HELPERS}"),
    Repair(raise_subject, "ROOT ccomp", _VERBS, bare=f"{_SUBJECTS} csubj expl"),
    Repair(raise_recipient, "prep", lemmas="with to", kids="pobj"),
    Repair(free_behind_agent, "prep", kids="pobj"),
    Repair(raise_resumed, "conj prep dative agent", "IN TO", kids="pobj"),
    Repair(raise_onward, "prep", lemmas="to", kids="pobj"),
)
WALKS = (_FIRST, _LAST)


def repair_tree(tree: Tree, lexicon: Lexicon, frames: Frames) -> None:
    """Apply every repair, in order; nothing is moved afterwards."""
    if not tree.said.isdisjoint(_CLOSING):
        join_series(tree, frames)
        extend_series(tree, frames)
    if tree.root.is_noun:
        raise_verb(tree, lexicon, frames)
        raise_plural(tree, lexicon, frames)
        raise_bare(tree, frames)
        raise_behind_relative(tree, frames)
        raise_listed(tree, frames)
    free_gerund(tree, frames)
    _FIRST.mend(tree, lexicon, frames)
    join_conjunctions(tree, lexicon)
    raise_main_clause(tree, lexicon)
    _LAST.mend(tree, lexicon, frames)
    tree.settle()
    move_recipients(tree, lexicon, frames)
