//! The paragraphs of a desk. They are shared between desks that follow one another: what is the same in both is there
//! once, and a desk is copied for next to nothing.

use super::types::DeskParagraph;
use serde::{Serialize, Serializer};
use std::{ops::Index, sync::Arc};

/// Paragraphs in desk order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    list: Vec<Arc<DeskParagraph>>,
}

impl Rows {
    /// All of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &DeskParagraph> + ExactSizeIterator + Clone {
        self.list.iter().map(|p| &**p)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// One by its place.
    pub fn get(&self, at: usize) -> Option<&DeskParagraph> {
        self.list.get(at).map(|p| &**p)
    }

    /// One by its place, to be changed: it is this desk's own from then on.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut DeskParagraph> {
        self.list.get_mut(at).map(Arc::make_mut)
    }

    /// The same, to be kept.
    pub(super) fn shared(&self) -> &[Arc<DeskParagraph>] {
        &self.list
    }

    pub(super) fn push(&mut self, paragraph: Arc<DeskParagraph>) {
        self.list.push(paragraph);
    }
}

impl Index<usize> for Rows {
    type Output = DeskParagraph;

    fn index(&self, at: usize) -> &DeskParagraph {
        &self.list[at]
    }
}

/// [`Rows::iter`].
#[derive(Debug, Clone)]
pub struct RowsIter<'r>(std::slice::Iter<'r, Arc<DeskParagraph>>);

impl<'r> Iterator for RowsIter<'r> {
    type Item = &'r DeskParagraph;

    fn next(&mut self) -> Option<&'r DeskParagraph> {
        self.0.next().map(|p| &**p)
    }
}

impl<'r> IntoIterator for &'r Rows {
    type Item = &'r DeskParagraph;
    type IntoIter = RowsIter<'r>;

    fn into_iter(self) -> RowsIter<'r> {
        RowsIter(self.list.iter())
    }
}

impl Serialize for Rows {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter())
    }
}
