# breaks: Passage-page
# A page before the first.
DELETE { ?e gk:page ?p } INSERT { ?e gk:page 0 } WHERE { ?e a gk:Passage ; oa:hasSelector ?q . ?q oa:exact ?x . ?claim gk:evidence ?e ; rdf:predicate gk:audits . ?e gk:page ?p }
