# breaks: Question-label
# A question without a label.
DELETE { ?q rdfs:label ?v } WHERE { ?q a gk:Question ; rdfs:label ?v }
