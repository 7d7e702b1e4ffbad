# Settings of this laptop.

settings-looks = Language and looks
settings-language = Language
settings-system = As the system
settings-theme = Light or dark
settings-light = Light
settings-dark = Dark
settings-zoom = Size
settings-percent = { $zoom } %
settings-digits = Digits in Arabic
settings-digits-hint = Papers keep the digits that were typed in them.
settings-digits-arab = ٠١٢٣
settings-digits-latn = 0123
settings-folder = Shared folder
settings-folder-path = Folder of the group on this laptop
settings-folder-hint = When the folder has moved, choose its new place. Everything that this laptop holds goes into it where it is missing.
settings-folder-use = Use this folder
settings-folder-used = The folder is in use.
settings-vault = Vault
settings-vault-text = Everything is encrypted on this laptop. A locked vault shows nothing.
settings-passphrase = Change the passphrase…
settings-passphrase-old = Present passphrase
settings-passphrase-new = New passphrase
settings-passphrase-do = Change
settings-passphrase-changed = The passphrase was changed.
settings-lock = Lock now
settings-check = Check the vault
settings-checking = Checking…
settings-check-good = All is whole: { $records } records were opened, and the signatures of { $segments } sealed files hold.
settings-check-bad = { $count ->
    [one] One record is damaged:
   *[other] { $count } records are damaged:
}
settings-check-bad-advice = Keep a copy of the vault’s directory. What other members have comes back from the folder.
settings-about = About
settings-about-text = Drafts are encrypted on this laptop and sealed in the folder. Qalam never uses a network by itself and sends nothing to anybody but the members of the group.
settings-about-licence = Free software under the MIT licence or the Apache licence 2.0, as you choose.
