"""What looks like personal information: small rules on headers and values, one idea in each module.

Values are looked at once each (columns are dictionaries of different texts), and all of them at once: by
linear-time expressions of Arrow, or by hashes of code points in numpy.
"""
