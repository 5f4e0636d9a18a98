"""The checks: what the receiving body asks for, and what every submission owes its reader."""
