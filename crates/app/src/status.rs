//! The honest status line: never more than the program knows.

use crate::{
    App,
    api::{Nothing, exchange::*},
    error::Result,
    work::Work,
};
use qalam_model::{act::ChainEnd, ids::*, state::Notice};
use qalam_sync::Chains;
use std::collections::BTreeMap;

impl Work<'_> {
    /// Who somebody is, by device: 'Delegation C'.
    fn who(&self, device: &DeviceId) -> String {
        let roster = self.space.state.roster();
        roster
            .owner_of(device)
            .and_then(|m| roster.delegation_name(&m.delegation))
            .map_or_else(|| self.words.say("somebody", &[("device", device.short())]), str::to_owned)
    }

    /// What is known to be missing, in words.
    pub(crate) fn waiting_words(&mut self) -> Result<Vec<String>> {
        let me = self.device();
        let told: Vec<ChainEnd> = self.space.told(self.vault)?.into_values().flatten().collect();
        let mine = Chains::of(&self.space.inventory);
        let mut missing: BTreeMap<String, u64> = BTreeMap::new();
        for gap in qalam_sync::waiting(&mine, me, &told) {
            *missing.entry(self.who(&gap.chain.device)).or_default() += gap.to.saturating_sub(gap.from) + 1;
        }
        let say = |(from, count): (String, u64)| self.words.say("waiting-for", &[("from", from), ("count", count.to_string())]);
        Ok(missing.into_iter().map(say).collect())
    }

    /// What everybody should know, in words.
    pub(crate) fn notices(&self) -> Vec<String> {
        let mut out: Vec<String> = self
            .space
            .state
            .notices()
            .iter()
            .map(|notice| match notice {
                Notice::Fork(fork) => self.words.say("notice-fork", &[("who", self.who(&fork.device))]),
                Notice::Claim(_) => self.words.say("notice-claim", &[]),
                Notice::RivalIssue { paper, .. } => {
                    let title = self.space.state.paper(paper).map(|p| p.title.clone()).unwrap_or_default();
                    self.words.say("notice-rival-issue", &[("paper", title)])
                }
                Notice::Newer(_) => self.words.say("notice-newer", &[]),
                Notice::Blocked(_) => self.words.say("notice-blocked", &[]),
            })
            .collect();
        if self.space.look.put_back > 0 {
            out.push(self.words.say("notice-put-back", &[("count", self.space.look.put_back.to_string())]));
        }
        for paper in self.space.state.papers().values() {
            let twice = self.space.desks.get(&paper.id).is_some_and(|desk| {
                desk.notices.iter().any(|n| {
                    matches!(n, qalam_model::desk::Notice::TwoDecisions { same: false, .. } | qalam_model::desk::Notice::TwoWordings { .. })
                })
            });
            if twice {
                out.push(self.words.say("notice-two-decisions", &[("paper", paper.title.clone())]));
            }
        }
        out.dedup();
        out
    }

    /// Devices of other members with what they have told to have received.
    fn receipts(&mut self) -> Result<Vec<Receipt>> {
        let me = self.device();
        let told = self.space.told(self.vault)?;
        let chains = Chains::of(&self.space.inventory);
        let roster = self.space.state.roster().clone();
        let mine: Vec<(CircleId, u64)> = chains.iter().filter(|c| c.device == me).map(|c| (c.circle, chains.top(c))).collect();
        let (circles, group) = (roster.circles(), self.space.id);
        let mut out = Vec::new();
        for member in roster.members.values().filter(|m| m.present()) {
            for device in member.devices.iter().filter(|d| !d.revoked && d.keys.device != me) {
                let has = told.get(&device.keys.device);
                let received = |circle: &CircleId| {
                    has.into_iter().flatten().find(|end| end.device == me && end.circle == *circle).map_or(0, |end| end.number)
                };
                // Files travel to everybody, but only what is for a member's own circles is said to wait for it.
                let for_them =
                    |circle: &CircleId| circles.iter().any(|c| c.id(&group) == *circle && roster.device_in(&device.keys.device, c));
                let missing: u64 = mine.iter().filter(|(c, _)| for_them(c)).map(|(circle, top)| top.saturating_sub(received(circle))).sum();
                let receipt = match (has, missing) {
                    (None, _) => "none",
                    (Some(_), 0) => "all",
                    (Some(_), _) => "some",
                };
                out.push(Receipt {
                    device: device.keys.device.to_string(),
                    delegation: roster.delegation_name(&member.delegation).unwrap_or_default().to_owned(),
                    delegation_id: member.delegation.to_string(),
                    seat: member.seat.clone(),
                    last_seen: self.space.heard.get(&device.keys.device).copied(),
                    receipt: receipt.to_owned(),
                    missing: u32::try_from(missing).unwrap_or(u32::MAX),
                });
            }
        }
        Ok(out)
    }
}

impl App {
    pub(crate) fn status(&self, _: Nothing) -> Result<Status> {
        self.work(|here| {
            let unsealed: usize = here.space.unsealed.values().map(Vec::len).sum();
            let typing = here.space.drafts.values().filter(|d| d.has_typing()).count();
            let me = here.device();
            let unpublished =
                here.space.inventory.held_by(me).filter(|(id, _)| here.space.inventory.get(id).is_some_and(|h| !h.sent)).count();
            let unsent = u32::try_from(unsealed + typing + unpublished).unwrap_or(u32::MAX);
            let look = here.space.look.clone();
            let folder_state = match look.trouble {
                Some(trouble) => trouble,
                None if look.at.is_none() && !here.space.record.connected => "none",
                None => "ok",
            };
            Ok(Status {
                folder: here.space.record.folder.clone(),
                folder_state: folder_state.to_owned(),
                // Typing is answered only after it is on the disk, so nothing that was taken is unsaved here.
                saved: true,
                sent: unsent == 0 && here.space.record.sent_at.is_some(),
                unsent,
                sent_at: here.space.record.sent_at,
                checked_at: look.at,
                members: here.receipts()?,
                waiting: here.waiting_words()?,
                quarantine: look.aside,
                polled: look.polled,
            })
        })
    }
}
