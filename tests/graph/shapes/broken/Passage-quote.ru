# breaks: Passage-quote
# A passage without its words.
DELETE { ?e oa:hasSelector ?q } WHERE { ?e a gk:Passage ; oa:hasSelector ?q . ?q oa:exact ?x . ?claim gk:evidence ?e ; rdf:predicate gk:audits }
