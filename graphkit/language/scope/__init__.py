"""A verb in its tree in, the polarity and modality of what it says out.

Scope is inherited down the tree: from the main clause to its conjuncts, from a governor ("allow", "unable", "ability")
to the clause that it governs, by one table of governing words (ontology/cues/governors.yaml). A governor that is not in
the table yields nothing that is asserted: this is where reversed claims and false facts come from.
"""

from graphkit.language.scope.presumption import is_supposed
from graphkit.language.scope.reader import ScopeReader
from graphkit.language.scope.value import SILENT, STATED, Scope, apply_governor

__all__ = ["SILENT", "STATED", "Scope", "ScopeReader", "apply_governor", "is_supposed"]
