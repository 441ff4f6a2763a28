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
