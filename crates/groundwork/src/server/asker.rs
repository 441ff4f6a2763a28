//! From which address somebody asks: the other end of the connection, or what a proxy that was named says of it.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

use axum::http::{Extensions, HeaderMap};

/// The other end of a connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Where a proxy writes down who asked it; the last entry is its own.
const FORWARDED: &str = "x-forwarded-for";

/// The proxies that the operator named.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Arc<[IpAddr]>);

impl Proxies {
    /// These.
    pub fn new(named: &[IpAddr]) -> Self {
        Self(named.iter().map(IpAddr::to_canonical).collect())
    }

    /// Who asks, as far as it can be told; `None` when everybody comes by a proxy on this computer that nobody named.
    ///
    /// Whatever stands before the last entry was said by the asker and is not believed. An IPv6 address counts with its
    /// network, of which one household has all the rest.
    pub fn asker(&self, extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
        let Peer(peer) = extensions.get::<Peer>()?;
        let peer = peer.to_canonical();
        if self.0.contains(&peer) {
            let said = headers.get_all(FORWARDED).iter().next_back()?.to_str().ok()?;
            return said.rsplit(',').next()?.trim().parse().ok().map(network);
        }
        (!peer.is_loopback()).then(|| network(peer))
    }
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_the_last_word_of_a_named_proxy_is_believed() {
        let proxies = Proxies::new(&["127.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()]);
        let nobody = Proxies::default();
        for (proxies, peer, said, expected) in [
            (&proxies, "10.0.0.2", &["203.0.113.7"][..], Some("203.0.113.7")),
            (&proxies, "127.0.0.1", &["198.51.100.9, 203.0.113.7"], Some("203.0.113.7")),
            (&proxies, "::ffff:10.0.0.2", &["198.51.100.9", "203.0.113.7"], Some("203.0.113.7")),
            (&proxies, "10.0.0.2", &["198.51.100.9, somebody"], None),
            (&proxies, "10.0.0.2", &[], None),
            (&proxies, "203.0.113.8", &["198.51.100.9"], Some("203.0.113.8")),
            (&nobody, "203.0.113.8", &["198.51.100.9"], Some("203.0.113.8")),
            (&nobody, "127.0.0.1", &["198.51.100.9"], None),
            (&proxies, "127.0.0.1", &["2001:db8:1:2:3:4:5:6"], Some("2001:db8:1:2::")),
        ] {
            let mut extensions = Extensions::new();
            extensions.insert(Peer(peer.parse().unwrap()));
            let mut headers = HeaderMap::new();
            for line in said {
                headers.append(FORWARDED, HeaderValue::from_static(line));
            }
            let expected: Option<IpAddr> = expected.map(|address| address.parse().unwrap());
            assert_eq!(proxies.asker(&extensions, &headers), expected, "{peer} {said:?}");
        }
        assert_eq!(nobody.asker(&Extensions::new(), &HeaderMap::new()), None);
    }
}
