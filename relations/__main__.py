"""`python -m relations`: the same as the command `relations`."""

from relations.cli import main

if __name__ == "__main__":
    main()
