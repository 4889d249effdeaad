# breaks: Thing-unresolved
# A reference that is said to be resolved.
INSERT { ?t gk:unresolved false } WHERE { ?t a gk:System }
