# breaks: Flow-predicate
# A flow of which nobody knows what it does.
DELETE { ?f gk:flowPredicate ?s } WHERE { ?f a gk:DataFlow ; gk:flowPredicate ?s }
