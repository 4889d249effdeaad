# breaks: Answer-answers
# An answer to nothing.
DELETE { ?a gk:answers ?q } WHERE { ?a gk:answers ?q }
