//! One statement of a plan’s answer, in a sentence.

use money::x12::eligibility_answer::Benefit;

/// "Copayment: $30.00, a visit, in network, for mental health".
pub fn statement(benefit: &Benefit) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(benefit.amount_cents.map(|cents| cents.to_string()));
    parts.extend(benefit.share.map(percent));
    parts.extend(benefit.quantity.map(|count| format!("{count} {}", unit(&benefit.unit))));
    parts.extend(Some(period(&benefit.period)).filter(|words| !words.is_empty()).map(str::to_owned));
    parts.extend(level(&benefit.level).map(str::to_owned));
    parts.extend(network(&benefit.in_network).map(str::to_owned));
    parts.extend(services(&benefit.services));
    parts.extend(authorization(&benefit.authorization).map(str::to_owned));
    parts.extend(Some(&benefit.plan).filter(|plan| !plan.is_empty()).map(|plan| format!("plan {plan}")));
    parts.extend(benefit.others.iter().filter(|other| other.role != "IL").map(|other| other.name.clone()));
    parts.extend(benefit.messages.iter().map(|words| format!("“{words}”")));
    let what = benefit.what.word();
    if parts.is_empty() { what.to_owned() } else { format!("{what}: {}", parts.join(", ")) }
}

/// Hundredths of a percent, as percent.
fn percent(share: u32) -> String {
    match (share / 100, share % 100) {
        (whole, 0) => format!("{whole}%"),
        (whole, behind) => format!("{whole}.{behind:02}%"),
    }
}

/// Of what a count is (X12 quantity qualifier).
fn unit(unit: &str) -> &'static str {
    match unit {
        "VS" => "visits",
        "DY" => "days",
        "P6" | "99" => "services",
        "HS" => "hours",
        "MN" => "months",
        "YY" => "years",
        _ => "of something that has no name here",
    }
}

/// For which time (X12 time period qualifier).
fn period(period: &str) -> &'static str {
    match period {
        "6" => "an hour",
        "7" => "a day",
        "21" => "of years",
        "22" => "a year of the plan",
        "23" => "a calendar year",
        "24" => "this year so far",
        "25" => "a contract",
        "26" => "an episode",
        "27" => "a visit",
        "29" => "what is left",
        "32" => "a lifetime",
        "33" => "what is left of a lifetime",
        "34" => "a month",
        "35" => "a week",
        _ => "",
    }
}

fn level(level: &str) -> Option<&'static str> {
    match level {
        "IND" => Some("for one person"),
        "FAM" => Some("for the family"),
        "EMP" => Some("for the employee"),
        "ECH" => Some("for the employee and children"),
        "ESP" => Some("for the employee and spouse"),
        _ => None,
    }
}

fn network(network: &str) -> Option<&'static str> {
    match network {
        "Y" => Some("in network"),
        "N" => Some("out of network"),
        "W" => Some("in and out of network"),
        _ => None,
    }
}

/// The services that matter here; the others of a statement are counted.
fn services(services: &[String]) -> Option<String> {
    let mut named: Vec<&str> = Vec::new();
    for words in services.iter().filter_map(|code| service(code)) {
        if !named.contains(&words) {
            named.push(words);
        }
    }
    let others = services.iter().filter(|code| service(code).is_none()).count();
    match (named.as_slice(), others) {
        ([], 0) => None,
        ([], _) => Some("for other services".to_owned()),
        (named, 0) => Some(format!("for {}", named.join(" and "))),
        (named, _) => Some(format!("for {} and other services", named.join(" and "))),
    }
}

/// Kinds of service (X12 service type codes).
fn service(code: &str) -> Option<&'static str> {
    match code {
        "30" => Some("everything"),
        "98" => Some("office visits"),
        "MH" => Some("mental health"),
        "A4" => Some("psychiatric care"),
        "A6" => Some("psychotherapy"),
        "A8" | "CG" => Some("outpatient mental health"),
        "CF" => Some("outpatient mental health, by the therapist"),
        _ => None,
    }
}

fn authorization(authorization: &str) -> Option<&'static str> {
    match authorization {
        "Y" => Some("must be authorized first"),
        "N" => Some("need not be authorized"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use money::x12::eligibility_answer::BenefitKind;
    use terms::money::Cents;

    use super::*;

    fn said(what: BenefitKind) -> Benefit {
        let nothing = String::new;
        Benefit {
            what,
            level: nothing(),
            services: Vec::new(),
            plan: nothing(),
            period: nothing(),
            amount_cents: None,
            share: None,
            unit: nothing(),
            quantity: None,
            authorization: nothing(),
            in_network: nothing(),
            member: nothing(),
            messages: Vec::new(),
            others: Vec::new(),
        }
    }

    #[test]
    fn a_statement_is_one_sentence() {
        let copay = Benefit {
            amount_cents: Some(Cents(3_000)),
            period: "27".to_owned(),
            in_network: "Y".to_owned(),
            services: vec!["MH".to_owned(), "A6".to_owned(), "UC".to_owned()],
            authorization: "Y".to_owned(),
            ..said(BenefitKind::CoPayment)
        };
        let limit = Benefit {
            quantity: Some(20),
            unit: "VS".to_owned(),
            period: "23".to_owned(),
            messages: vec!["TWENTY VISITS".to_owned()],
            ..said(BenefitKind::Limitations)
        };
        let part = Benefit { share: Some(2_050), level: "IND".to_owned(), ..said(BenefitKind::CoInsurance) };
        for (benefit, expected) in [
            (
                copay,
                "Copayment: $30.00, a visit, in network, for mental health and psychotherapy and other services, must be authorized first",
            ),
            (limit, "Limit: 20 visits, a calendar year, “TWENTY VISITS”"),
            (part, "Coinsurance: 20.50%, for one person"),
            (said(BenefitKind::Active), "Active"),
        ] {
            assert_eq!(statement(&benefit), expected);
        }
    }
}
