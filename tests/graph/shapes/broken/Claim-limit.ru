# breaks: Claim
# An affirmed claim that denies a limit.
INSERT { ?c gk:deniesOnlyLimit true } WHERE { ?c gk:polarity gk:Affirmed ; gk:modality gk:Stated ; rdf:predicate gk:shares }
