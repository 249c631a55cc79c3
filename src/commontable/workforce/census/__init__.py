"""Reading a census: every row taken or refused with its reason, in bounded memory.

Knows the engine's columns and nothing of Django or who asks.
"""
