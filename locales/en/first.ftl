# The first steps: three doors, a vault, a group, the waiting room, the lock.

language-name-en = English
language-name-ar = العربية
first-language = Language
first-title = Qalam
first-text = Where a working group drafts its papers together.
first-door-practise = Practise
first-door-practise-text = A whole working group on this laptop, with a paper on the merge desk. Nothing in it is real.
first-door-found = Found a group
first-door-found-text = You chair a working group, or set one up for the Chair.
first-door-join = Join a group
first-door-join-text = The Chair has given you an invitation file.
first-have-words = I have recovery words
first-practising = A working group with nine laptops is being set up. This takes some seconds.
first-practice-passphrase = This is the practice group. Its passphrase is no secret:
first-step = Step { $step } of { $all }
first-back = Back
first-next = Continue
first-working = One moment…
first-show = Show
first-hide = Hide
first-choose = Choose…
first-choose-for = { $label }: choose…
first-lock = Lock

first-passphrase-title = A passphrase for this laptop
first-passphrase-text = Everything that Qalam keeps here is encrypted. The passphrase opens it; nobody else knows it and nobody can reset it.
first-offered = These six words
first-another = Another
first-type-offered = Type the six words
first-type-offered-hint = So that your fingers know them. Write them down until you do.
first-not-offered = This differs from the words above.
first-own = A sentence of my own
first-own-hint = At least 12 characters, in any language. A sentence that nobody has ever printed is better than a word with digits.
first-again = Once more
first-not-same = The two are not the same.
first-too-short = This is shorter than 12 characters.

first-words-title = Your recovery words
first-words-text = If this laptop is lost, these 24 words and the shared folder bring everything back. They are shown once.
first-words-care = Write them on paper, in this order. Do not photograph them and do not put them into a file.
first-words-done = I have written them down
first-prove-title = Are they on paper?
first-prove-text = Type the words that stand at these places.
first-prove-do = Continue
first-prove-later = Later
first-word = Word { $place }

first-group-title = Found a group
first-group-text = You become its Chair. Members are invited afterwards, one by one.
first-group-name = Name of the group
first-delegation = Your delegation
first-delegation-hint = As the others shall see it.
first-delegation-chair = Chair
first-seat = Your seat
first-seat-hint = What you do there, not your name.
first-seat-chair = Chair
first-folder = Shared folder
first-folder-hint = A folder that all members reach: on a file server, in a synchronised drive, or on a USB stick. What lies in it is sealed.
first-group-do = Found the group
first-join-title = Join a group
first-join-text = Your request goes into the folder. The Chair compares your safety number and admits you.
first-invitation = Invitation file
first-invitation-hint = The file that the Chair gave you. It is for you alone.
first-join-folder-hint = The folder of the group, as it appears on this laptop.
first-join-do = Ask to join

first-waiting-title = Waiting for { $name }
first-waiting-text = Your request is on its way. The Chair admits you as soon as your safety number has been compared.
first-waiting-number = Your safety number
first-waiting-how = Read it to the Chair in person or by telephone, never by a message: the point is that the Chair knows your voice.
first-waiting-look = Check now
first-waiting-not-yet = You are not admitted yet. Looked into the folder at { $time }.
first-number-aloud = Safety number { $number }

first-recover-title = Back from the recovery words
first-recover-text = The 24 words and the shared folder bring back your seat and all that the group has written.
first-recover-words = The 24 words, in their order
first-recover-count = { $count } of { $all } words
first-recover-passphrase = A new passphrase for this laptop
first-recover-do = Recover

first-unproved = Your recovery words have not been proved.
first-unproved-text = Without them a lost laptop is a lost seat. Type three of them to show that they are on paper.
first-unproved-do = Prove them…
first-unproved-show = Show them once more
