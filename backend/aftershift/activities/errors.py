from aftershift.core.errors import DomainError


class OccurrenceStarted(DomainError):
    slug, title = "occurrence-started", "This has already started"
    next = "Look for another date. The list shows what fits you."


class OccurrenceCancelled(DomainError):
    slug, title = "occurrence-cancelled", "This is cancelled"
    next = "Look for another date. The list shows what fits you."


class OccurrenceOver(DomainError):
    slug, title = "occurrence-over", "This is over"
    next = "Look for another date. The list shows what fits you."


class NotOpenYet(DomainError):
    slug, title = "not-open-yet", "You cannot join this yet"
    next = "Look again soon. It opens when the lead has finished the list before the day."


class PartyTooLarge(DomainError):
    slug, title = "party-too-large", "There are never so many places here"
    next = "Come with fewer people, or ask an organiser for more places."


class ChildrenNeedAnAdult(DomainError):
    slug, title = "children-need-an-adult", "Children come with an adult of their own"
    next = "Bring an adult as well, or come without the children."


class AdultsOnly(DomainError):
    slug, title = "adults-only", "This was planned for adults"
    next = "Come without the children, or ask the lead to say in the plan that children come."


class JustUs(DomainError):
    """What only the programme has: lists, dates of a series, a lead whom the organisation sends."""

    slug, title = "just-us", "This is just us, and not the programme"
    next = "There is nothing to open, start or close. If it does not take place, call it off."


class NotToPlan(DomainError):
    slug, title = "not-to-plan", "Whoever plans this is an adult whom colleagues know"
    next = "A colleague can confirm whoever is new. Until then join something, or write down an idea."


class PlannedEnough(DomainError):
    """`to_come` and `in_a_week` are the most that one member may have."""

    slug, title = "planned-enough", "You have planned as many as one person may"
    next = "Wait until one is over, or call one off."


class NotComing(DomainError):
    slug, title = "not-coming", "You are not on this list"
    next = "Join first."


class OfferOver(DomainError):
    slug, title = "offer-over", "This place went to someone else"
    next = "You are still on the waiting list. We ask you again when a place comes free."


class FacilitiesFirst(DomainError):
    """From when everybody may join is in the fact `opens`."""

    slug, title = "facilities-first", "Facilities staff join first here"
    next = "Join from the date on the page, or ask to be told when it opens."


class JobTaken(DomainError):
    slug, title = "job-taken", "Somebody has this job already"
    next = "Come without it, or take another one."


class NoFacilitiesTeam(DomainError):
    slug, title = "no-facilities-team", "No team is marked as facilities staff yet"
    next = "Choose the teams first."


class FacilitiesGoFirst(DomainError):
    """The last team of facilities staff is to go. `detail` names dates that would be shut for everybody then."""

    slug, title = "facilities-go-first", "Some dates let facilities staff join first"
    next = "Leave one team, or open those dates to everybody first."


class DrawUnderWay(DomainError):
    slug, title = "draw-under-way", "People have asked for places already"
    next = "How places are given stays as they were told. Make another date to do it differently."


class DrawTooShort(DomainError):
    slug, title = "draw-too-short", "The draw closes too soon"
    next = "Choose a later day for the draw, so that sign-up is open for 7 days and every shift meets it."


class TakenOff(DomainError):
    """With the reason that was given, in the fact `reason`. The phone shows it before this is ever asked."""

    slug, title = "taken-off", "You were taken off this list"
    next = "Talk to the person who leads. They can put you back."


class TooLateToUndo(DomainError):
    slug, title = "too-late-to-undo", "This can no longer be taken back"
    next = "Press the button to come, as anybody can."


class PlacesInUse(DomainError):
    slug, title = "places-in-use", "More people than that have a place"
    next = "Nobody loses a place without being asked. Choose who waits, and write them why."


class StateDoesNotAllow(DomainError):
    slug, title = "state-does-not-allow", "This cannot be done now"
    next = "Look at it again. Somebody may have changed it."


class OptionUsed(DomainError):
    slug, title = "option-used", "This option is already an activity"
    next = "Open the activity and change it there."


class NobodyDrives(DomainError):
    slug, title = "nobody-drives", "Nobody needs to drive here"
    next = "Look at how you get there. It may have changed."


class NotReadyToDrive(DomainError):
    slug, title = "not-ready-to-drive", "A driver has a licence, insurance and an MOT"
    next = "Tick all three when they are there. Until then come along, and let somebody else drive."


class NightBeforeDriving(DomainError):
    slug, title = "night-before-driving", "You work a night in the 24 hours before this starts"
    next = "Come along, and let somebody else drive. Driving after a night is dangerous, also when you feel awake."


class TwoSleepsFirst(DomainError):
    """Only ever said to the person whose nights they are (RULE-28)."""

    slug, title = "two-sleeps-first", "You come off nights: sleep twice before you lead this"
    next = "Ask somebody else to lead, or come along without leading. Nobody is told why."


class NothingToJoin(DomainError):
    slug, title = "nothing-to-join", "There is nothing to join yet"
    detail = "A poster or a code goes out only while one date in the next four weeks is open and has a free place."
    next = "Start small: make a first walk of 45 minutes and open it. Then ask people to join."


class PromisesEnough(DomainError):
    slug, title = "promises-enough", "There are six promises of the programme already"
    next = "Keep one of them first."


class PromiseHidden(DomainError):
    slug, title = "promise-hidden", "This promise is hidden"
    next = "The page of the activity says why."


class PromiseShown(DomainError):
    slug, title = "promise-shown", "This promise is shown"
    next = "There is nothing to bring back."


class OwnPromise(DomainError):
    slug, title = "own-promise", "This is your own promise"
    next = "Take it back, or ask another organiser to look at it."


class NotASeries(DomainError):
    slug, title = "not-a-series", "This takes place once"
    next = "Come to the date itself."


class NothingToAnswer(DomainError):
    slug, title = "nothing-to-answer", "This date is where it belongs"
    next = "Look at it again. Somebody may have changed it."


class NotTheDayYet(DomainError):
    slug, title = "register-not-open", "The list of the day is not open yet"
    next = "It opens twelve hours before the start."


class NoFreePlace(DomainError):
    slug, title = "no-free-place", "No place is free"
    next = "The lead can add a place first, if there is room for one more."


class WasTakenOff(DomainError):
    """Who shows their card was taken off by whoever runs it. Facts: the `reason` that was given, and `may_let_in`."""

    slug, title = "was-taken-off", "They were taken off this list"
    next = "The reason is kept. Only the lead or an organiser can let them come all the same."


class LaterPressStands(DomainError):
    slug, title = "later-press-stands", "Somebody pressed this later, on another phone"
    next = "Look at the list. If it is wrong, press again."


class NotThere(DomainError):
    slug, title = "not-there", "This is asked of those who were there"
    next = "If you were there, ask the lead to check you in."


class FacesClosed(DomainError):
    slug, title = "faces-closed", "This is not asked now"
    next = "It is asked from the end until three days after it."


class ToldEnough(DomainError):
    slug, title = "told-enough", "Everyone was told twelve times about this"
    next = "Tell people in person now."


class NoPlaceToHold(DomainError):
    slug, title = "no-place-to-hold", "No place is free to hold for a colleague"
    next = "Your colleague can join the waiting list on the page of this date."


class HoldsAreClosed(DomainError):
    slug, title = "holds-are-closed", "Places are no longer held for this date"
    next = "Your colleague can join on the page of this date, as long as a place is free."


class InvitedEnough(DomainError):
    slug, title = "invited-enough", "You have held as many places as one person may"
    next = "Your colleague can join on the page of the date."


class InvitationOpen(DomainError):
    slug, title = "invitation-open", "You hold a place for a colleague already"
    next = "Take that invitation back first, or send its code."


class InvitationOver(DomainError):
    slug, title = "invitation-over", "This invitation is over"
    next = "Look at the page of the date: a place may still be free there."


class OwnInvitation(DomainError):
    slug, title = "own-invitation", "This is your own invitation"
    next = "Show or send its code to a colleague."


class ComingAlready(DomainError):
    slug, title = "coming-already", "You have a place here already"
    next = "You need not do anything. Say no to the invitation, so that somebody else can have the place."


class TrackNotReadable(DomainError):
    """What is wrong with the file is in `detail`; nothing of it is quoted."""

    slug, title, status = "track-not-readable", "This file cannot be read as a walk", 422
    next = "Choose another GPX file of at most 2 MB."


class NoSuchCard(DomainError):
    slug, title, status = "card-unknown", "This card is nobody's here", 404
    next = "Compare the code with the sheet, letter by letter."


class SaidOtherwise(DomainError):
    """The member's own word since the sheet hung up, or what they wrote on a sheet that hung up later."""

    slug, title = "said-otherwise", "This person has said otherwise since"
    next = "What they said last stands: by phone, at the tablet, or on a newer sheet. Talk to them if you are not sure."


class LeadTookOff(DomainError):
    """Without the reason: that is between the member and who leads."""

    slug, title = "lead-took-off", "The lead took this person off the list"
    next = "Ask the person who leads. They can put them back."


class SheetsEnough(DomainError):
    slug, title = "sheets-enough", "There are twenty sheets of this date already"
    next = "Print one of them again, or type them in first."


class HostIsThere(DomainError):
    slug, title = "host-is-there", "Somebody meets first-timers here already"
    next = "Come along as you are. They may be glad of a second smile."


class NotToHost(DomainError):
    slug, title = "not-to-host", "A host is an adult whom colleagues know"
    next = "A colleague can confirm whoever is new. Until then somebody else can do it."


class HelpersEnough(DomainError):
    slug, title = "helpers-enough", "Six people help here already"
    next = "Take one off first."
