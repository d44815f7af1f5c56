"""`python -m techvisits`: the command line."""

from techvisits.cli import main

main(prog_name="techvisits")
