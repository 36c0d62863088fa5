"""Tests of the repository itself: commands, papers, requirements, services."""
