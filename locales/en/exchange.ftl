# Exchanging with the shared folder and by courier.

exchange-keys = In the exchange
exchange-now = Exchange now
exchange-working = Exchanging…
exchange-busy-now = Looking into the folder…
exchange-busy-restore = Putting everything back…
exchange-busy-courier = Exchanging with the other folder…
exchange-done = Done at { $time }.
exchange-done-sent = { $count ->
    [0] Nothing was to be sent.
    [one] One file went out.
   *[other] { $count } files went out.
}
exchange-done-received = { $count ->
    [0] Nothing new came in.
    [one] One file came in.
   *[other] { $count } files came in.
}
exchange-done-refused = { $count ->
    [one] One file was put aside; the reason stands below.
   *[other] { $count } files were put aside; the reasons stand below.
}

exchange-folder = Shared folder
exchange-folder-ok = The folder is there and is this group’s.
exchange-folder-missing = The folder is not there.
exchange-folder-missing-advice = Connect the drive, or start the service that carries the folder. Your work is safe on this laptop and goes out by itself as soon as the folder is back.
exchange-folder-empty = The folder no longer holds this group’s files.
exchange-folder-empty-advice = Look first whether the right folder is connected. If the files were deleted, put everything back: this laptop holds a copy of each.
exchange-folder-read_only = Nothing can be written into the folder.
exchange-folder-read_only-advice = There is no room left in it, or you lack the right to write. Ask for it, or use a courier. Your work is safe on this laptop.
exchange-folder-foreign = The folder belongs to another group.
exchange-folder-foreign-advice = Choose this group’s folder in the settings. Nothing was written into the other one.
exchange-folder-none = The folder has not been used yet.
exchange-folder-none-advice = Exchange now, and see whether it can be reached.
exchange-folder-trouble = The folder cannot be used at the moment.
exchange-folder-trouble-advice = Qalam tries again by itself. Your work is safe on this laptop.
exchange-sent = Your work
exchange-all-sent = all in the folder, sealed
exchange-unsent = { $count ->
    [0] nothing in the folder yet
    [one] one change waits to go out
   *[other] { $count } changes wait to go out
}
exchange-sent-at = Last put into the folder
exchange-checked-at = Folder last read
exchange-never = not yet
exchange-never-read = not since Qalam was opened
exchange-other-folder = Another folder…
exchange-restore = Put everything back…
exchange-restore-text = All files of the group that this laptop holds, its own and everybody else’s, are written into the folder again where they are missing. Nothing that is there is changed.
exchange-restore-do = Put back

exchange-receipts = What the others have
exchange-nobody = There is nobody else in the group yet.
exchange-column-delegation = Delegation
exchange-column-seat = Seat
exchange-column-receipt = Has what you sent?
exchange-column-heard = Last heard from
exchange-has-all = has all that you sent
exchange-lacks = { $count ->
    [one] lacks one
   *[other] lacks { $count }
}
exchange-no-receipt = has not told yet
exchange-silent = not heard from yet
exchange-waiting = What is missing here
exchange-waiting-text = Others have seen these, and the folder has not brought them here yet. They are taken in by themselves when they come.
exchange-aside = { $count ->
    [one] One file was put aside
   *[other] { $count } files were put aside
}
exchange-aside-text = They are not this group’s work, or were damaged on the way. Nothing of them was taken in, and nothing else is held up. The whole copies are asked of the others.
exchange-checked = The folder was last read { $time }.
exchange-never-checked = The folder has not been read since Qalam was opened.
exchange-polled = The folder does not announce changes, so Qalam looks into it from time to time.
exchange-watched = Changes in it are noticed at once.

exchange-courier = By courier…
exchange-courier-text = Everything that either side lacks is copied, both ways. The stick holds sealed files only; whoever finds it can read nothing.
exchange-courier-folder = Folder on the stick
exchange-courier-do = Exchange
