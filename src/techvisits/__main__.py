"""`python -m techvisits`: the command line."""

from techvisits.curate.cli.main import main

main(prog_name="techvisits")
