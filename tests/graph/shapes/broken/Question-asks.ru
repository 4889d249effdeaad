# breaks: Question-asks
# A kind of answer that there is not.
INSERT { ?q gk:asksFor gk:AskedRiddle } WHERE { ?q a gk:Question }
