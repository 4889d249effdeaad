# breaks: Flow-label
# A flow without a label.
DELETE { ?f rdfs:label ?s } WHERE { ?f a gk:DataFlow ; rdfs:label ?s }
