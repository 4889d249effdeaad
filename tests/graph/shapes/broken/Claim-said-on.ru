# breaks: Claim-said-on
# A day that is a text.
DELETE { ?c gk:saidOn ?v } INSERT { ?c gk:saidOn "2 January 2020" } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits ; gk:saidOn ?v }
