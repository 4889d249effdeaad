# breaks: Passage-source
# A passage of no document.
DELETE { ?e oa:hasSource ?d } WHERE { ?e a gk:Passage ; oa:hasSelector ?q . ?q oa:exact ?x . ?claim gk:evidence ?e ; rdf:predicate gk:audits . ?e oa:hasSource ?d }
