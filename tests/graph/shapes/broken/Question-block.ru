# breaks: Question-block
# The block before the first.
DELETE { ?q gk:block ?n } INSERT { ?q gk:block 0 } WHERE { ?q a gk:Question ; gk:block ?n }
