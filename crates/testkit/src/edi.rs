//! Answers of a fictional insurer, as files: whether a file was taken, what was said of a claim, what was paid, and
//! what a plan comes to.

use jiff::civil::Date;
use terms::money::Cents;

/// What an insurer made of one claim.
pub struct Paid<'a> {
    /// Our number of the claim.
    pub claim: &'a str,
    /// "1" for paid, "4" for denied.
    pub status: &'a str,
    /// What was charged.
    pub charge_cents: Cents,
    /// What was taken off: group, reason, amount.
    pub taken: &'a [(&'a str, &'a str, Cents)],
}

/// A payment (835) of these claims under this number on this day; it adds up, but for `off_cents`.
pub fn payment((trace, on): (&str, Date), claims: &[Paid<'_>], off_cents: i64) -> Vec<u8> {
    let paid = |claim: &Paid<'_>| {
        let taken: i64 = claim.taken.iter().map(|(_, _, cents)| cents.0).sum();
        claim.charge_cents.0 - taken
    };
    let all: i64 = claims.iter().map(paid).sum();
    let mut segments = vec![
        format!("BPR*I*{}*C*ACH************{}", dollars(all + off_cents), on.strftime("%Y%m%d")),
        format!("TRN*1*{trace}*1999999999"),
        "N1*PR*EXAMPLE HEALTH PLAN".to_owned(),
        "N1*PE*INTIMA*XX*1234567893".to_owned(),
        "LX*1".to_owned(),
    ];
    for claim in claims {
        let (charge, paid) = (dollars(claim.charge_cents.0), dollars(paid(claim)));
        segments.push(format!("CLP*{}*{}*{charge}*{paid}**12*PAYERS{}", claim.claim, claim.status, claim.claim));
        for (group, reason, cents) in claim.taken {
            segments.push(format!("CAS*{group}*{reason}*{}", dollars(cents.0)));
        }
    }
    file("HP", ("835", "005010X221A1"), &segments)
}

/// That the file with this control number was taken (999).
pub fn taken(control: u32) -> Vec<u8> {
    let segments = [format!("AK1*HC*{control}*005010X222A1"), "AK9*A*1*1*1".to_owned()];
    file("FA", ("999", "005010X231A1"), &segments)
}

/// What was said of a claim at the door (277CA): "A2" accepts it, "A7" sends it back.
pub fn said_of(claim: &str, category: &str) -> Vec<u8> {
    let segments = [
        "HL*1**20*1".to_owned(),
        "HL*2*1*PT".to_owned(),
        format!("TRN*2*{claim}"),
        format!("STC*{category}:20*20260622"),
    ];
    file("HN", ("277", "005010X214"), &segments)
}

/// What a plan answers (271) to the question with this word of ours; nothing where it brings none back.
pub fn insurance(trace: &str, statements: &[&str]) -> Vec<u8> {
    let mut segments = vec![
        "HL*1**20*1".to_owned(),
        "NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*PAYER01".to_owned(),
        "HL*2*1*21*1".to_owned(),
        "NM1*1P*2*INTIMA*****XX*1234567893".to_owned(),
        "HL*3*2*22*0".to_owned(),
    ];
    segments.extend((!trace.is_empty()).then(|| format!("TRN*2*{trace}*9000000001")));
    segments.push("NM1*IL*1*KELLER*ROWAN****MI*MEMB000123".to_owned());
    segments.extend(statements.iter().map(|statement| (*statement).to_owned()));
    file("HB", ("271", "005010X279A1"), &segments)
}

fn dollars(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

fn file(group: &str, (kind, version): (&str, &str), segments: &[String]) -> Vec<u8> {
    let body = segments.join("~");
    let blank = " ".repeat(10);
    let count = segments.len() + 2;
    format!(
        "ISA*00*{blank}*00*{blank}*ZZ*RECVID01       *ZZ*SUBMITID01     *260622*0800*^*00501*000000009*0*T*:~\
         GS*{group}*RECVID01*SUBMITID01*20260622*0800*9*X*{version}~ST*{kind}*0001~{body}~SE*{count}*0001~GE*1*9~IEA*1*000000009~"
    )
    .into_bytes()
}
