"""How the tables of the register came to be as they are: each step once, in order, never edited afterwards."""
