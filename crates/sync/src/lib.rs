//! The exchange: moves sealed bytes that it cannot open between a vault and a shared folder.
//!
//! Compare, plan, apply. [`Folder::scan`] looks at what is there, [`plan()`] compares it with what the vault
//! holds (a pure function), [`Folder::apply`] writes. [`round`] does the three for an application that hands
//! in its vault as a [`Keeper`], and [`exchange`] does them for two folders, which is all that the Courier is.
//!
//! This crate must never open a sealed body, never judge rights, never delete anything that another device
//! wrote, and never take a vanished file as a wish: what is missing in the folder stays in the vault. It has
//! no clock and no randomness of its own; files are recognised by content, never by name, time or order.

mod apply;
mod chains;
mod files;
mod folder;
mod index;
mod inventory;
mod names;
mod plan;
mod real;
mod repack;
mod round;
mod scan;
mod schedule;
mod seen;
pub mod simulate;
mod supersede;
mod watch;

pub use apply::{Applied, ApplyError, Stopped};
pub use chains::{Chain, Chains, Fork, Gap};
pub use files::{Doing, FileError, Files, Listed, Node, Trouble};
pub use folder::{Folder, FolderError, Limits};
pub use index::{BadIndex, Index};
pub use inventory::{ContentId, Held, Inventory, Present, Standing};
pub use names::{README, SEEN};
pub use plan::{Plan, Policy, plan};
pub use real::RealFiles;
pub use repack::{RepackPolicy, repack_candidates};
pub use round::{Keeper, Report, RoundError, exchange, round};
pub use scan::{Arrived, Aside, Change, Depth, Scan, Why};
pub use schedule::{Event, Pace, Schedule, Work};
pub use seen::{ahead_of_me, disputes, received, waiting};
pub use supersede::{is_part_of, superseded};
pub use watch::{Hint, WatchError, Watcher, probe};
