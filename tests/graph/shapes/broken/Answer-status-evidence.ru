# breaks: Answer-status-evidence
# A status that rests on a question.
INSERT { ?a gk:statusEvidence ?q } WHERE { ?a gk:answers ?q }
