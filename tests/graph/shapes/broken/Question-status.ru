# breaks: Question-status
# A question with a status that only an answer has.
INSERT { ?q gk:responseStatus gk:Declined } WHERE { ?q a gk:Question }
