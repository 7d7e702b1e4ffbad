//! The state of an application and one piece of work on the group that is open.

use crate::{
    App,
    api::session::Settings,
    drafting::Opening,
    error::{Code, Error, Result, fail},
    events::Event,
    hosts::Hosts,
    sealing::Sealer,
    space::Space,
    store::{self, Batch, HomeRow},
    words::Words,
};
use qalam_model::{
    act::{Body, Millis},
    ids::*,
    roster::{Member, Side},
};
use qalam_seal::keys::DeviceSecrets;
use qalam_vault::Vault;
use rand::RngCore;
use std::collections::BTreeMap;

/// All that an application holds.
pub(crate) struct Inner {
    pub hosts: Hosts,
    pub words: Words,
    pub open: Option<Open>,
    /// While practising: the home to go back to when the practice group is locked.
    pub own_home: Option<std::path::PathBuf>,
}

/// A vault that is unlocked.
pub(crate) struct Open {
    pub vault: Vault,
    pub secrets: DeviceSecrets,
    pub home: HomeRow,
    pub settings: Settings,
    pub spaces: BTreeMap<GroupId, Space>,
    pub current: Option<GroupId>,
    pub search: crate::searching::Finder,
    /// An explicit step was taken: what waits goes out now.
    pub urgent: bool,
}

impl Inner {
    pub(crate) fn new(hosts: Hosts) -> Inner {
        Inner { words: Words::of(&hosts.language), hosts, open: None, own_home: None }
    }

    pub(crate) fn opened(&mut self) -> Result<&mut Open> {
        self.open.as_mut().ok_or_else(|| Error::new(Code::Locked))
    }

    /// Work on the group that is open.
    pub(crate) fn work(&mut self) -> Result<Work<'_>> {
        let Inner { hosts, words, open, .. } = self;
        let open = open.as_mut().ok_or_else(|| Error::new(Code::Locked))?;
        let Some(id) = open.current else { return fail(Code::NoGroup) };
        let space = open.spaces.get_mut(&id).ok_or_else(|| Error::new(Code::UnknownGroup).with("group", id))?;
        Ok(Work { hosts, words, vault: &mut open.vault, secrets: &open.secrets, space, urgent: &mut open.urgent })
    }
}

impl Open {
    /// Brings a group back to what the disk says: after a step that failed, memory may hold what was never written.
    pub(crate) fn reload(&mut self, group: GroupId) -> Result<()> {
        let missing = || Error::new(Code::UnknownGroup).with("group", group);
        let record = self.vault.get(store::GROUPS, &store::of_group(&group))?.ok_or_else(missing)?;
        let device = self.secrets.device();
        let mut fresh = Space::load(&mut self.vault, group, store::uncbor(&record)?, device)?;
        let old = self.spaces.remove(&group).ok_or_else(missing)?;
        fresh.look = old.look;
        // Windows that have a draft open go on with the documents that they were given.
        if let Some(side) = fresh.me(&device).map(Member::side) {
            for ((paper, copy), draft) in old.drafts.into_iter().filter(|(_, draft)| !draft.openings.is_empty()) {
                let openings = draft.openings.into_iter().map(Opening::again).collect();
                fresh.draft(&mut self.vault, side, paper, copy)?.openings = openings;
            }
        }
        self.spaces.insert(group, fresh);
        Ok(())
    }
}

/// One piece of work: the group that is open, and what it takes to write in it.
pub(crate) struct Work<'a> {
    pub hosts: &'a mut Hosts,
    pub words: &'a Words,
    pub vault: &'a mut Vault,
    pub secrets: &'a DeviceSecrets,
    pub space: &'a mut Space,
    pub urgent: &'a mut bool,
}

impl Work<'_> {
    pub(crate) fn now(&self) -> Millis {
        self.hosts.clock.now()
    }

    pub(crate) fn device(&self) -> DeviceId {
        self.secrets.device()
    }

    pub(crate) fn random<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.hosts.random.fill_bytes(&mut bytes);
        bytes
    }

    /// My seat; an error while I wait for admission.
    pub(crate) fn me(&self) -> Result<&Member> {
        self.space.me(&self.secrets.device()).ok_or_else(|| Error::new(Code::Waiting))
    }

    pub(crate) fn side(&self) -> Result<Side> {
        Ok(self.me()?.side())
    }

    /// An error unless I am on the Chair's side.
    pub(crate) fn chair_side(&self, what: &str) -> Result<()> {
        if self.me()?.chair_side() { Ok(()) } else { Err(Error::new(Code::NotAllowed).with("what", self.words.say(what, &[]))) }
    }

    /// Authors one act and commits it; it is on the disk when this returns.
    pub(crate) fn author(&mut self, circle: Circle, body: &Body) -> Result<ActId> {
        let mut batch = Batch::default();
        let id = self.author_in(&mut batch, circle, body)?;
        batch.commit(self.vault)?;
        Ok(id)
    }

    /// Authors one act into a batch.
    pub(crate) fn author_in(&mut self, batch: &mut Batch, circle: Circle, body: &Body) -> Result<ActId> {
        if let Err(reason) = self.space.state.may(&self.secrets.device(), body) {
            // A laptop with two histories is frozen for these: said before anything is written.
            return Err(Error::new(Code::NotAllowed).with("what", &reason).because(reason));
        }
        let nonce = self.random();
        let now = self.now();
        Ok(self.space.author(batch, self.secrets, now, nonce, circle, body))
    }

    /// Makes acts of what was typed (all of it, or what is due) and seals all that waits.
    pub(crate) fn seal(&mut self, typed: Option<Millis>) -> Result<usize> {
        let now = self.now();
        let mut batch = Batch::default();
        let mut sealer = Sealer { secrets: self.secrets, random: &mut *self.hosts.random, now };
        self.space.typed_to_acts(&mut batch, &mut sealer, typed);
        let sealed = self.space.seal_waiting(&mut batch, &mut sealer);
        // What became an act is committed even where sealing has to wait.
        batch.commit(self.vault)?;
        sealed
    }
}

impl App {
    /// Runs a piece of work under the lock, then tells what changed.
    pub(crate) fn work<R>(&self, work: impl FnOnce(&mut Work<'_>) -> Result<R>) -> Result<R> {
        let (result, events) = {
            let mut inner = self.lock();
            let mut here = inner.work()?;
            let (group, ahead) = (here.space.id, here.space.ahead);
            let result = work(&mut here);
            let events = std::mem::take(&mut here.space.events);
            if result.is_err() && here.space.ahead != ahead {
                inner.opened()?.reload(group)?;
            }
            (result, events)
        };
        self.listeners.tell(events);
        result
    }

    /// As [`App::work`], for an explicit step: what waits goes out at the next tick.
    pub(crate) fn step<R>(&self, work: impl FnOnce(&mut Work<'_>) -> Result<R>) -> Result<R> {
        let result = self.work(|here| {
            let result = work(here)?;
            *here.urgent = true;
            Ok(result)
        })?;
        self.listeners.tell(vec![Event::StatusChanged]);
        Ok(result)
    }
}
