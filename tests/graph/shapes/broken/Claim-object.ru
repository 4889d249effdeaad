# breaks: Claim-object
# A claim without an object.
DELETE { ?c rdf:object ?v } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits ; rdf:object ?v }
