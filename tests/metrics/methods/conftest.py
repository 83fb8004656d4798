"""Rules are tested on many examples; how long one takes on a busy machine is not what is promised."""

from hypothesis import settings

settings.register_profile("methods", deadline=None)
settings.load_profile("methods")
