//! Rows and columns of a table that both sides changed. Rows and columns are known by their ids, so that what one adds
//! and what the other adds stand side by side; one that somebody wrote in is not taken away.

use super::Fate;
use crate::{
    ids::{ColumnId, RowId},
    paper::{Column, Table},
};
use std::collections::HashSet;

/// A shape on another one.
pub(super) struct Merged {
    pub(super) table: Table,
    /// With everything that the copy wishes.
    pub(super) again: Table,
    pub(super) fate: Fate,
}

/// The copy's shape on the new text's. `changed` says whether the new text changed a cell of a row or column.
pub(super) fn merge(was: &Table, wish: &Table, is: &Table, changed: &dyn Fn(Option<RowId>, Option<ColumnId>) -> bool) -> Merged {
    if wish == is {
        return Merged { table: is.clone(), again: is.clone(), fate: Fate::Taken };
    }
    let mut kept = false;
    let ids = |t: &Table| t.columns.iter().map(|c| c.id).collect::<Vec<_>>();
    let rows = lines(&was.rows, &wish.rows, &is.rows, &mut |row| changed(Some(row), None), &mut kept);
    let columns = lines(&ids(was), &ids(wish), &ids(is), &mut |column| changed(None, Some(column)), &mut kept);
    let width = |t: &Table, id: ColumnId| t.columns.iter().find(|c| c.id == id).map(|c| c.width);
    let both = |was: Option<u16>, wish: Option<u16>, is: Option<u16>| match (wish, is) {
        (Some(wish), _) if Some(wish) != was => wish,
        (_, Some(is)) => is,
        (wish, None) => wish.or(was).unwrap_or(100),
    };
    let columns = columns.into_iter().map(|id| Column { id, width: both(width(was, id), width(wish, id), width(is, id)) }).collect();
    let table = Table { head: if wish.head == was.head { is.head } else { wish.head }, columns, rows };
    let fate = match () {
        _ if !table.is_valid() => Fate::ToLook,
        _ if kept => Fate::ToLook,
        _ if table == *is => Fate::Taken,
        _ => Fate::Followed,
    };
    let table = if table.is_valid() { table } else { is.clone() };
    Merged { table, again: wish.clone(), fate }
}

/// Lines in the new text's order, or in the copy's where only the copy changed the order; those that the copy added
/// behind what they stand behind there, those that it took away left out unless somebody wrote in them.
fn lines<T: Copy + Eq + std::hash::Hash>(was: &[T], wish: &[T], is: &[T], written: &mut dyn FnMut(T) -> bool, kept: &mut bool) -> Vec<T> {
    if was == is && !is.iter().any(|line| !wish.contains(line) && written(*line)) {
        return wish.to_vec();
    }
    let mut out: Vec<T> = Vec::with_capacity(is.len());
    for line in is {
        if !was.contains(line) || wish.contains(line) {
            out.push(*line);
        } else if written(*line) {
            *kept = true;
            out.push(*line);
        }
    }
    let mut known: HashSet<T> = was.iter().copied().collect();
    let mut anchor = None;
    for line in wish {
        if out.contains(line) {
            anchor = Some(*line);
        } else if known.insert(*line) {
            let at = anchor.and_then(|a| out.iter().position(|l| *l == a)).map_or(0, |i| i + 1);
            out.insert(at, *line);
            anchor = Some(*line);
        }
    }
    out
}
