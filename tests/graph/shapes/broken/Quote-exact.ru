# breaks: Quote-exact
# A quote of nothing.
DELETE { ?q oa:exact ?x } INSERT { ?q oa:exact "" } WHERE { ?e a gk:Passage ; oa:hasSelector ?q . ?q oa:exact ?x . ?claim gk:evidence ?e ; rdf:predicate gk:audits }
