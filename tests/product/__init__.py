"""Tests of the whole product as it runs, from outside, with stand-ins where the network would be."""
