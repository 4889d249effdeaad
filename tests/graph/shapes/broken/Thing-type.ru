# breaks: Thing-type
# A thing of two classes.
INSERT { ?t a gk:Program } WHERE { ?t a gk:System }
