"""Tests of scripts that Node runs."""
