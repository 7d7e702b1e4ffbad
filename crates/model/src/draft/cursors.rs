//! Places that hold while others write: what a comment stands on. A place clings to a character, and finds it again
//! wherever the paragraph was split, joined or moved; where the character is gone, it is where it was.

use super::{Draft, DraftError, layout::Layout, wording::Place};
use crate::ids::ParagraphId;
use loro::{
    ContainerTrait,
    cursor::{Cursor, Side},
};

/// Which character a place clings to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cling {
    /// The one behind it: the beginning of a range.
    Next,
    /// The one before it: the end of a range.
    Previous,
}

impl Draft {
    /// A place that holds: an encoded cursor, as `docs/formats/draft.md` says. In an empty paragraph it clings to the
    /// paragraph itself.
    pub fn cursor(&self, paragraph: ParagraphId, offset: u32, cling: Cling) -> Result<Vec<u8>, DraftError> {
        let layout = self.layout();
        let group = layout.need(paragraph)?;
        let wording = layout.wording(group);
        let (len, at) = (wording.len(), offset as usize);
        if at > len {
            return Err(DraftError::OutOfRange { paragraph, offset });
        }
        let (side, flat) = match cling {
            Cling::Next if at < len => (Side::Left, wording.at(at)),
            _ if at > 0 => (Side::Right, wording.at(at - 1)),
            _ => (Side::Right, layout.parts[group.parts[0]].start),
        };
        let cursor = self.text().get_cursor(flat, side);
        Ok(cursor.ok_or_else(|| DraftError::Engine("no cursor in the text".into()))?.encode())
    }

    /// Where a place is now: paragraph, code point, and whether what it clung to is still there. Nothing if the bytes
    /// are none of this draft's places. Of a deleted paragraph its id, and that it is gone.
    pub fn find_cursor(&self, cursor: &[u8]) -> Option<(ParagraphId, u32, bool)> {
        self.find_cursors(&[cursor]).pop().flatten()
    }

    /// The same for many, reading the draft once.
    pub fn find_cursors(&self, cursors: &[&[u8]]) -> Vec<Option<(ParagraphId, u32, bool)>> {
        let layout = self.layout();
        let mut shows = vec![None; layout.parts.len()];
        for (i, group) in layout.groups.iter().enumerate() {
            group.parts.iter().for_each(|p| shows[*p] = Some(i));
        }
        cursors.iter().map(|cursor| self.find_in(&layout, &shows, cursor)).collect()
    }

    fn find_in(&self, layout: &Layout, shows: &[Option<usize>], encoded: &[u8]) -> Option<(ParagraphId, u32, bool)> {
        let cursor = super::walled(|| Cursor::decode(encoded).map_err(|e| DraftError::Damaged(e.to_string()))).ok()?;
        // A place in another container is none of ours, and one that nothing is known of is not looked for.
        if cursor.container != self.text().id() || !cursor.id.is_some_and(|id| self.doc.oplog_vv().includes_id(id)) {
            return None;
        }
        let found = super::walled(|| self.doc.get_cursor_pos(&cursor).map_err(|e| DraftError::Damaged(e.to_string()))).ok()?;
        let there = found.update.is_none();
        let at = found.current.pos;
        let part = layout.parts.partition_point(|p| p.end <= at).min(layout.parts.len().checked_sub(1)?);
        let Some(group) = shows[part].map(|i| &layout.groups[i]) else { return Some((layout.parts[part].id(), 0, false)) };
        let chars = &layout.parts[part].chars;
        let index = chars.partition_point(|c| c.at < at);
        let behind = there && cursor.side == Side::Right && chars.get(index).is_some_and(|c| c.at == at);
        let wording = layout.wording(group);
        let shown = wording.shown_at(Place { part, index: index + usize::from(behind) });
        Some((group.id, shown as u32, there))
    }
}
