# breaks: Claim-evidence
# A claim without evidence.
DELETE { ?c gk:evidence ?v } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits ; gk:evidence ?v }
