//! How files of claims go to a clearinghouse, where that is a folder over SSH.

use std::path::PathBuf;

use serde::Deserialize;

/// The way of claims. Without it, a program of the operator carries the files.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// A clearinghouse's folder.
    pub sftp: Option<SftpFolder>,
}

/// A clearinghouse's folder over SSH.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SftpFolder {
    /// The server's name.
    pub host: String,
    /// Its port.
    #[serde(default = "ssh")]
    pub port: u16,
    /// Who signs in there.
    pub user: String,
    /// The file with our private key, Ed25519 or ECDSA, without a passphrase.
    pub key_file: PathBuf,
    /// The fingerprint of the server's own key, as the clearinghouse tells it: `SHA256:` and 43 signs.
    pub host_key: String,
    /// The folder that our files go to.
    pub out: String,
    /// The folder in which answers lie.
    #[serde(rename = "in")]
    pub came: String,
    /// Where answers go once they are taken in. Without it, they are removed there.
    pub done: Option<String>,
}

impl SftpFolder {
    /// What is wrong with it: the field, and what to write.
    pub fn mistake(&self) -> Option<(&'static str, &'static str)> {
        let digits = self.host_key.strip_prefix("SHA256:").unwrap_or_default();
        let is_print =
            digits.len() == 43 && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(&byte));
        if !is_print {
            return Some(("claims.sftp.host_key", "write the fingerprint of the server’s key, SHA256: and 43 signs"));
        }
        let folders = [&self.out, &self.came].into_iter().chain(&self.done);
        let mut empty = [&self.host, &self.user].into_iter().chain(folders).filter(|text| text.trim().is_empty());
        if empty.next().is_some() {
            return Some(("claims.sftp", "write host, user, out and in; none of them is empty"));
        }
        let is_twice = self.out == self.came || self.done.as_ref().is_some_and(|done| done == &self.came);
        is_twice.then_some(("claims.sftp.in", "answers lie in a folder of their own"))
    }
}

fn ssh() -> u16 {
    22
}
