"""What simulated adopters, askers and writers of entries say. All of it is invented, and each text says so."""

SIMULATED = "Simulated"
ADAPTED = (
    "Simulated: begun in two wards instead of the whole district, because the team has three people.",
    "Simulated: run by the voluntary sector here; the council pays and sits on the board.",
    "Simulated: the opening hours were moved to the evening after residents asked for them.",
    "Simulated: joined to a service that was there already, so that nobody has to register twice.",
    "Simulated: letters replaced by text messages, in the four languages spoken most.",
    "Simulated: taken over as it was, but for the name.",
    "Simulated: the first part left out, since the county does that for everybody.",
    "Simulated: offered to under-twenty-fives only, for the first year.",
)
LEARNED = {
    "worked": (
        "Simulated: it did what it does elsewhere. The partner's data sharing agreement took longest.",
        "Simulated: clear from the second half-year on; the first was spent hiring.",
    ),
    "mixed": ("Simulated: it helped those who came by themselves, and hardly anybody who was sent.",),
    "no_effect": (
        "Simulated: no difference from before that chance would not make.",
        "Simulated: as many came as planned, and the figure did not move.",
    ),
    "harm": ("Simulated: it went the wrong way. Staff were taken from a service that worked.",),
    "stopped": ("Simulated: ended after five months, when the building was sold.",),
    "not_yet_known": ("Simulated: too early to say; the figures for the year come out in spring.",),
}
WHY_TAKEN_UP = (
    "The board asked who had solved this elsewhere",
    "Agreed at the visit to the place that had it first",
    "Part of the plan for next year",
)
EXPERIMENTS = (
    (
        "Simulated: letters in plain words or in the old ones",
        "Do letters in plain words bring more people to the first appointment?",
        (("Plain words", "The new letter"), ("As before", "The letter as it is")),
    ),
    (
        "Simulated: the museum free on market days",
        "Did a museum that costs nothing on market days bring more people in?",
        (("Free", "No ticket on market days"), ("As before", "A ticket every day")),
    ),
    (
        "Simulated: one adviser for the whole family",
        "Does one adviser for a family do more than one for each of its members?",
        (("One adviser", "The same person for all"), ("As before", "One for each member")),
    ),
    (
        "Simulated: vouchers, visits or neither",
        "What helps a household more: a voucher, or a visit?",
        (("Voucher", "A voucher by post"), ("Visit", "A visit by an adviser"), ("As before", "Neither")),
    ),
)
ASSIGNED = (
    "By lot, in the presence of the auditor",
    "By lot, drawn a year before it was written down",
    "By lot within pairs of places of like size",
    "By lot, in three groups",
)
ANALYSIS = (
    "The change from the year before in one group less the change in the other, with a 95% interval. Written for"
    " practice: no such figures are being collected."
)
APPEALS = (  # offers, kind, title, words, theme
    (False, "know_how", "Who has ended a dispute about a bus lane?", "Ours is in its second year.", 0),
    (False, "know_how", "How do you keep learners through the winter?", "A third leave after Christmas.", 1),
    (False, "people", "A surveyor for six months", "We have eleven schemes and one surveyor.", 2),
    (False, "templates", "A lease for a community café", "Our lawyers would begin from nothing.", 6),
    (False, "mentoring", "Somebody who has run a neighbourhood board", "Our chair is new.", 6),
    (False, "know_how", "What did you do about empty shops above ground?", "Owners do not answer.", 7),
    (False, "kit", "Cycle counters to borrow for a quarter", "We need a count before work begins.", 0),
    (False, "know_how", "Who has insulated homes of stone?", "Two contractors declined.", 5),
    (False, "templates", "A data sharing agreement with schools", "Four drafts, none signed.", 1),
    (True, "people", "A bid writer, two days a month", "She has time from January.", 2),
    (True, "kit", "Twelve footfall counters, not needed before summer", "Collect them from the depot.", 7),
    (True, "templates", "Our contract for repairing parks", "Tried in three tenders.", 4),
    (True, "mentoring", "A programme manager who opened two hubs", "By telephone, once a fortnight.", 6),
    (True, "know_how", "How we got eight landlords to one table", "Come and see.", 7),
    (True, "templates", "Questions for a residents' panel", "In five languages.", 6),
)
WORDS_BESIDE = "Simulated for the training workspace: nobody asked or offered this."
ANSWERS = (
    "Simulated: we had the same and can show you what we did. Ring us on Thursday.",
    "Simulated: we can spare that. Tell us by when.",
    "Simulated: ours did not work either, which may be worth knowing.",
)
OUTCOMES = {
    "met": "Simulated: solved with their help.",
    "partly_met": "Simulated: half of it; the rest we do ourselves.",
    "not_met": "Simulated: nobody could help in time.",
    "taken_back": "Simulated: no longer needed.",
}
ENTRIES = (
    (
        "Simulated: a market that opens in the evening",
        "The square is empty after five.",
        "Stalls, music and free parking on Thursdays from five to nine, for two summers.",
    ),
    (
        "Simulated: driving lessons for people without work",
        "Jobs at the distribution centres cannot be reached by bus.",
        "Thirty lessons and the test were paid for 140 people, with an adviser from the first day.",
    ),
    (
        "Simulated: a repair shop run by pensioners",
        "Household goods are thrown away, and people who could mend them sit at home.",
        "A workshop in an empty shop, open three mornings, staffed by forty volunteers.",
    ),
)
