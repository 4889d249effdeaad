# breaks: Facts
# A fact that one claim affirms and another denies without a scope.
DELETE { ?c gk:recipient ?r } WHERE { ?c gk:polarity gk:Denied ; rdf:predicate gk:shares ; gk:recipient ?r }
