"""An exact reference for disclosure, portfolios, alerts and scores, kept plain on purpose.

A module is a part of the contract: common (section 0), rates and disclosure (1 to 3), positions (4), reports
(5 to 7), alerts (9), expressions (10), scoring (11, 12). Every number is an int or a `fractions.Fraction`;
nothing is ever a float but a first guess of where a root lies. A comment that starts with "Choice:" marks a
point on which the contract is silent.
"""
