# Words that the program itself uses: in notices, tables, exports.
chair = Chair
somebody = an unknown device ({ $device })
a-title = a paper without a title
waiting-for = waiting for { $count } from { $from }
folder-readme =
    This folder belongs to Qalam, the application in which a working group drafts its papers.
    
    Everything in it is sealed: only members of the group can read it, on their own laptops.
    Please do not move, rename or delete anything here. If a file was lost, every member’s laptop
    still holds a copy and can put it back.
notice-fork = A laptop of { $who } has two histories: it was copied, or restored from an old backup. Nothing is lost; ask that delegation.
notice-claim = Two people claim the same seat. The Chair has to decide.
notice-rival-issue = Two texts of “{ $paper }” were issued with one predecessor. One of them is the revision; what was proposed on the other is compared anew.
notice-newer = Something here was made by a newer Qalam. It is kept and passed on.
notice-blocked = The group uses something that this version does not understand. Update Qalam before you send more.
notice-put-back = { $count ->
    [one] One of your files had vanished from the folder and was put back.
   *[other] { $count } of your files had vanished from the folder and were put back.
}
notice-two-decisions = Two members of the Chair’s side decided apart on “{ $paper }”. Both are kept; one word on the desk settles it.
aside-damaged = { $file }: damaged on the way, or forged.
aside-newer = { $file }: made by a newer Qalam. Update this one, and it is taken in.
aside-other-group = { $file }: whole, and another group’s.
aside-too-big = { $file }: larger than any file that is read here.
aside-no-file = { $file }: no plain file.
note-image = Pictures were left out: { $count }.
note-html = HTML was left out: { $count }.
note-link = Links were kept as text: { $count }.
note-table = Tables were kept as text: { $count }.
note-footnote = Footnotes were kept as text: { $count }.
note-behind = Who stands behind a bracket is not written there: { $count }.
note-code = Code was kept as text: { $count }.
note-quote = Quotations were kept as plain paragraphs: { $count }.
note-formatting = Some formatting was left out: { $count }.
note-marks = Some formatting was left out: { $count }.
what-invite = to invite
what-admit = to admit
what-confirm = to confirm this member
what-draft = to write in this paper
what-begin = to begin a paper
what-propose = to propose
what-enter = to enter proposals for another delegation
what-decide = to see or decide this
what-issue = to issue
what-stand = to say how a delegation stands
a-reservation-empty = a reservation without words
a-package-of-one = a package needs at least two paragraphs
an-acceptance-of-what = name a delegation, or ask for what is editorial
what-no-opening = its window is no longer open
what-gap = something before it is missing
what-comment = to comment
a-comment-empty = a comment without words
a-comment-long = a comment of more than { $most } characters
note-other-revision = The file says that it is a copy of { $symbol }. Its changes are shown on { $current }.
what-withdraw = to take this contribution back
