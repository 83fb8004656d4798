"""All methods in use, in the order a reader meets them."""

from metrics.explained.changing import CHANGING
from metrics.explained.comparing import COMPARING
from metrics.explained.counting import COUNTING
from metrics.explained.foreseeing import FORESEEING
from metrics.explained.learning import LEARNING
from metrics.explained.moving import MOVING
from metrics.explained.ranking import RANKING
from metrics.explained.reliably import RELIABLY
from metrics.explained.since import MOVED
from metrics.explained.spreading import SPREADING
from metrics.explained.unusual import UNUSUALLY

EXPLANATIONS = (
    *COMPARING,
    *MOVING,
    *MOVED,
    *FORESEEING,
    *UNUSUALLY,
    *RELIABLY,
    *RANKING,
    *COUNTING,
    *CHANGING,
    *SPREADING,
    *LEARNING,
)
