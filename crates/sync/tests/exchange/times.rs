//! The schedule, with a clock that is handed in.

use qalam_sync::{Depth, Event, Pace, Schedule, Work};
use std::time::Duration;

const LOOK: Work = Work::Look(Depth::New);

fn at(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// A schedule that has looked once, at zero.
fn started() -> Schedule {
    let mut schedule = Schedule::new(Pace::default(), at(0));
    assert_eq!(schedule.next(), (at(0), LOOK));
    schedule.looked(Depth::New, false, at(0));
    schedule
}

#[test]
fn each_event_has_its_time() {
    type Row<'a> = (&'a str, &'a [(u64, Event)], (u64, Work));
    let rows: &[Row<'_>] = &[
        ("nothing", &[], (45_000, LOOK)),
        ("one hint", &[(1_000, Event::Hint)], (1_020, LOOK)),
        ("overflow", &[(1_000, Event::Overflow)], (1_000, LOOK)),
        ("waking up", &[(1_000, Event::Wake)], (1_000, LOOK)),
        ("typing", &[(1_000, Event::Typing)], (3_000, Work::Publish)),
        ("typing on", &[(1_000, Event::Typing), (2_500, Event::Typing)], (4_500, Work::Publish)),
        ("a step", &[(1_000, Event::Typing), (1_500, Event::Step)], (1_500, Work::Publish)),
        ("typing after a step", &[(1_000, Event::Step), (1_001, Event::Typing)], (1_000, Work::Publish)),
        ("something arrived", &[(1_000, Event::Took), (2_000, Event::Took)], (4_000, Work::Seen)),
        ("no events here", &[(1_000, Event::Probed(false))], (6_000, LOOK)),
    ];
    for (name, events, (due, work)) in rows {
        let mut schedule = started();
        events.iter().for_each(|(when, event)| schedule.on(*event, at(*when)));
        assert_eq!(schedule.next(), (at(*due), *work), "{name}");
    }
}

#[test]
fn a_storm_of_hints_does_not_put_off_the_look() {
    let mut schedule = started();
    for when in (0..500).step_by(10) {
        schedule.on(Event::Hint, at(when));
        assert!(schedule.next().0 <= at(100.max(when)), "{when}");
    }
}

#[test]
fn somebody_who_never_pauses_is_published_twice_a_minute() {
    let mut schedule = started();
    for when in (0..40_000).step_by(100) {
        schedule.on(Event::Typing, at(when));
        if schedule.next() == (at(30_000), Work::Publish) {
            return;
        }
    }
    panic!("never due");
}

#[test]
fn finds_without_hints_turn_polling_on_and_hinted_ones_off() {
    let mut schedule = started();
    for when in [45_000, 90_000] {
        assert!(!schedule.polling());
        schedule.looked(Depth::New, true, at(when));
    }
    assert!(schedule.polling());
    assert_eq!(schedule.next(), (at(95_000), LOOK));
    schedule.looked(Depth::New, false, at(95_000));
    assert!(schedule.polling());
    schedule.on(Event::Hint, at(96_000));
    schedule.looked(Depth::New, true, at(96_020));
    assert!(!schedule.polling());
}

#[test]
fn everything_is_read_again_now_and_then() {
    let mut schedule = started();
    let mut now = at(0);
    for _ in 0..100 {
        let (due, work) = schedule.next();
        now = due;
        let Work::Look(depth) = work else { panic!("{work:?}") };
        schedule.looked(depth, false, now);
        if depth == Depth::Full {
            assert_eq!(now, at(900_000));
            assert_eq!(schedule.next(), (at(945_000), LOOK));
            return;
        }
    }
    panic!("never, until {now:?}");
}

#[test]
fn errors_are_tried_again_less_and_less_often() {
    let mut schedule = started();
    let mut now = at(0);
    let mut waits = Vec::new();
    for _ in 0..8 {
        schedule.failed(now);
        let due = schedule.next().0;
        waits.push((due - now).as_secs());
        now = due;
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 45, 45]);
}

#[test]
fn what_was_done_is_due_no_more() {
    let mut schedule = started();
    schedule.on(Event::Step, at(1));
    schedule.on(Event::Took, at(1));
    schedule.published();
    schedule.told();
    assert_eq!(schedule.next(), (at(45_000), LOOK));
}
