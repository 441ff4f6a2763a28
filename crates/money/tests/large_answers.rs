//! The largest answers that are read, and those that mean harm: each ends soon, and is read or named.

use std::time::{Duration, Instant};

use money::edi_file::{Answer, read_answer};
use money::x12::mistake::Why;
use money::x12::segment::{MAX_EDI_BYTES, MAX_SEGMENTS};

const HEADER: &str =
    "ISA*00*          *00*          *ZZ*RECVID01       *ZZ*SUBMITID01     *260310*0800*^*00501*000000009*0*T*:~";

/// How long any of them may take in a build without optimization.
const SOON: Duration = Duration::from_mins(1);

/// A payment of as many claims as fit.
fn payment(most: usize) -> Vec<u8> {
    let mut body = String::with_capacity(most);
    let mut segments = 6;
    body.push_str(
        "BPR*I*0*C*NON************20260310~TRN*1*EFT1*1999999999~N1*PR*EXAMPLE HEALTH PLAN~N1*PE*INTIMA*XX*1234567893~",
    );
    let filler = "MIA*".to_owned() + &"0".repeat(400) + "~";
    for number in 0.. {
        if body.len() + HEADER.len() + 2 * filler.len() + 400 > most || segments + 4 > MAX_SEGMENTS {
            break;
        }
        body.extend([format!("CLP*CLAIM{number:09}*4*100*0**12*PAYERS{number:09}~CAS*CO*197*100~")]);
        body.push_str(&filler);
        segments += 3;
    }
    format!("{HEADER}GS*HP*RECVID01*SUBMITID01*20260310*0800*9*X*005010X221A1~ST*835*0001~{body}SE*{segments}*0001~GE*1*9~IEA*1*000000009~")
        .into_bytes()
}

#[test]
fn an_answer_of_the_largest_size_is_read_soon() {
    let begin = Instant::now();
    let bytes = payment(MAX_EDI_BYTES);
    assert!(bytes.len() > MAX_EDI_BYTES - 10_000 && bytes.len() <= MAX_EDI_BYTES, "{}", bytes.len());
    let Answer::Payments(payments) = read_answer(&bytes).unwrap() else { panic!("no payment") };
    assert!(payments[0].claims.len() > 100_000);
    assert!(begin.elapsed() < SOON, "{:?}", begin.elapsed());
}

#[test]
fn whatever_means_harm_is_named_soon() {
    let most = MAX_EDI_BYTES - HEADER.len();
    let after = |body: Vec<u8>| [HEADER.as_bytes(), &body].concat();
    for (what, bytes, expected) in [
        ("one giant segment", after([vec![b'*'; most - 1], vec![b'~']].concat()), Why::SegmentTooLong),
        ("no end", after(vec![b'A'; most]), Why::SegmentTooLong),
        ("no end, and short", after(b"GS*HP".to_vec()), Why::Truncated),
        ("only ends", after(vec![b'~'; most]), Why::NoName),
        ("only line breaks", after(vec![b'\n'; most]), Why::Truncated),
        (
            "tiny segments",
            after(
                b"GS*HP*A*B*20260310*0800*9*X*1~ST*835*0001~"
                    .iter()
                    .copied()
                    .chain(b"AB~".iter().copied().cycle())
                    .take(most)
                    .collect(),
            ),
            Why::TooManySegments,
        ),
        (
            "tiny sets",
            after(
                b"GS*HP*A*B*20260310*0800*9*X*1~"
                    .iter()
                    .copied()
                    .chain(b"ST*1*1~SE*2*1~".iter().copied().cycle())
                    .take(most)
                    .collect(),
            ),
            Why::TooManySegments,
        ),
        ("one byte more", after(vec![b'A'; most + 1]), Why::TooLarge),
    ] {
        let begin = Instant::now();
        let why = read_answer(&bytes).map(|_| ()).unwrap_err().why;
        assert_eq!(why, expected, "{what}");
        assert!(begin.elapsed() < SOON, "{what}: {:?}", begin.elapsed());
    }
}
