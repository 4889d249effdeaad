# breaks: Quote-refined-by
# A quote refined by a claim.
INSERT { ?q oa:refinedBy ?claim } WHERE { ?e a gk:Passage ; oa:hasSelector ?q . ?q oa:exact ?x . ?claim gk:evidence ?e ; rdf:predicate gk:audits }
