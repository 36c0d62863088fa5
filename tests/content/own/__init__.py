"""What holds of the pieces of this site alone: another site has tests of its own here, or none."""
