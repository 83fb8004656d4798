"""All methods in use, in the order a reader meets them."""

from metrics.explained.comparing import COMPARING
from metrics.explained.counting import COUNTING
from metrics.explained.moving import MOVING

EXPLANATIONS = (*COMPARING, *MOVING, *COUNTING)
