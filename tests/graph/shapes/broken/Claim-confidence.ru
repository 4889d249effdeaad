# breaks: Claim-confidence
# More than sure.
DELETE { ?c gk:confidence ?v } INSERT { ?c gk:confidence 1.5 } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits ; gk:confidence ?v }
