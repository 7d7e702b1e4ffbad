# The frame of the window: navigation, footer, palette, keys, and words that several views share.

close = Close
cancel = Cancel
messages = Messages
no-network = No network needed
practice-label = Practice
passphrase = Passphrase
unlock-title = Qalam is locked
unlock-text = Your papers are encrypted on this laptop. The passphrase opens them.
unlock = Unlock
unlocking = Unlocking…

navigation = Views
nav-papers = Papers
nav-write = Write
nav-desk = Merge desk
nav-board = Where it stands
nav-history = History
nav-members = Members
nav-exchange = Exchange
nav-search = Search
nav-settings = Settings
nav-group = Working group
nav-delegations = Delegations

footer = What is safe, and who has it
footer-saved = Saved
footer-saving = Saving…
footer-sealed = Sealed
footer-in-folder = In the folder since { $time }
footer-unsent = { $count ->
    [one] One change waits to be put into the folder
   *[other] { $count } changes wait to be put into the folder
}
footer-no-folder = No shared folder chosen
footer-folder-missing = The shared folder is not there
footer-folder-read_only = The shared folder cannot be written to
footer-folder-foreign = The shared folder belongs to another group
footer-received = Received by { $received } of { $all } delegations
footer-waiting = waiting for { $names }
footer-waiting-since = waiting for { $name }, last heard from { $time }
footer-waiting-many = waiting for { $count } of them
footer-waiting-never = waiting for { $name }, not heard from yet
footer-put-aside = { $count ->
    [one] One file was put aside
   *[other] { $count } files were put aside
}

palette = Find and do
palette-hint = A view, a paper, a paragraph, an action
palette-none = Nothing here has that name.
palette-view = View
palette-action = Action
palette-sync = Exchange with the folder now

keys-window = Everywhere
keys-dialog = In a dialog
keys-palette = In the palette
key-palette = Find and do
key-list = All keys
key-lock = Lock
key-print = Print
key-full-screen = Full screen, and back
key-close = Close
key-place = Keys go by their place on the board, so that they are the same on every layout. While you type in a field, letters are letters.

run-inserted = inserted
run-deleted = deleted
run-note = footnote

number-bis = bis
number-ter = ter
number-quater = quater
number-quinquies = quinquies
number-sexies = sexies
number-septies = septies
number-octies = octies
number-novies = novies
number-decies = decies
