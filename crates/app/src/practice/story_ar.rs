//! The practice story in Arabic.

use super::story::{Edit, Story, What};

pub(super) const STORY: Story = Story {
    language: "ar",
    group: "منتدى الخبراء لأمن المعلومات (تدريب)",
    chair: "الرئيس",
    seat: "رئيس الوفد",
    delegations: ["الوفد ألف", "الوفد باء", "الوفد جيم", "الوفد دال", "الوفد هاء", "الوفد واو", "الوفد زاي", "الوفد حاء"],
    symbol: "WG/2026/WP.1",
    paper: include_str!("../../../../tests/fixtures/papers/wp1-en.md"),
    edits: EDITS,
};

const fn wish(by: char, paragraph: &'static str, what: What, reason: &'static str) -> Edit {
    Edit { by, paragraph, what, reason, with: &[], discussion_only: false }
}

const EDITS: &[Edit] = &[];
