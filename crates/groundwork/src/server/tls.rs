//! A certificate of our own, where no proxy has one.

use std::path::Path;
use std::sync::Arc;

use terms::trouble::Fault;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Reads certificate and key, and says which of them is wrong.
pub fn acceptor(certificate: &Path, key: &Path) -> Result<TlsAcceptor, Fault> {
    let unread = |path: &Path, cause: String| Fault::new(format!("read {}", path.display()), cause);
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect)
        .map_err(|error| unread(certificate, format!("{error}. It should be a PEM file with the certificate first")))?;
    let secret = PrivateKeyDer::from_pem_file(key)
        .map_err(|error| unread(key, format!("{error}. It should be a PEM file with the certificate's key")))?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| Fault::new("set up HTTPS", error))?
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .map_err(|error| unread(certificate, format!("{error}. Certificate and key must belong together")))?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use axum::Router;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;
    use tokio_rustls::TlsConnector;
    use tokio_rustls::rustls::{ClientConfig, RootCertStore};

    use super::*;
    use crate::server::accept::{Reach, bind, serve_to};
    use crate::server::limits::Limits;

    const ASK: &[u8] = b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

    /// One of the certificates in `tests/certificates`.
    fn file(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/certificates").join(name)
    }

    #[tokio::test]
    async fn pages_come_encrypted_and_in_no_other_way() {
        let (certificate, key) = (file("localhost.pem"), file("localhost.key"));
        let listener = bind(0).unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/", get(async || "here"));
        let reach = Reach::Encrypted(acceptor(&certificate, &key).unwrap());
        tokio::spawn(serve_to(listener, reach, router, Limits::default(), std::future::pending()));

        let mut trusted = RootCertStore::empty();
        trusted.add(CertificateDer::from_pem_file(&certificate).unwrap()).unwrap();
        let client = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(trusted)
            .with_no_client_auth();
        let plain = TcpStream::connect(address).await.unwrap();
        let mut stream =
            TlsConnector::from(Arc::new(client)).connect("localhost".try_into().unwrap(), plain).await.unwrap();
        stream.write_all(ASK).await.unwrap();
        let mut heard = Vec::new();
        // The other side ends the connection without a farewell of TLS, which is no fault here.
        drop(stream.read_to_end(&mut heard).await);
        let heard = String::from_utf8_lossy(&heard);
        assert!(heard.starts_with("HTTP/1.1 200") && heard.ends_with("here"), "{heard}");

        let mut plain = TcpStream::connect(address).await.unwrap();
        plain.write_all(ASK).await.unwrap();
        let mut heard = Vec::new();
        drop(plain.read_to_end(&mut heard).await);
        assert!(!String::from_utf8_lossy(&heard).contains("HTTP"), "{heard:?}");
    }

    #[test]
    fn each_mistake_names_its_file() {
        let (certificate, key, other) = (file("localhost.pem"), file("localhost.key"), file("other.pem"));
        let nowhere = file("nowhere.pem");
        for (certificate, key, named) in
            [(&nowhere, &key, &nowhere), (&certificate, &nowhere, &nowhere), (&key, &key, &key), (&other, &key, &other)]
        {
            let Err(fault) = acceptor(certificate, key) else { panic!("{} was taken", certificate.display()) };
            assert!(fault.to_string().contains(&named.display().to_string()), "{fault}");
        }
    }
}
