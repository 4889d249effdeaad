# breaks: Facts
# A fact that one claim affirms and another denies for the same recipient.
DELETE { ?d gk:recipient ?r } INSERT { ?d gk:recipient ?port } WHERE { ?d gk:polarity gk:Denied ; rdf:predicate gk:shares ; gk:recipient ?r . ?port rdfs:label "Port" }
