"""The standard questions of a round: what a first round of a programme asks until somebody decides otherwise."""

from domain.round import AnswerKind, Question

STANDARD_QUESTIONS: tuple[Question, ...] = (
    Question(
        question_id="standing",
        wording="Where does delivery stand, and which dated event says so?",
        asked_because="So that everybody works from the same status, and help goes where delivery is late.",
        answer_kind=AnswerKind.STANDING,
    ),
    Question(
        question_id="spend",
        wording="What was spent in this period, and what will be spent next?",
        asked_because="To pay what is needed when it is needed, and to see early where money cannot be spent in time.",
        answer_kind=AnswerKind.SPEND,
    ),
    Question(
        question_id="milestones",
        wording="Which milestones were reached, and when are the others now expected?",
        asked_because="Slipping dates are the first sign of trouble, and others may wait for the same step.",
        answer_kind=AnswerKind.MILESTONES,
    ),
    Question(
        question_id="outputs",
        wording="What has been made or done so far, against what was planned?",
        asked_because="To tell residents and Parliament what the money has bought.",
        answer_kind=AnswerKind.OUTPUTS,
        required=False,
    ),
    Question(
        question_id="risks",
        wording="What may go wrong, and what is being done about it?",
        asked_because="Some risks can only be dealt with by central government, which must hear of them in time.",
        answer_kind=AnswerKind.RISKS,
        required=False,
    ),
    Question(
        question_id="obstacle",
        wording="What stood most in the way in this period?",
        asked_because="The same obstacle in many places is one for central government to clear.",
    ),
    Question(
        question_id="help_needed",
        wording="What could central government do, or stop doing, that would help?",
        asked_because="So that central government hears what is asked of it in the words of those who need it.",
        required=False,
    ),
    Question(
        question_id="learned",
        wording="What did you learn that another place could use?",
        asked_because="So that nobody has to find out the same thing twice.",
        required=False,
    ),
    Question(
        question_id="designed_with",
        wording="Who took part in deciding what this should be, and what changed because of them?",
        asked_because="What is designed with those who will use it is more often used.",
        required=False,
    ),
    Question(
        question_id="in_use",
        wording="Can the public use any part of it yet?",
        asked_because="To know from when a change in the figures could be expected.",
        answer_kind=AnswerKind.YES_OR_NO,
    ),
    Question(
        question_id="delivery_staff",
        wording="How many people are paid to work on delivering it, counted as full-time posts?",
        asked_because="Where too few people carry too much, money alone does not help.",
        answer_kind=AnswerKind.NUMBER,
        unit="full-time posts",
        required=False,
    ),
)
