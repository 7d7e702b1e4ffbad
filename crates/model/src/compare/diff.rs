//! Which elements of two sequences stay: E. Myers, 'An O(ND) difference algorithm and its variations' (1986), in
//! linear space. Where two sequences have little in common the search is cut off and goes on from the furthest point
//! reached, so that hostile input costs at most its length times [`LIMIT`].

/// How many differences are searched through exactly before a box is split where the search stands.
const LIMIT: usize = 400;

/// A stretch that differs: `a0..a1` of the first sequence stands against `b0..b1` of the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) a0: usize,
    pub(crate) a1: usize,
    pub(crate) b0: usize,
    pub(crate) b1: usize,
}

/// The regions that differ, in order, with at least one common element between any two.
pub(crate) fn regions(a: &[u32], b: &[u32]) -> Vec<Region> {
    let mut gone = vec![false; a.len()];
    let mut new = vec![false; b.len()];
    // What occurs on one side only can stay nowhere. Without it the search is short even where much was rewritten.
    let (ka, kb) = (common(a, b), common(b, a));
    let (sa, sb): (Vec<u32>, Vec<u32>) = (ka.iter().map(|&i| a[i]).collect(), kb.iter().map(|&i| b[i]).collect());
    gone.iter_mut().for_each(|g| *g = true);
    new.iter_mut().for_each(|n| *n = true);
    for (i, j, len) in matches(&sa, &sb) {
        for k in 0..len {
            gone[ka[i + k]] = false;
            new[kb[j + k]] = false;
        }
    }
    let mut out: Vec<Region> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let (a0, b0) = (i, j);
        while i < a.len() && gone[i] {
            i += 1;
        }
        while j < b.len() && new[j] {
            j += 1;
        }
        if i > a0 || j > b0 {
            out.push(Region { a0, a1: i, b0, b1: j });
        }
        while i < a.len() && j < b.len() && !gone[i] && !new[j] {
            i += 1;
            j += 1;
        }
    }
    out
}

/// The places of `a` whose element occurs in `b`.
fn common(a: &[u32], b: &[u32]) -> Vec<usize> {
    let top = a.iter().chain(b).max().map_or(0, |m| *m as usize + 1);
    let mut there = vec![false; top];
    b.iter().for_each(|x| there[*x as usize] = true);
    (0..a.len()).filter(|&i| there[a[i] as usize]).collect()
}

/// Runs `(i, j, len)` that stay.
fn matches(a: &[u32], b: &[u32]) -> Vec<(usize, usize, usize)> {
    let mut out = Vec::new();
    let mut stack = vec![(0, a.len(), 0, b.len())];
    let mut room = Room::default();
    while let Some((mut a0, mut a1, mut b0, mut b1)) = stack.pop() {
        let head = a[a0..a1].iter().zip(&b[b0..b1]).take_while(|(x, y)| x == y).count();
        if head > 0 {
            out.push((a0, b0, head));
            a0 += head;
            b0 += head;
        }
        let tail = a[a0..a1].iter().rev().zip(b[b0..b1].iter().rev()).take_while(|(x, y)| x == y).count();
        if tail > 0 {
            a1 -= tail;
            b1 -= tail;
            out.push((a1, b1, tail));
        }
        if a0 == a1 || b0 == b1 {
            continue;
        }
        let (x, y) = room.split(&a[a0..a1], &b[b0..b1]);
        if (x == 0 && y == 0) || (x == a1 - a0 && y == b1 - b0) {
            continue;
        }
        stack.push((a0, a0 + x, b0, b0 + y));
        stack.push((a0 + x, a1, b0 + y, b1));
    }
    out
}

/// The furthest points reached on each diagonal, from the front and from the back; kept between calls.
#[derive(Default)]
struct Room {
    front: Vec<isize>,
    back: Vec<isize>,
}

impl Room {
    /// A point on a shortest path from the first to the last corner (on a long one, if the search was cut off).
    /// Both sequences are not empty and differ in their first and in their last element.
    fn split(&mut self, a: &[u32], b: &[u32]) -> (usize, usize) {
        let (n, m) = (a.len() as isize, b.len() as isize);
        let at = |diagonal: isize| (diagonal + m + 1) as usize;
        self.front.clear();
        self.front.resize((n + m + 3) as usize, -1);
        self.back.clear();
        self.back.resize((n + m + 3) as usize, isize::MAX / 2);
        let delta = n - m;
        let odd = delta % 2 != 0;
        self.front[at(0)] = 0;
        self.back[at(delta)] = n;
        let (mut fmin, mut fmax, mut bmin, mut bmax) = (0isize, 0isize, delta, delta);
        for cost in 1.. {
            widen(&mut fmin, &mut fmax, -m, n, |d| self.front[at(d)] = -1);
            let mut d = fmax;
            while d >= fmin {
                let (below, above) = (self.front[at(d - 1)], self.front[at(d + 1)]);
                let mut x = if below >= above { below + 1 } else { above };
                let mut y = x - d;
                while x < n && y < m && a[x as usize] == b[y as usize] {
                    x += 1;
                    y += 1;
                }
                self.front[at(d)] = x;
                if odd && (bmin..=bmax).contains(&d) && self.back[at(d)] <= x {
                    return (x as usize, y as usize);
                }
                d -= 2;
            }
            widen(&mut bmin, &mut bmax, -m, n, |d| self.back[at(d)] = isize::MAX / 2);
            let mut d = bmax;
            while d >= bmin {
                let (below, above) = (self.back[at(d - 1)], self.back[at(d + 1)]);
                let mut x = if below < above { below } else { above - 1 };
                let mut y = x - d;
                while x > 0 && y > 0 && a[x as usize - 1] == b[y as usize - 1] {
                    x -= 1;
                    y -= 1;
                }
                self.back[at(d)] = x;
                if !odd && (fmin..=fmax).contains(&d) && x <= self.front[at(d)] {
                    return (x as usize, y as usize);
                }
                d -= 2;
            }
            if cost >= LIMIT {
                break;
            }
        }
        // Cut off: whichever search came further says where to split.
        let inside = |x: isize, d: isize| (0..=n).contains(&x) && (0..=m).contains(&(x - d));
        let front = (fmin..=fmax).map(|d| (self.front[at(d)], d)).filter(|&(x, d)| inside(x, d)).max_by_key(|&(x, d)| 2 * x - d);
        let back = (bmin..=bmax).map(|d| (self.back[at(d)], d)).filter(|&(x, d)| inside(x, d)).min_by_key(|&(x, d)| 2 * x - d);
        match (front, back) {
            (Some((x, d)), Some((u, e))) if n + m - (2 * u - e) <= 2 * x - d => (x as usize, (x - d) as usize),
            (_, Some((u, e))) => (u as usize, (u - e) as usize),
            (Some((x, d)), None) => (x as usize, (x - d) as usize),
            (None, None) => (0, 0),
        }
    }
}

/// One more diagonal on either side, as long as the box has them; `edge` marks the one beyond as not reached.
fn widen(min: &mut isize, max: &mut isize, lowest: isize, highest: isize, mut edge: impl FnMut(isize)) {
    if *min > lowest {
        *min -= 1;
        edge(*min - 1);
    } else {
        *min += 1;
    }
    if *max < highest {
        *max += 1;
        edge(*max + 1);
    } else {
        *max -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn longest_common(a: &[u32], b: &[u32]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for x in a {
            let mut diagonal = 0;
            for (j, y) in b.iter().enumerate() {
                let above = row[j + 1];
                row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
                diagonal = above;
            }
        }
        row[b.len()]
    }

    fn kept(a: &[u32], regions: &[Region]) -> usize {
        a.len() - regions.iter().map(|r| r.a1 - r.a0).sum::<usize>()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]
        #[test]
        fn what_stays_is_common_and_longest(a in prop::collection::vec(0u32..6, 0..60), b in prop::collection::vec(0u32..6, 0..60)) {
            let found = regions(&a, &b);
            let mut built = Vec::new();
            let mut at = 0;
            for r in &found {
                built.extend_from_slice(&a[at..r.a0]);
                prop_assert_eq!(built.len(), r.b0);
                built.extend_from_slice(&b[r.b0..r.b1]);
                at = r.a1;
            }
            built.extend_from_slice(&a[at..]);
            prop_assert_eq!(&built, &b);
            prop_assert!(found.windows(2).all(|w| w[0].a1 < w[1].a0 && w[0].b1 < w[1].b0));
            prop_assert_eq!(kept(&a, &found), longest_common(&a, &b));
        }
    }

    #[test]
    fn hostile_sequences_come_to_an_end() {
        let mut seed = 1u64;
        let mut next = || {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 40) as u32 % 40
        };
        let a: Vec<u32> = (0..12_000).map(|_| next()).collect();
        let b: Vec<u32> = (0..12_000).map(|_| next()).collect();
        let found = regions(&a, &b);
        assert!(kept(&a, &found) > 2_000);
        let ones = vec![1u32; 30_000];
        assert_eq!(regions(&ones, &ones[..10]).len(), 1);
    }
}
