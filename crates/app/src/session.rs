//! The vault: making, proving the recovery words, unlocking, locking, checking; and the interface's settings.

use crate::{
    App,
    api::{Nothing, session::*},
    error::{Code, Error, Result, fail},
    events::Event,
    space::{Record, Space},
    store::{self, Batch, HomeRow, cbor, uncbor},
    words::Words,
    work::{Inner, Open},
};
use qalam_model::ids::{GroupId, hash};
use qalam_seal::{
    keys::DeviceSecrets,
    recovery::{RecoveryWords, suggest_passphrase},
};
use qalam_vault::Vault;
use rand::Rng;
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// Least characters of a passphrase that somebody thought of.
pub(crate) const LEAST: usize = 12;

const ONE: &[u8] = b"1";

fn hash_of_word(position: u32, word: &str) -> String {
    let digest = hash("qalam proof of words v1", &[&position.to_be_bytes(), word.trim().to_lowercase().as_bytes()]);
    digest[..8].iter().map(|b| format!("{b:02x}")).collect()
}

pub(crate) fn strong_enough(passphrase: &str) -> Result<()> {
    let length = passphrase.chars().count();
    if length < LEAST {
        return Err(Error::new(Code::WeakPassphrase).with("length", length).with("least", LEAST));
    }
    Ok(())
}

impl Inner {
    fn info(&self) -> SessionInfo {
        let Some(open) = &self.open else {
            let stage = if Vault::is_in(&self.hosts.home) { Stage::Locked } else { Stage::New };
            return SessionInfo {
                stage,
                groups: Vec::new(),
                group: None,
                safety_number: None,
                practice: false,
                words_unproved: false,
                words_ask: Vec::new(),
            };
        };
        let groups: Vec<GroupRef> = open.spaces.values().map(reference).collect();
        let current = open.current.and_then(|id| open.spaces.get(&id));
        let device = open.secrets.device();
        let stage = match current {
            None => Stage::NoGroup,
            Some(space) if space.me(&device).is_none() => Stage::Waiting,
            Some(_) => Stage::Open,
        };
        let safety_number = current.map(|s| qalam_seal::safety::number(&s.id, &open.secrets.public(), &open.home.recovery));
        SessionInfo {
            stage,
            groups,
            group: current.map(reference),
            safety_number,
            practice: current.is_some_and(|s| s.record.practice),
            words_unproved: !open.home.proved,
            words_ask: open.home.ask.clone(),
        }
    }

    /// Makes a vault and opens it. The recovery words are returned once and kept nowhere.
    pub(crate) fn make_vault(&mut self, passphrase: &str) -> Result<NewVault> {
        let words = RecoveryWords::generate(&mut self.hosts.random);
        self.make_vault_with(passphrase, &words)
    }

    /// Makes a vault with these recovery words and opens it.
    pub(crate) fn make_vault_with(&mut self, passphrase: &str, words: &RecoveryWords) -> Result<NewVault> {
        strong_enough(passphrase)?;
        let random = &mut self.hosts.random;
        let secrets = DeviceSecrets::generate(random);
        let recovery = words.keys().public();
        let all: Vec<String> = words.words().into_iter().map(str::to_owned).collect();
        let mut ask: Vec<u32> = Vec::new();
        while ask.len() < 3 {
            let position = random.gen_range(0..all.len() as u32);
            if !ask.contains(&position) {
                ask.push(position);
            }
        }
        ask.sort_unstable();
        let mut vault = Vault::create(&self.hosts.home, passphrase, self.hosts.work_factor, secrets.clone(), &recovery.recipient)?;
        let hashes = ask.iter().map(|p| hash_of_word(*p, &all[*p as usize])).collect();
        let home = HomeRow { recovery, proved: false, ask: ask.clone(), hashes };
        let mut batch = Batch::default();
        batch.put(store::HOME, ONE.to_vec(), cbor(&home));
        batch.commit(&mut vault)?;
        let device = secrets.device();
        self.open = Some(Open {
            vault,
            secrets,
            home,
            settings: default_settings(),
            spaces: BTreeMap::new(),
            current: None,
            search: crate::searching::Finder::new()?,
            urgent: false,
        });
        Ok(NewVault { device: device.to_string(), fingerprint: fingerprint(&device.to_string()), words: all, ask })
    }

    pub(crate) fn unlock(&mut self, passphrase: &str) -> Result<()> {
        if self.open.is_some() {
            return Ok(());
        }
        let mut vault = Vault::unlock(&self.hosts.home, passphrase)?;
        let secrets = vault.secrets().clone();
        let home: HomeRow = match vault.get(store::HOME, ONE)? {
            Some(bytes) => uncbor(&bytes)?,
            None => return Err(Error::new(Code::VaultDamaged).with("what", "home")),
        };
        let settings: Settings = match vault.get(store::SETTINGS, ONE)? {
            Some(bytes) => uncbor(&bytes)?,
            None => default_settings(),
        };
        let mut spaces = BTreeMap::new();
        for row in vault.list(store::GROUPS)? {
            let Some(id) = GroupId::from_slice(&row.key) else { continue };
            let record: Record = uncbor(&row.value)?;
            spaces.insert(id, Space::load(&mut vault, id, record, secrets.device())?);
        }
        if let Some(language) = &settings.language {
            self.words = Words::of(language);
        }
        let current = spaces.keys().next().copied();
        self.open = Some(Open { vault, secrets, home, settings, spaces, current, search: crate::searching::Finder::new()?, urgent: false });
        Ok(())
    }
}

/// The settings of a new home.
fn default_settings() -> Settings {
    Settings { language: None, theme: None, zoom: 100, digits: None, folder: None }
}

fn reference(space: &Space) -> GroupRef {
    let name = &space.state.roster().name;
    GroupRef { id: space.id.to_string(), name: if name.is_empty() { space.record.name.clone() } else { name.clone() } }
}

/// Sixteen digits in groups of four, for people.
pub(crate) fn fingerprint(device: &str) -> String {
    device.as_bytes().chunks(4).take(4).map(|c| String::from_utf8_lossy(c).into_owned()).collect::<Vec<_>>().join(" ")
}

impl App {
    pub(crate) fn session(&self, _: Nothing) -> Result<SessionInfo> {
        Ok(self.lock().info())
    }

    pub(crate) fn vault_new(&self, args: VaultNew) -> Result<NewVault> {
        let passphrase = Zeroizing::new(args.passphrase);
        self.lock().make_vault(&passphrase)
    }

    pub(crate) fn vault_prove(&self, args: VaultProve) -> Result<Nothing> {
        let mut inner = self.lock();
        let open = inner.opened()?;
        let typed: Vec<String> = open.home.ask.iter().zip(&args.words).map(|(position, word)| hash_of_word(*position, word)).collect();
        if typed != open.home.hashes {
            let wrong = open.home.ask.iter().zip(&open.home.hashes).zip(typed.iter().map(Some).chain(std::iter::repeat(None)));
            let wrong: Vec<String> = wrong.filter(|((_, want), got)| Some(*want) != *got).map(|((p, _), _)| (p + 1).to_string()).collect();
            return Err(Error::new(Code::WordsWrong).with("what", wrong.join(", ")));
        }
        open.home.proved = true;
        open.home.hashes.clear();
        open.home.ask.clear();
        let mut batch = Batch::default();
        batch.put(store::HOME, ONE.to_vec(), cbor(&open.home));
        batch.commit(&mut open.vault)?;
        Ok(Nothing {})
    }

    pub(crate) fn vault_unlock(&self, args: Passphrase) -> Result<SessionInfo> {
        let passphrase = Zeroizing::new(args.passphrase);
        let mut inner = self.lock();
        inner.unlock(&passphrase)?;
        Ok(inner.info())
    }

    pub(crate) fn vault_lock(&self, _: Nothing) -> Result<SessionInfo> {
        if self.lock().open.is_some() {
            // What was typed is on the disk already; making it an act can fail without loss.
            let _ = self.work(|here| here.seal(None));
        }
        let info = {
            let mut inner = self.lock();
            inner.open = None;
            // Leaving a practice group leads back to one's own home.
            if let Some(own) = inner.own_home.take() {
                inner.hosts.home = own;
            }
            inner.info()
        };
        self.forget_folders();
        self.listeners.tell(vec![Event::Locked]);
        Ok(info)
    }

    pub(crate) fn vault_passphrase(&self, args: ChangePassphrase) -> Result<Nothing> {
        let (old, new) = (Zeroizing::new(args.old), Zeroizing::new(args.new));
        strong_enough(&new)?;
        let mut inner = self.lock();
        let work_factor = inner.hosts.work_factor;
        let open = inner.opened()?;
        if !open.vault.is_passphrase(&old)? {
            return fail(Code::WrongPassphrase);
        }
        open.vault.change_passphrase(&new, work_factor)?;
        Ok(Nothing {})
    }

    pub(crate) fn vault_check(&self, _: Nothing) -> Result<VaultReport> {
        let mut inner = self.lock();
        let open = inner.opened()?;
        let checked = open.vault.check()?;
        let mut bad: Vec<String> = checked.bad.iter().map(|row| format!("{} {}", row.shelf, row.key)).chain(checked.store).collect();
        let mut segments = 0;
        for row in open.vault.view().scan(store::FILES)?.into_iter().flatten() {
            let (key, file) = (&row.key, &row.value[..]);
            match qalam_seal::header::verify(file) {
                Ok(_) if key.get(32..) == Some(&qalam_seal::header::content_id(file)[..]) => segments += 1,
                Ok(_) => bad.push("a sealed file under another's name".to_owned()),
                Err(error) => bad.push(error.to_string()),
            }
        }
        Ok(VaultReport { records: checked.records + checked.log_rows, segments, bad })
    }

    pub(crate) fn passphrase_suggest(&self, _: Nothing) -> Result<Suggestion> {
        let mut inner = self.lock();
        Ok(Suggestion { passphrase: suggest_passphrase(&mut inner.hosts.random).to_string() })
    }

    pub(crate) fn settings_get(&self, _: Nothing) -> Result<Settings> {
        let mut inner = self.lock();
        let Ok(open) = inner.opened() else { return Ok(default_settings()) };
        let folder = open.current.and_then(|id| open.spaces.get(&id)).map(|s| s.record.folder.clone());
        Ok(Settings { folder, ..open.settings.clone() })
    }

    pub(crate) fn settings_set(&self, args: Settings) -> Result<Settings> {
        if !(50..=300).contains(&args.zoom) {
            return Err(Error::new(Code::BadValue).with("what", args.zoom));
        }
        if let Some(language) = &args.language
            && !Words::LANGUAGES.contains(&language.as_str())
        {
            return Err(Error::new(Code::BadValue).with("what", language));
        }
        {
            let mut inner = self.lock();
            inner.words = Words::of(args.language.as_deref().unwrap_or(&inner.hosts.language));
            // Before there is a vault nothing is kept: nothing readable lies on the disk.
            if let Ok(open) = inner.opened() {
                let mut batch = Batch::default();
                if let Some(space) = open.current.and_then(|id| open.spaces.get_mut(&id))
                    && let Some(folder) = args.folder.clone().filter(|f| *f != space.record.folder && !f.is_empty())
                {
                    space.record.folder = folder;
                    space.record.connected = false;
                    space.save_record(&mut batch);
                    batch.delete(store::INDEX, store::of_group(&space.id));
                }
                open.settings = Settings { folder: None, ..args };
                batch.put(store::SETTINGS, ONE.to_vec(), cbor(&open.settings));
                batch.commit(&mut open.vault)?;
            }
        }
        self.forget_folders();
        self.settings_get(Nothing {})
    }

    /// Chooses the group that commands are about, by id or unique prefix.
    pub fn choose_group(&self, given: &str) -> Result<()> {
        let mut inner = self.lock();
        let open = inner.opened()?;
        let id = crate::names::by_prefix(given, open.spaces.keys().copied(), || Error::new(Code::UnknownGroup).with("group", given))?;
        open.current = Some(id);
        Ok(())
    }

    /// Whether this home holds a vault.
    pub fn has_vault(&self) -> bool {
        Vault::is_in(&self.lock().hosts.home)
    }

    pub(crate) fn vault_recover(&self, args: VaultRecover) -> Result<SessionInfo> {
        let typed = Zeroizing::new(args.words);
        let passphrase = Zeroizing::new(args.passphrase);
        strong_enough(&passphrase)?;
        let words = RecoveryWords::parse(&typed).map_err(|e| Error::new(Code::WordsWrong).with("what", e.to_string()).because(e))?;
        self.recover(&words, &args.folder, &passphrase)
    }
}
