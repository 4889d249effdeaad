# breaks: Question-part-of
# A question that is part of an answer.
INSERT { ?q gk:partOfQuestion ?a } WHERE { ?q a gk:Question . ?a gk:answers ?q }
