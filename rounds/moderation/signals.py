"""What is announced, inside the transaction of the decision. Whoever owns the thing carries out the measure."""

from django.dispatch import Signal

# case; measure: what is in force now, "" for nothing; before: what was in force until now; by, at.
case_decided = Signal()
# appeal; case; measure, before, by, at as above. Sent only where the appeal changed the decision.
decision_changed = Signal()
