"""Measurements that print ratios: the program beside something bare, in the same run."""
