# breaks: Flow-source
# A flow from nowhere.
DELETE { ?f gk:source ?s } WHERE { ?f a gk:DataFlow ; gk:source ?s }
