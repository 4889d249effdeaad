# breaks: Thing-label
# A thing with two labels.
INSERT { ?t rdfs:label "Register" } WHERE { ?t a gk:System }
