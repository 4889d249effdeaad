"""`python -m graphkit` is the same as `graphkit`."""
from graphkit.cli import main

main()
