"""The paycheck that is published: tables worked out once, and the small arithmetic of one job.

``tables`` needs the engine; it runs when somebody lets a page out. ``walk``, ``asked`` and
``answer`` need nothing but whole numbers: they run for every visitor.
"""
