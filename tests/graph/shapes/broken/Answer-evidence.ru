# breaks: Answer-evidence
# An answer that stands nowhere.
DELETE { ?a gk:evidence ?e } WHERE { ?a gk:answers ?q ; gk:evidence ?e }
