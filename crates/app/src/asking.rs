//! What moves, splits and joins ask for, in values of which shells make a sentence.

use crate::api::paper::Asked;
use qalam_model::{ids::ParagraphId, proposal::*};

/// What a change asks for, if it is one of these. `name` gives a paragraph's number, or how it begins.
pub(crate) fn asked(proposal: &Proposal, name: impl Fn(ParagraphId) -> String) -> Option<Asked> {
    let of = name(proposal.paragraph);
    let asked = |place, parts, with| Some(Asked { of: of.clone(), place, parts, with });
    match &proposal.hunks.first()?.change {
        Change::Move { after, .. } => asked(after.map(name), 0, Vec::new()),
        Change::Split { parts, .. } => asked(None, parts.len() as u32 + 1, Vec::new()),
        Change::Join { parts, .. } => asked(None, 0, parts.iter().map(|p| name(p.paragraph)).collect()),
        Change::Into { into, .. } => asked(Some(name(*into)), 0, Vec::new()),
        _ => None,
    }
}
