//! Where each delegation stands on each paragraph of an issued text: agreed ad referendum, with a reservation, against
//! it, or silent. Pure; nothing here decides anything, and a standing never changes a text.
//!
//! A standing is pinned to the text on which it was given. It is carried forward for as long as the paragraph stays
//! what it was, its number aside, and ends for good with the first text in which it is another ([`unbroken`]).
//! Of standings that one delegation's members give apart all are kept, and the more cautious one shows ([`board`]).

mod board;
mod same;

pub use board::{Board, Input, Row, RowState, Totals, Voice, board};
pub use same::unbroken;

use crate::{
    act::{Role, Stand},
    ids::*,
    paper::{Kind, Paragraph},
    roster::Roster,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Longest text of a reservation or an objection, in code points.
pub const MAX_TEXT: usize = 4_000;
/// Most paragraphs that one act names.
pub const MAX_PARAGRAPHS: usize = 10_000;
/// Most acts whose place one act takes.
pub const MAX_ACTS: usize = 4_096;

/// How a delegation stands on a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Agreed ad referendum.
    Agreed,
    /// It can live with the paragraph under this reservation.
    Reserves(String),
    /// It is against the paragraph; why, if it says so.
    Objects(String),
    /// It takes back what it said, or has said nothing.
    #[default]
    Nothing,
}

impl Stance {
    /// A stable name for shells and message catalogues.
    pub fn name(&self) -> &'static str {
        match self {
            Stance::Agreed => "agreed",
            Stance::Reserves(_) => "reserves",
            Stance::Objects(_) => "objects",
            Stance::Nothing => "nothing",
        }
    }

    /// The reservation, or why it objects; empty where there is none.
    pub fn text(&self) -> &str {
        match self {
            Stance::Reserves(text) | Stance::Objects(text) => text,
            Stance::Agreed | Stance::Nothing => "",
        }
    }

    /// How cautious it is: of standings given apart the highest shows.
    pub fn caution(&self) -> u8 {
        match self {
            Stance::Agreed => 0,
            Stance::Nothing => 1,
            Stance::Reserves(_) => 2,
            Stance::Objects(_) => 3,
        }
    }
}

/// Why a standing is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadStanding {
    /// A reservation without words.
    #[error("a reservation without words")]
    NoText,
    /// Too much, or a character that no text has.
    #[error("its text is longer than {MAX_TEXT} characters or holds control characters")]
    Text,
    /// It names no paragraph, or more than there can be.
    #[error("it names no paragraph, or too many")]
    Paragraphs,
    /// It names more acts than it can know.
    #[error("it names more acts than it can know")]
    Acts,
    /// The issued text has no such paragraph, or it stands for no paragraph by itself.
    #[error("the text has no such paragraph")]
    NoParagraph,
}

/// Whether a standing is well formed; says nothing of the text that it is about.
pub fn check(stand: &Stand) -> Result<(), BadStanding> {
    let text = stand.stance.text();
    if matches!(stand.stance, Stance::Reserves(_)) && text.trim().is_empty() {
        return Err(BadStanding::NoText);
    }
    // At most four bytes a character: nothing is counted that cannot be right.
    let long = text.len() > MAX_TEXT * 4 || text.chars().count() > MAX_TEXT;
    if long || text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(BadStanding::Text);
    }
    if stand.paragraphs.is_empty() || stand.paragraphs.len() > MAX_PARAGRAPHS {
        return Err(BadStanding::Paragraphs);
    }
    if stand.replaces.len() > MAX_ACTS { Err(BadStanding::Acts) } else { Ok(()) }
}

/// Whether a standing is about paragraphs that this text has. Cells and footnotes belong to what they stand in.
pub(crate) fn fits(stand: &Stand, paragraphs: &[Paragraph]) -> Result<(), BadStanding> {
    let there: BTreeSet<ParagraphId> = paragraphs.iter().filter(|p| !p.kind.is_placed()).map(|p| p.id).collect();
    if stand.paragraphs.iter().all(|p| there.contains(p)) { Ok(()) } else { Err(BadStanding::NoParagraph) }
}

/// Whether a paragraph is one on which delegations stand: everything but headings, and what belongs to something else.
pub fn is_slot(paragraph: &Paragraph) -> bool {
    !paragraph.kind.is_placed() && paragraph.kind != Kind::Heading
}

/// The delegations that sit at the table: those with a delegate, or with a delegate's seat on offer.
pub fn parties(roster: &Roster) -> BTreeSet<DelegationId> {
    let seated = roster.members.values().filter(|m| m.present() && m.role == Role::Delegate).map(|m| m.delegation);
    let offered = roster.invitations.values().filter(|i| i.used.is_none() && i.offer.role == Role::Delegate);
    seated.chain(offered.map(|i| i.offer.delegation)).collect()
}
