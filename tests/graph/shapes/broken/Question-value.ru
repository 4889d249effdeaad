# breaks: Question-value
# A question without words.
DELETE { ?q rdf:value ?v } WHERE { ?q a gk:Question ; rdf:value ?v }
