//! Grants, invitations, join requests, seen files, revision signatures.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;
use common::*;
use proptest::prelude::*;
use qalam_model::{
    act::{ChainEnd, Role},
    ids::*,
};
use qalam_seal::{
    OpenError, SealError,
    grant::{self, GrantedEpoch, Offer},
    header::{FileKind, Header, verify},
    join::{self, Invitation, InvitationError, OneTimeSecret},
    keys::{DeviceSecrets, EpochKey, Identity},
    recovery::RecoveryWords,
    seen, segment,
    signature::{self, SignatureError},
};

fn epochs() -> Vec<GrantedEpoch> {
    (1..4).map(|number| GrantedEpoch { number, key: EpochKey::generate(&mut rng(u64::from(number) + 50)) }).collect()
}

fn offer<'a>(epochs: &'a [GrantedEpoch], recipients: &'a [String]) -> Offer<'a> {
    Offer { group: GROUP, circle: circle(), epochs, act: ActId([4; 32]), recipients }
}

#[test]
fn a_grant_opens_for_device_and_recovery_key_and_nobody_else() {
    let recovery = RecoveryWords::generate(&mut rng(5)).keys();
    let recipients = [boris().public().recipient, recovery.public().recipient];
    let epochs = epochs();
    let files = grant::seal(&offer(&epochs, &recipients), anna().signing()).unwrap();
    assert_eq!(files.len(), 1);
    let verified = verify(&files[0]).unwrap();
    for identity in [boris().identity(), recovery.identity()] {
        let granted = grant::open(&verified, identity).unwrap();
        assert_eq!((granted.circle, granted.act, granted.epochs.len()), (circle(), ActId([4; 32]), 3));
        assert_eq!(granted.epochs[2].key.id(), verified.header.epoch);
        assert_eq!(granted.epochs[1].number, 2);
    }
    assert_eq!(grant::open(&verified, anna().identity()).unwrap_err(), OpenError::WrongKey);
    assert!(matches!(segment::open(&verified, |_, _| Some(epoch())), Err(OpenError::WrongKind { .. })));
}

#[test]
fn a_grant_to_many_is_split() {
    let many: Vec<Identity> = (0..310).map(|seed| Identity::generate(&mut rng(seed + 1000))).collect();
    let recipients: Vec<String> = many.iter().map(Identity::recipient).collect();
    let epochs = epochs();
    let files = grant::seal(&offer(&epochs, &recipients), anna().signing()).unwrap();
    assert_eq!(files.len(), 3);
    for (part, file) in files.iter().enumerate() {
        let header = verify(file).unwrap().header;
        assert_eq!((header.first, header.last), (part as u64 + 1, 3));
        assert!(file.len() < 20_000);
    }
    for at in [0, 149, 150, 309] {
        let opened = files.iter().filter(|file| grant::open(&verify(file).unwrap(), &many[at]).is_ok()).count();
        assert_eq!(opened, 1, "recipient {at}");
    }
}

#[test]
fn a_grant_stolen_or_ill_made_is_refused() {
    let recipients = [boris().public().recipient];
    let epochs = epochs();
    let files = grant::seal(&offer(&epochs, &recipients), anna().signing()).unwrap();
    let good = verify(&files[0]).unwrap();
    let forged = good.header.sign(good.body, boris().signing()).unwrap();
    assert_eq!(grant::open(&verify(&forged).unwrap(), boris().identity()).unwrap_err(), OpenError::Stolen("device"));
    let other = Header { circle: Circle::Chair.id(&GROUP), ..good.header }.sign(good.body, anna().signing()).unwrap();
    assert_eq!(grant::open(&verify(&other).unwrap(), boris().identity()).unwrap_err(), OpenError::Stolen("circle"));
    assert!(matches!(grant::seal(&offer(&[], &recipients), anna().signing()), Err(SealError::Nothing(_))));
    assert!(matches!(grant::seal(&offer(&epochs, &[]), anna().signing()), Err(SealError::Nothing(_))));
    let bad = ["age1nobody".to_owned()];
    assert!(matches!(grant::seal(&offer(&epochs, &bad), anna().signing()), Err(SealError::BadRecipient(_))));
    let backwards: Vec<GrantedEpoch> = epochs.iter().rev().cloned().collect();
    let files = grant::seal(&offer(&backwards, &recipients), anna().signing()).unwrap();
    assert!(matches!(grant::open(&verify(&files[0]).unwrap(), boris().identity()), Err(OpenError::Malformed(_))));
}

fn invitation() -> (Invitation, Identity) {
    let identity = Identity::generate(&mut rng(70));
    let invitation = Invitation {
        group: GROUP,
        group_name: "Рабочая группа по воде / فريق المياه".into(),
        delegation: DelegationId([2; 16]),
        delegation_name: "Delegation C".into(),
        seat: "expert".into(),
        role: Role::Delegate,
        head: true,
        invitation: InvitationId([3; 16]),
        recipient: identity.recipient(),
        secret: OneTimeSecret::generate(&mut rng(71)),
        expires: 1_795_392_000_000,
    };
    (invitation, identity)
}

#[test]
fn an_invitation_can_be_read_by_people_and_programs() {
    let (invitation, _) = invitation();
    let text = invitation.encode();
    assert!(text.starts_with("qalam invitation 1\n"));
    assert!(text.contains("فريق المياه") && text.contains("Delegation C") && text.contains("2026-11-23"));
    assert_eq!(Invitation::parse(text.as_bytes()).unwrap(), invitation);
    let travelled = format!("\u{feff}\r\n{}", text.replace('\n', "\r\n"));
    assert_eq!(Invitation::parse(travelled.as_bytes()).unwrap(), invitation);
}

#[test]
fn what_is_no_good_invitation_says_so() {
    let text = invitation().0.encode();
    assert_eq!(Invitation::parse(b"Dear all,").unwrap_err(), InvitationError::NotAnInvitation);
    assert_eq!(Invitation::parse(b"").unwrap_err(), InvitationError::NotAnInvitation);
    let newer = text.replace("invitation 1", "invitation 2");
    assert_eq!(Invitation::parse(newer.as_bytes()).unwrap_err(), InvitationError::Newer);
    let told_otherwise = text.replace("Delegation C", "Delegation D");
    assert!(matches!(Invitation::parse(told_otherwise.as_bytes()), Err(InvitationError::Damaged(_))));
    for cut in [30, text.len() / 2, text.len() - 30] {
        let cut = (cut..).find(|at| text.is_char_boundary(*at)).unwrap();
        assert!(matches!(Invitation::parse(&text.as_bytes()[..cut]), Err(InvitationError::Damaged(_))), "{cut}");
    }
    let begin = text.find("-- begin --").unwrap() + 12;
    for at in (begin..text.len() - 5).step_by(11) {
        let mut bad = text.as_bytes().to_vec();
        bad[at] = if bad[at] == b'0' { b'1' } else { b'0' };
        assert!(matches!(Invitation::parse(&bad), Err(InvitationError::Damaged(_))), "byte {at}");
    }
}

#[test]
fn a_request_proves_that_its_writer_holds_the_invitation() {
    let (invitation, identity) = invitation();
    let recovery = RecoveryWords::generate(&mut rng(5)).keys().public();
    let file = join::seal_request(&invitation, &boris(), &recovery).unwrap();
    let verified = verify(&file).unwrap();
    assert_eq!((verified.header.kind, verified.header.circle.0), (FileKind::JoinRequest, [0; 16]));
    let request = join::open_request(&verified, invitation.invitation, &identity, &invitation.secret).unwrap();
    assert_eq!((request.device, request.recovery), (boris().public(), recovery.clone()));

    let guess = OneTimeSecret::generate(&mut rng(1));
    let open = |file: &[u8], id, secret| join::open_request(&verify(file).unwrap(), id, &identity, secret).unwrap_err();
    assert_eq!(open(&file, invitation.invitation, &guess), OpenError::BadProof);
    assert_eq!(open(&file, InvitationId([9; 16]), &invitation.secret), OpenError::WrongInvitation);
    let thief = verified.header.sign(verified.body, anna().signing()).unwrap();
    assert_eq!(open(&thief, invitation.invitation, &invitation.secret), OpenError::Stolen("device"));
    let other = Identity::generate(&mut rng(72));
    assert_eq!(join::open_request(&verified, invitation.invitation, &other, &guess).unwrap_err(), OpenError::WrongKey);
    // Somebody who read only the roster act knows id and recipient, but not the secret.
    let eavesdropper = Invitation { secret: guess.clone(), ..invitation.clone() };
    let file = join::seal_request(&eavesdropper, &anna(), &recovery).unwrap();
    assert_eq!(open(&file, invitation.invitation, &invitation.secret), OpenError::BadProof);
}

#[test]
fn seen_files_tell_members_what_arrived() {
    let received: Vec<ChainEnd> =
        (0..200u8).map(|n| ChainEnd { device: DeviceId([n; 32]), circle: circle(), number: u64::from(n), act: ActId([n; 32]) }).collect();
    let file = seen::seal(GROUP, 17, &received, &epoch().recipient(), anna().signing()).unwrap();
    let verified = verify(&file).unwrap();
    assert_eq!((verified.header.kind, verified.header.first, verified.header.last), (FileKind::Seen, 17, 17));
    assert_eq!(seen::open(&verified, |_, _| Some(epoch())).unwrap(), received);
    assert_eq!(seen::open(&verified, |_, _| None).unwrap_err().code(), "sealed_no_key");
    let replayed = Header { first: 18, last: 18, ..verified.header }.sign(verified.body, anna().signing()).unwrap();
    let error = seen::open(&verify(&replayed).unwrap(), |_, _| Some(epoch())).unwrap_err();
    assert_eq!(error, OpenError::Stolen("numbers"));
    let most = vec![received[0].clone(); seen::MAX_CHAINS];
    assert!(seen::seal(GROUP, 1, &most, &epoch().recipient(), anna().signing()).is_ok());
}

#[test]
fn a_revision_signature_holds_for_its_text_signer_and_purpose() {
    let text = "OP1. Désire / хочет / يرغب\n".as_bytes();
    let armour = signature::sign(text, anna().signing()).unwrap();
    assert!(armour.starts_with("-----BEGIN SSH SIGNATURE-----\n"));
    assert_eq!(signature::verify(text, &armour, &anna().device()), Ok(()));
    assert_eq!(signature::verify(b"other", &armour, &anna().device()), Err(SignatureError::DoesNotHold));
    assert_eq!(signature::verify(text, &armour, &boris().device()), Err(SignatureError::WrongSigner));
    assert_eq!(signature::verify(text, "nonsense", &anna().device()), Err(SignatureError::Malformed));
    assert_eq!(signature::verify(text, &armour[..armour.len() / 2], &anna().device()), Err(SignatureError::Malformed));
    let line = signature::allowed_signers("Delegation A, \"expert\"", &anna().device()).unwrap();
    assert!(line.starts_with("Delegation-A---expert- namespaces=\"qalam-revision\" ssh-ed25519 AAAA"), "{line}");
    assert_eq!(line.lines().count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_invitation_comes_back(group in "\\PC{0,60}", delegation in "\\PC{0,60}", seat in "[ a-z\n\t-]{0,20}", expires: i32) {
        let invitation = Invitation {
            group_name: group, delegation_name: delegation, seat, expires: i64::from(expires) * 100_000, ..invitation().0
        };
        prop_assert_eq!(Invitation::parse(invitation.encode().as_bytes()), Ok(invitation));
    }

    #[test]
    fn any_other_device_is_another_number(seed in 3u64..1000) {
        let other = DeviceSecrets::generate(&mut rng(seed));
        let recovery = RecoveryWords::generate(&mut rng(5)).keys().public();
        let a = qalam_seal::safety::number(&GROUP, &anna().public(), &recovery);
        prop_assert_ne!(a, qalam_seal::safety::number(&GROUP, &other.public(), &recovery));
    }
}
