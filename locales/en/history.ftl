# A paper's story.

history-revisions = Issued revisions
history-no-revisions = Nothing has been issued yet. The first revision appears here when it is.
history-signed = signature holds
history-unsigned = signature does not hold
history-read-of = Read { $symbol }
history-story = What happened
history-empty = Nothing yet.
history-times = Times are those that each laptop’s own clock gave.
history-paragraphs = { $count ->
    [one] paragraph { $numbers }
   *[other] paragraphs { $numbers }
}
history-new-paragraph = a new paragraph
history-and = {" "}and{" "}
history-created = began the paper
history-drafted = wrote in it
history-issued = issued
history-issued-rival = issued, beside another text with the same predecessor:
history-proposed = proposed on
history-withdrawn = took back what it had proposed
history-accepted = took the proposal on
history-rejected = did not retain the proposal on
history-bracketed = put in brackets
history-deferred = deferred
history-own-wording = took another wording of
history-reopened = opened again
history-newer = did something that this version of Qalam does not know
