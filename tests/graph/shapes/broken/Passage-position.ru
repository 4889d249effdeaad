# breaks: Passage-position
# A passage at two places.
INSERT { ?e oa:hasSelector ?s } WHERE { ?c rdf:predicate gk:audits ; gk:evidence ?e . ?d rdf:predicate gk:holds ; gk:evidence/oa:hasSelector ?s . ?s a oa:TextPositionSelector }
