"""Files that show what a paper says: what is taken, where it is kept, how it is given out.

The rows that name the files belong to the apps whose papers they hang on (see `kept.KeptFile`).
"""
