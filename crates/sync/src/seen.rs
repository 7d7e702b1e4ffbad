//! What 'seen' files tell once they are opened, compared with what is held here. Opening and sealing them is
//! the application's work.
//!
//! Only segments are receipted, and never one's own, so that a 'seen' file never causes another: one is to be
//! written exactly when [`received`] differs from what the last one said.

use crate::chains::{Chain, Chains, Fork, Gap};
use qalam_model::{
    act::{ChainEnd, NO_ACT},
    ids::DeviceId,
};
use std::collections::BTreeMap;

/// What the device `me` has received from others without a gap, in the order of chains: the content of its
/// 'seen' file. The act is [`NO_ACT`] where no header tells it.
pub fn received(chains: &Chains, me: DeviceId) -> Vec<ChainEnd> {
    let ends = chains.iter().filter(|chain| chain.device != me).map(|chain| ChainEnd {
        device: chain.device,
        circle: chain.circle,
        number: chains.end(chain),
        act: chains.at_end(chain).unwrap_or(NO_ACT),
    });
    ends.filter(|end| end.number > 0).collect()
}

/// What is waited for: gaps in what is held, and what others say they received beyond it. Chains of which `me`
/// is the author are left out: nobody can be ahead of them, and if somebody is, [`ahead_of_me`] tells.
pub fn waiting<'a>(mine: &Chains, me: DeviceId, others: impl IntoIterator<Item = &'a ChainEnd>) -> Vec<Gap> {
    let mut out: Vec<_> = mine.gaps().into_iter().chain(beyond(mine, others)).filter(|gap| gap.chain.device != me).collect();
    out.sort_unstable();
    out
}

/// Acts under this device's own name that others received and that are not here: the vault was restored from
/// an old copy, or somebody uses a copy of it.
pub fn ahead_of_me<'a>(mine: &Chains, me: DeviceId, others: impl IntoIterator<Item = &'a ChainEnd>) -> Vec<Gap> {
    beyond(mine, others).filter(|gap| gap.chain.device == me).collect()
}

fn beyond<'a>(mine: &Chains, others: impl IntoIterator<Item = &'a ChainEnd>) -> impl Iterator<Item = Gap> {
    let mut claimed: BTreeMap<Chain, u64> = BTreeMap::new();
    for end in others {
        let most = claimed.entry(Chain { device: end.device, circle: end.circle }).or_default();
        *most = end.number.max(*most);
    }
    let gap = |(chain, to): (Chain, u64)| {
        let top = mine.top(&chain);
        (to > top).then_some(Gap { chain, from: top + 1, to })
    };
    claimed.into_iter().filter_map(gap).collect::<Vec<_>>().into_iter()
}

/// Where somebody received another act under a number than the one that is held here: proof of two histories,
/// if the other is honest, and a reason to look at the folder closely in any case.
pub fn disputes<'a>(mine: &Chains, others: impl IntoIterator<Item = &'a ChainEnd>) -> Vec<Fork> {
    let mut out = Vec::new();
    for end in others.into_iter().filter(|end| end.act != NO_ACT) {
        let chain = Chain { device: end.device, circle: end.circle };
        let known: Vec<_> = mine.acts_at(&chain, end.number).collect();
        if let Some(one) = known.first()
            && !known.contains(&end.act)
        {
            out.push(Fork { chain, number: end.number, one: *one, other: end.act });
        }
    }
    out
}
