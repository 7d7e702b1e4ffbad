# The merge desk.

desk-loading = The desk is being laid out
desk-paragraph = Paragraph { $number }
desk-settled = { $settled } of { $touched } settled
desk-nothing-proposed = Nothing proposed yet
desk-table = Table of decisions
desk-papers = Papers…
desk-more = More
keys-menu = Menu
desk-preview = Preview
desk-combine = Combine
desk-issue = Issue revision…
desk-matrix = Paragraphs
desk-column-paragraph = Paragraph
desk-filter = Which paragraphs to show
desk-filter-undecided = Undecided
desk-filter-contested = Contested
desk-filter-all = All
desk-narrow = Narrow down
desk-narrow-column = Delegation
desk-narrow-glyph = Change
desk-narrow-state = State
desk-narrow-section = Section
desk-narrow-any = All
desk-narrow-clear = Show all again
desk-none-narrowed = No paragraph is like that. Choose less, or show all again.
desk-none-undecided = Nothing is undecided. The next revision can be issued.
desk-none-contested = No two delegations want different things at one place.
desk-none-all = The paper has no paragraphs.
desk-notices = To be looked at
desk-more-notices = { $count ->
    [one] and one more
   *[other] and { $count } more
}
desk-cell = { $name }: { $glyph }, { $state }
desk-walk = previous, next undecided
desk-before = The paragraph before:
desk-behind = The paragraph after:
desk-manner = How to show what is asked
desk-manner-changes = Changes
desk-manner-clean = Clean wording
desk-manner-over = All over the text
desk-clean-none = The paragraph goes.
desk-is-insert = A new paragraph that is proposed here.
desk-untouched = Nobody has proposed anything here.
desk-cluster = { $count ->
    [one] Rival wordings of the same passage
    [2] Two delegations reword the same passage
    [3] Three delegations reword the same passage
    [4] Four delegations reword the same passage
   *[other] { $count } delegations reword the same passage
}
desk-cluster-insert = { $count ->
    [one] Rival texts for the same place
    [2] Two delegations want a text at the same place
    [3] Three delegations want a text at the same place
   *[other] { $count } delegations want a text at the same place
}
cluster-decided = decided
cluster-bracketed = in brackets
cluster-deferred = deferred
desk-alone = Combines by itself
desk-apart = Touches nothing of the others
desk-singly = Stands by itself, to be decided singly
desk-with = { $name }, with { $others }
desk-card = Proposal { $number }, { $name }: { $kind }, { $state }
desk-entered = entered by the secretariat
desk-gone = taken back since
desk-discussion-only = for discussion only
desk-actions = Decide
desk-take = Take { $badge }
desk-take-none = Take
desk-take-ticked = { $count ->
    [one] Take the ticked part
   *[other] Take { $count } ticked parts
}
desk-parts-button = Take parts
desk-parts = Tick what to take; the rest falls
desk-write = Write
desk-bracket = Bracket
desk-defer = Defer
desk-reject = Reject
desk-reopen = Reopen
desk-reason = Reason for the decision
desk-reason-hint = Reason (E)
desk-own = Another wording, in the Chair’s name
desk-own-take = Take this wording
desk-result = Result as it stands
desk-result-would = Result if taken
desk-result-empty = The paragraph would not be there.
desk-result-choose = Choose a proposal by its number to see what comes of it.
desk-story = How the proposal of { $name } came about
desk-comments = { $count ->
    [0] Comments on this paragraph: all { $settled } settled
    [one] One comment on this paragraph
   *[other] { $count } comments on this paragraph
}
desk-withdraw-entered = Withdraw what was entered
desk-withdraw-entered-text = Takes back all that was entered for this delegation at that time.
desk-said-withdrawn = What was entered has been withdrawn.
story-proposed = proposed
story-amended = amended
story-again = proposed again
story-dropped = no longer asked for
story-withdrawn = withdrawn
story-accepted = taken
story-rejected = not retained
story-bracketed = put in brackets
story-deferred = deferred
story-own_wording = other wording
story-reopened = opened again
story-replaced = replaced since
story-with = with { $names }
key-story = How the chosen proposal came about
key-said = Comments on the paragraph
desk-falls = What falls by it
desk-falls-none = Nothing of the others falls.
desk-stays = What stays
desk-stays-none = Nothing else is asked here.
hunk-delete = delete the paragraph
hunk-format = other type face
hunk-restyle = other kind of paragraph
hunk-link = other link
hunk-reshape = other rows or columns
hunk-move = stand elsewhere
hunk-split = become several paragraphs
hunk-join = become one with the paragraph behind it
hunk-into = go into another paragraph
desk-undo = Undo
desk-redo = Redo
desk-already = That has been decided so already.
desk-choose-first = Choose a proposal first.
desk-nothing-undecided = Nothing else in sight is undecided.
desk-nothing-to-undo = There is nothing to take back or do again.
desk-said-accept = { $who } taken.
desk-said-parts = the ticked parts were taken.
desk-said-reject = { $who } not retained.
desk-said-bracket = put in brackets.
desk-said-defer = deferred.
desk-open-brackets = In brackets in this text
desk-settle-choose = Take
desk-settle-keep = Keep the words
desk-settle-drop = Leave out
desk-said-settled = settled, the bracket is gone.
desk-said-own = another wording taken.
desk-said-reopen = open again.
desk-said-undo = the last decision was taken back.
desk-said-redo = the decision was taken again.
desk-said-combined = { $count ->
    [one] One proposal was combined.
   *[other] { $count } proposals were combined.
}
desk-said-issued = { $symbol } was issued, with its table of decisions.

state-untouched = nothing proposed
state-touched = to be decided
state-contested = contested
state-bracketed = in brackets
state-decided = decided
state-deferred = deferred
state-new_since_decided = new since decided
state-waits_for_package = waits for its package

glyph-amend = amend
glyph-insert = insert
glyph-delete = delete
glyph-move = move
glyph-split = split
glyph-join = join
glyph-into = move into another
glyph-cosponsor = co-sponsor

treatment-undecided = undecided
treatment-accepted = accepted
treatment-partly = accepted in part
treatment-rejected = not retained
treatment-bracketed = in brackets
treatment-deferred = deferred
treatment-own_wording = another wording
treatment-overtaken = overtaken

became-accepted = taken
became-partly = taken in part
became-rejected = not retained
became-bracketed = in brackets
became-deferred = deferred
became-own_wording = another wording
became-some = { $settled } of { $all } changes decided
became-overtaken = overtaken

notice-two_decisions = Two members of the Chair’s side decided here apart from each other. One of the two decisions shows; decide once more, and it is settled.
notice-overtaken = A decision here was overtaken by another one that covers the same words. Decide once more if it should hold.
notice-new_since_decided = A proposal arrived after this was decided. What was decided has not changed.
notice-bracket_without_words = What stands in brackets here is formatting, the kind of paragraph, or where it stands. Brackets hold words only, so the text shows nothing of it and stays as it was. Take it, do not retain it, or put it off.
notice-no_longer_asked = A delegation has taken back what was decided on here; it says so beside its proposal. The decision stands until another is taken.
notice-nothing_there = A decision names something that is no longer on the desk. It has no effect.
notice-other = The Chair’s side should look at this paragraph again.
notice-short-two_decisions = { $number }: decided twice, apart
notice-short-overtaken = { $number }: a decision was overtaken
notice-short-new_since_decided = { $number }: new since decided
notice-short-bracket_without_words = { $number }: a bracket that no text shows
notice-short-no_longer_asked = { $number }: taken back by its delegation
notice-short-nothing_there = { $number }: nothing there
notice-short-other = { $number }: to be looked at

desk-combine-title = What combines by itself
desk-combine-more = { $count ->
    [one] One more is taken and not listed here.
   *[other] { $count } more are taken and not listed here.
}
desk-combine-text = { $count ->
    [one] One proposal touches nothing of any other and can be taken as it is.
   *[other] { $count } proposals touch nothing of one another and can be taken together.
} { $left ->
    [0] Nothing is left to decide after that.
    [one] One is left to decide singly.
   *[other] { $left } are left to decide singly.
}
desk-combine-none = { $left ->
    [0] Nothing is undecided.
    [one] The one that is left must be decided singly.
   *[other] The { $left } that are left must be decided singly.
}
desk-combine-do = { $count ->
    [0] Combine
    [one] Combine one
   *[other] Combine { $count }
}

desk-issue-title = Issue the next revision
desk-issue-symbol = Symbol
desk-issue-symbol-hint = People will quote the paper by it.
desk-issue-package = The package “{ $name }” waits for { $open }: its paragraphs go out as they are, and what was decided on them stays on the desk.
desk-issue-brackets = { $count ->
    [0] No text stands in brackets.
    [one] One paragraph goes out with text in brackets.
   *[other] { $count } paragraphs go out with text in brackets.
}
desk-issue-deferred = { $count ->
    [one] One proposal is undecided and becomes ‘deferred’:
   *[other] { $count } proposals are undecided and become ‘deferred’:
}
desk-issue-all = Every proposal has been decided.
desk-issue-renumber = Number the paragraphs anew.
desk-issue-renumber-hint = 18 bis becomes 19; references follow. The table of decisions keeps the old numbers beside the new ones.
desk-issue-papers = The clean and the marked-up text, the compilation, the side-by-side table and the table of decisions go out with it: you can save them as files in the next step.
desk-issue-text = An issued revision is signed and never changes. What follows is decided in the next one.
desk-issue-do = Issue

desk-table-empty = Nothing has been proposed yet, so there is nothing to decide.
desk-table-export = Export…
desk-table-save = Save the table of decisions
desk-table-written = The table of decisions was written to { $file }.
desk-table-readable = The file is not encrypted: whoever has it can read it.
table-paragraph = Paragraph
table-proposal = Proposal
table-treatment = Treatment
table-now = Paragraph after it
file-html = Web page
file-markdown = Markdown
file-text = Plain text

desk-preview-title = The text as it stands on the desk
desk-preview-view = Which view
desk-preview-desk = Clean
desk-preview-marked = Marked

desk-go-to-number = Number
desk-go-to-hint = For example 18, 18 bis, or the first words of a heading.
desk-go-to-none = No paragraph has that number.
desk-go-to-do = Go

palette-paragraph = Paragraph
keys-desk = On the merge desk
key-next-undecided = Next undecided paragraph
key-previous-undecided = Previous undecided paragraph
key-next = Next paragraph
key-previous = Previous paragraph
key-go-to = Go to a paragraph
key-choose = Choose a proposal, or settle a bracket (1 to 9)
key-take = Take what is chosen
key-parts = Take parts
key-write = Write another wording
key-own = Take the written wording
key-bracket = Put in brackets
key-defer = Defer
key-reject = Reject: not retained
key-reopen = Reopen what was decided
key-reason = Write the reason
key-leave = Leave without deciding
key-undo = Take back the last decision
key-redo = Take it again
key-combine = Combine what touches nothing else
key-manner = Show what is asked in another way
key-preview = Preview the whole text
key-marked = Clean or marked
key-table = Table of decisions
key-papers = Papers on what has been proposed
key-matrix = Show the list of paragraphs in a narrow window
key-accept-many = Accept many at once
key-package = Packages
desk-accept-title = Accept many at once
desk-accept-whose = Which
desk-accept-editorial = All editorial ones
desk-accept-all-of = All of { $name }
desk-accept-editorial-text = Punctuation, white space, spelling and formatting that touch nobody else’s proposal. Look through the list; what is not ticked stays as it is.
desk-accept-all-text = Look through the list; what is not ticked stays as it is. What touches another’s proposal makes that one fall.
desk-accept-none = Nothing like that waits for a decision.
desk-accept-do = { $count ->
    [0] Accept
    [one] Accept one
   *[other] Accept { $count }
}
desk-apart-discussion_only = for discussion only
desk-apart-package = in a package
desk-apart-touches = touches another’s proposal
desk-package-title = Packages
desk-package-text = Nothing of a package is decided until all of it is: until then the next revision leaves its paragraphs as they are.
desk-package-numbers = Its paragraphs
desk-package-numbers-hint = Numbers with commas between them, such as 12, 16, 23
desk-package-name = What it is called
desk-package-there = Packages on this desk
desk-package-dissolve = Dissolve
desk-package-do = Put together
desk-package-waits = In the package “{ $name }”, which waits for { $open }. Until all is decided, the next revision leaves this paragraph as it is.
desk-package-ready = In the package “{ $name }”, of which all is decided.
desk-said-package = Put into a package.
desk-said-dissolved = The package is dissolved.
