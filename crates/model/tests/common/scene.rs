//! The scene in which most stories begin: a Chair, a secretary, two delegates, and a paper that has been issued.

use super::*;

/// Everybody has everything.
pub struct Scene {
    pub chair: Laptop,
    pub sec: Laptop,
    pub a: Laptop,
    pub b: Laptop,
    pub paper: PaperId,
    pub first: RevisionId,
}

/// The paper is the Chair's side's; its first revision, `WP.1`, says 'The text of the first.' and another paragraph.
pub fn scene() -> Scene {
    let mut chair = Laptop::found("chair", "Host");
    let mut sec = chair.seat("sec", "Host", Role::Secretariat);
    let mut a = chair.seat("a", "A", Role::Delegate);
    let mut b = chair.seat("b", "B", Role::Delegate);
    let paper = Side::Chair.paper_id(&chair.group, [7; 8]);
    chair.act(Circle::Chair, new_paper(paper));
    let text = revision(chair.group, paper, "WP.1", None, "The text of the first.");
    let first = revision_id(&text);
    chair.act(Circle::Group, issue(text));
    meet(&mut [&mut chair, &mut sec, &mut a, &mut b]);
    Scene { chair, sec, a, b, paper, first }
}

impl Scene {
    /// Everybody takes what the others have.
    pub fn meet(&mut self) {
        meet(&mut [&mut self.chair, &mut self.sec, &mut self.a, &mut self.b]);
    }
}
