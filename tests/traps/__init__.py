"""Each trap of the framework, closed: one test per thing that must not happen.

What is tested is found in the app's own URL map and views, so that a new resource or page is
covered by itself.
"""
