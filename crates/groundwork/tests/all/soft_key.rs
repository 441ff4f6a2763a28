//! A device with passkeys, made of nothing but its key: it answers as Web Authentication, Level 3, has it, or wrongly.

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// One passkey on a device.
pub struct SoftKey {
    pair: EcdsaKeyPair,
    id: [u8; 16],
    owner: String,
    /// The site that its browser says it is at.
    pub origin: String,
    /// The name that the device answers for.
    pub site: String,
    /// Whether a finger or face was there.
    pub verified: bool,
}

/// What a page asks, as the script finds it there.
pub struct Asked {
    options: Value,
    /// What the form carries back.
    pub carried: String,
}

impl Asked {
    /// The first question on a page.
    pub fn on(page: &str) -> Self {
        let after = |mark: &str| page.split_once(mark).unwrap_or_else(|| panic!("no {mark}: {page}")).1;
        let value = |mark: &str| after(mark).split('"').next().unwrap().replace("&quot;", "\"").replace("&amp;", "&");
        let options: Value = serde_json::from_str(&value("data-options=\"")).unwrap();
        Self { options: options["publicKey"].clone(), carried: value("name=\"carried\" value=\"") }
    }
}

impl SoftKey {
    /// Makes one where the page asks for it, and gives the browser's answer.
    pub fn made(asked: &Asked) -> (Self, String) {
        let random = SystemRandom::new();
        let secret = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, secret.as_ref(), &random).unwrap();
        let mut id = [0; 16];
        id.copy_from_slice(&pair.public_key().as_ref()[1..17]);
        let site = asked.options["rp"]["id"].as_str().unwrap().to_owned();
        let owner = asked.options["user"]["id"].as_str().unwrap().to_owned();
        let key = Self { pair, id, owner, origin: format!("https://{site}"), site, verified: true };
        assert_eq!(asked.options["authenticatorSelection"]["residentKey"], "required");
        let answer = key.makes(asked);
        (key, answer)
    }

    fn makes(&self, asked: &Asked) -> String {
        let point = self.pair.public_key().as_ref();
        // COSE: an elliptic key, ES256, on P-256, with its two coordinates.
        let mut data = self.data(0x45);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id);
        data.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 32]);
        data.extend(&point[33..]);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(&data);
        let said = self.said("webauthn.create", asked);
        json!({
            "id": base64(&self.id), "rawId": base64(&self.id), "type": "public-key", "clientExtensionResults": {},
            "response": { "attestationObject": base64(&object), "clientDataJSON": base64(said.as_bytes()) },
        })
        .to_string()
    }

    /// Answers where a page asks who it is.
    pub fn shows(&self, asked: &Asked) -> String {
        let data = self.data(if self.verified { 0x05 } else { 0x01 });
        let said = self.said("webauthn.get", asked);
        let signed = [data.as_slice(), &Sha256::digest(said.as_bytes())].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": base64(&self.id), "rawId": base64(&self.id), "type": "public-key", "clientExtensionResults": {},
            "response": {
                "authenticatorData": base64(&data), "clientDataJSON": base64(said.as_bytes()),
                "signature": base64(signature.as_ref()), "userHandle": self.owner,
            },
        })
        .to_string()
    }

    /// For which site, what the person did, and a count that stays at nothing, as with keys that are synced.
    fn data(&self, flags: u8) -> Vec<u8> {
        [Sha256::digest(self.site.as_bytes()).as_slice(), &[flags, 0, 0, 0, 0]].concat()
    }

    fn said(&self, kind: &str, asked: &Asked) -> String {
        let challenge = &asked.options["challenge"];
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false }).to_string()
    }
}

/// Base64 for addresses, without padding (RFC 4648, 5).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0_usize, |number, byte| (number << 8) | usize::from(*byte));
        let number = number << (8 * (3 - three.len()));
        text.extend((0..=three.len()).map(|at| char::from(LETTERS[(number >> (18 - 6 * at)) & 63])));
    }
    text
}
