"""What one or several hands do to one text, laid over it: for Word files and for three texts.

``plan_of`` turns redlines from one text into edits of its lines; what two hands do alike is one
edit of both.
"""
