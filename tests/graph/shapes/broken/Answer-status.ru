# breaks: Answer-status
# A status that there is not.
INSERT { ?a gk:responseStatus gk:Evaded } WHERE { ?a gk:answers ?q }
