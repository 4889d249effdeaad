# breaks: Position-start
# A place that ends where it starts.
DELETE { ?s oa:start ?a } INSERT { ?s oa:start ?b } WHERE { ?claim rdf:predicate gk:audits ; gk:evidence/oa:hasSelector ?s . ?s oa:start ?a ; oa:end ?b }
