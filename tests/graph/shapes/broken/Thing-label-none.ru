# breaks: Thing-label
# A thing without a label.
DELETE { ?t rdfs:label ?l } WHERE { ?t a gk:System ; rdfs:label ?l }
