# breaks: Document-type
# A hash of something that is no document.
DELETE { ?d a gk:Document } INSERT { ?d a gk:Policy } WHERE { ?d gk:sha256 ?h }
