"""Trees in, the same trees with what the parser is known to get wrong put right: one function a construction.

Each repair looks for the shape of a construction, never for words of a document, and leaves alone what it does not
recognise. What a repair moves bears its name in `Node.how`.
"""

from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.repairs.attachment import (
    attach_as_participle,
    attach_cleft,
    attach_definition,
    attach_engagement,
    attach_including,
    attach_members,
    attach_participle,
    attach_relative,
    attach_reviewed,
    free_behind_agent,
    move_recipients,
    part_relative,
    turn_infinitive,
)
from graphkit.language.repairs.complements import (
    attach_second_object,
    mark_complement,
    retag_noun,
    shift_complement,
    split_indirect_object,
)
from graphkit.language.repairs.conjunctions import join_conjunctions
from graphkit.language.repairs.coordination import (
    align_conjunct,
    align_participle,
    balance_coordination,
    close_between,
    join_infinitives,
    join_participles,
    join_subjects,
    lower_complement,
    part_gapped,
    part_gapped_names,
    part_measure,
    share_head,
    split_respective_list,
    spread_list,
)
from graphkit.language.repairs.exclusion import exclude_member
from graphkit.language.repairs.lemmas import mend_lemma
from graphkit.language.repairs.modals import lower_modal
from graphkit.language.repairs.negation import free_far, lift_negator, mark_nor
from graphkit.language.repairs.predicates import raise_bare, raise_verb, retag_bare
from graphkit.language.repairs.subjects import (
    free_agent,
    free_fronted,
    free_occasion,
    free_quantifier,
    invert_condition,
    invert_participle,
    join_agent,
    lower_participle,
    move_mark,
    part_subjects,
    raise_main_clause,
    raise_predicate,
    raise_subject,
    split_counted_subject,
)
from graphkit.language.repairs.verbs import (
    attach_gift,
    free_gerund,
    free_subject,
    join_loose_objects,
    join_series,
    retag_verb,
)
from graphkit.language.tree import Tree
from graphkit.ontology.frames import Frames


def repair_tree(tree: Tree, lexicon: Lexicon, frames: Frames) -> None:
    """Apply every repair, in order."""
    join_series(tree, frames)
    raise_verb(tree, lexicon, frames)
    raise_bare(tree, frames)
    for node in tree.nodes:
        mend_lemma(node, frames)
        retag_noun(node, lexicon)
        retag_verb(node, frames)
        free_gerund(node, tree, frames)
        retag_bare(node, frames)
        free_subject(node)
        join_loose_objects(node)
        attach_gift(node, frames)
        align_conjunct(node, frames)
        free_agent(node)
        free_fronted(node, tree)
        free_occasion(node, tree)
        shift_complement(node, lexicon)
        lift_negator(node, tree, lexicon)
        mark_nor(node)
        free_far(node)
        lower_participle(node)
        move_mark(node, tree)
        invert_condition(node)
        invert_participle(node)
        part_subjects(node)
        join_agent(node)
        align_participle(node)
        join_participles(node, tree)
        turn_infinitive(node, lexicon, frames)
        attach_engagement(node, lexicon)
        lower_modal(node, tree)
        part_relative(node, tree)
    join_conjunctions(tree, lexicon)
    raise_main_clause(tree, lexicon)
    for node in tree.nodes:
        raise_predicate(node, tree)
    for node in tree.nodes:
        free_quantifier(node, tree)
    for node in tree.nodes:
        split_respective_list(node, tree, lexicon)
        split_indirect_object(node, lexicon)
        join_infinitives(node)
        close_between(node)
        join_subjects(node)
        part_measure(node, tree)
        spread_list(node, tree)
        share_head(node)
        lower_complement(node, lexicon)
        part_gapped(node)
        part_gapped_names(node)
        exclude_member(node, tree)
        mark_complement(node, lexicon, frames)
        attach_cleft(node)
        attach_definition(node)
        attach_relative(node, lexicon)
        attach_reviewed(node, lexicon)
        attach_members(node)
        attach_including(node, tree)
        attach_as_participle(node, lexicon, frames)
        attach_participle(node, lexicon, frames)
        balance_coordination(node, lexicon)
        attach_second_object(node)
        split_counted_subject(node)
        raise_subject(node, tree)
        free_behind_agent(node, lexicon, frames)
    move_recipients(tree, frames)
