# breaks: Document-creator
# An author who is a text.
INSERT { ?d dcterms:creator "somebody" } WHERE { ?d gk:sha256 ?h }
