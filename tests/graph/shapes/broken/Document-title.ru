# breaks: Document-title
# A document without a title.
DELETE { ?d dcterms:title ?t } WHERE { ?d gk:sha256 ?h ; dcterms:title ?t }
