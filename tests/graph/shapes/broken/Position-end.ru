# breaks: Position-end
# A place without an end.
DELETE { ?s oa:end ?b } WHERE { ?claim rdf:predicate gk:audits ; gk:evidence/oa:hasSelector ?s . ?s oa:start ?a ; oa:end ?b }
