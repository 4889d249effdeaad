# breaks: Quote-suffix
# A quote with two texts after it.
INSERT { ?q oa:suffix "another" } WHERE { ?e a gk:Passage ; oa:hasSelector ?q . ?q oa:exact ?x . ?claim gk:evidence ?e ; rdf:predicate gk:audits }
