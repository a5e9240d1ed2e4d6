"""What residents and chiefs cannot do as things stand. The text says what happened and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class NotDone(Exception):
    CANCELLED = _("This cohort is cancelled. All that was written stays, and nothing is added.")
    NOT_YOURS = _("Only the chief resident of this group, and who runs the residency, can do that.")
    NOT_IN_IT = _("You are not in this group.")
    CHANGED = _(
        "Somebody changed this meeting while you were at it. Look at it as it is now, and save again."
    )
    ENDS_FIRST = _("It ends before it begins. Please check the two times.")
    HAS_MEETINGS = _("This cohort has meetings already. Change those, or take them out first.")
    NO_SLOTS = _("The program has no schedule yet. Add the meetings one by one.")
    NOT_BEGUN = _("It has not begun yet. You can mark who is there from an hour before.")
    NEEDS_LINK = _("This task is done in public. Add the address where it can be seen, then mark it as done.")
    NOT_AUTHOR = _("You do not write this plan. Choose one that you write, or begin one.")
    CAME_AFTERWARDS = _(
        "That plan was accepted before you wrote it along. Choose one that you wrote, or begin one."
    )
    HAS_COMPLETED = _("You have completed the residency with that plan. It stays as it is.")
    IS_OUT = _("It was taken out meanwhile.")
    NEEDS_WHY = _("Please say why. It is kept with the resident’s record.")

    def __init__(self, text: str | Promise) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return str(self.text)
