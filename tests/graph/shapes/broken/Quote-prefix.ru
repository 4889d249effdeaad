# breaks: Quote-prefix
# A quote without what stands before it.
DELETE { ?q oa:prefix ?v } WHERE { ?e a gk:Passage ; oa:hasSelector ?q . ?q oa:exact ?x . ?claim gk:evidence ?e ; rdf:predicate gk:audits . ?q oa:prefix ?v }
