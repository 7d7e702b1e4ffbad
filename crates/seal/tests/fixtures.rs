//! Every format that was ever written is opened by every later build. The files under `tests/fixtures/segment`
//! were written once, by the ignored test below, and never change.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;
use common::*;
use qalam_model::{
    act::{ChainEnd, Role},
    ids::*,
};
use qalam_seal::{
    grant::{self, GrantedEpoch, Offer},
    header::verify,
    join::{self, Invitation, OneTimeSecret},
    keys::{self, DeviceSecrets, EpochKey, Identity},
    recovery::RecoveryWords,
    seen, segment, signature,
};
use std::{fs, path::PathBuf};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/segment").join(name)
}

fn read(name: &str) -> Vec<u8> {
    fs::read(path(name)).unwrap()
}

fn text(name: &str) -> String {
    String::from_utf8(read(name)).unwrap()
}

#[test]
fn version_1_opens() {
    let secrets = DeviceSecrets::from_text(&text("v1-secrets.txt")).unwrap();
    let key: EpochKey = text("v1-epoch.txt").parse().unwrap();
    let file = read("v1-segment.qalam");
    let acts = segment::open(&verify(&file).unwrap(), |_, _| Some(key.clone())).unwrap();
    assert_eq!(acts.len(), 2);
    assert_eq!(acts[1].id.to_string(), text("v1-last-act.txt").trim());
    assert_eq!(acts[0].entry.device, secrets.device());

    let file = read("v1-grant.qalam");
    let granted = grant::open(&verify(&file).unwrap(), secrets.identity()).unwrap();
    assert_eq!(granted.epochs[0].key.id(), key.id());

    let file = read("v1-seen.qalam");
    assert_eq!(seen::open(&verify(&file).unwrap(), |_, _| Some(key.clone())).unwrap().len(), 1);

    let invitation = Invitation::parse(&read("v1-invitation.txt")).unwrap();
    let identity: Identity = text("v1-invitation-key.txt").parse().unwrap();
    let file = read("v1-join.qalam");
    let request = join::open_request(&verify(&file).unwrap(), invitation.invitation, &identity, &invitation.secret).unwrap();
    assert_eq!(request.device.device, secrets.device());

    let wrapped = keys::unwrap(&read("v1-device.age"), "correct horse").unwrap();
    assert_eq!(wrapped.device(), secrets.device());
    signature::verify(b"text\n", &text("v1-revision.sig"), &secrets.device()).unwrap();
    let recovery = RecoveryWords::generate(&mut rng(5)).keys().public();
    let number = qalam_seal::safety::number(&GROUP, &secrets.public(), &recovery);
    assert_eq!(number, text("v1-safety-number.txt").trim());
}

#[test]
#[ignore = "wrote the fixtures, once; for a new version, copy it with new names"]
fn write_version_1() {
    if path("v1-segment.qalam").exists() {
        return;
    }
    let write = |name: &str, bytes: &[u8]| fs::write(path(name), bytes).unwrap();
    let who = anna();
    let recovery = RecoveryWords::generate(&mut rng(5)).keys().public();
    write("v1-secrets.txt", who.to_text().as_bytes());
    write("v1-epoch.txt", epoch().to_secret_text().as_bytes());
    let file = segment(&who, 2);
    write("v1-last-act.txt", verify(&file).unwrap().header.at_last.to_string().as_bytes());
    write("v1-segment.qalam", &file);
    let epochs = [GrantedEpoch { number: 1, key: epoch() }];
    let recipients = [who.public().recipient, recovery.recipient.clone()];
    let offer = Offer { group: GROUP, circle: circle(), epochs: &epochs, act: ActId([4; 32]), recipients: &recipients };
    write("v1-grant.qalam", &grant::seal(&offer, who.signing()).unwrap()[0]);
    let end = ChainEnd { device: who.device(), circle: circle(), number: 2, act: ActId([4; 32]) };
    write("v1-seen.qalam", &seen::seal(GROUP, 1, &[end], &epoch().recipient(), who.signing()).unwrap());
    let identity = Identity::generate(&mut rng(70));
    let invitation = Invitation {
        group: GROUP,
        group_name: "Working group".into(),
        delegation: DelegationId([2; 16]),
        delegation_name: "Delegation C".into(),
        seat: "expert".into(),
        role: Role::Delegate,
        head: false,
        invitation: InvitationId([3; 16]),
        recipient: identity.recipient(),
        secret: OneTimeSecret::generate(&mut rng(71)),
        expires: 1_795_392_000_000,
    };
    write("v1-invitation.txt", invitation.encode().as_bytes());
    write("v1-invitation-key.txt", identity.to_secret_text().as_bytes());
    write("v1-join.qalam", &join::seal_request(&invitation, &who, &recovery).unwrap());
    write("v1-device.age", &keys::wrap_with_passphrase(&who, "correct horse", 2).unwrap());
    write("v1-revision.sig", signature::sign(b"text\n", who.signing()).unwrap().as_bytes());
    write("v1-safety-number.txt", qalam_seal::safety::number(&GROUP, &who.public(), &recovery).as_bytes());
    let zero = RecoveryWords::parse(&format!("{}art", "abandon ".repeat(23))).unwrap().keys().public();
    let line = format!("{}\n{}\n", zero.key, zero.recipient);
    fs::write(path("../vault/recovery-v1.txt"), line).unwrap();
}
