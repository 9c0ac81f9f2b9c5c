//! The doors of the preview: two addresses that only this machine can reach, unless the network is let in.
//!
//! In: a port. Out: connections, each answered until it ends. A slow or an endless request is cut off, so is who does
//! not take the answer, and only so many are let in at a time.

mod patience;

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::Semaphore;

use super::answer::router;
use super::{Preview, Visitor};
use crate::fs::Failure;
use patience::Patient;

/// How many ports are tried after the one that was asked for.
const TRIES: u16 = 50;

/// Connections at a time; a browser opens six.
const CONNECTIONS: usize = 256;

/// Time to send the head of a request.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// Room for the head of a request, in bytes.
const HEAD_SIZE: usize = 32 * 1024;

/// Who can reach the preview.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// This machine only.
    #[default]
    Machine,
    /// Every machine of the network.
    Network,
}

/// The listeners of a preview, on one port.
#[derive(Debug)]
pub struct Doors {
    port: u16,
    reach: Reach,
    listeners: Vec<TcpListener>,
}

impl Doors {
    /// Opens the first free port from `port` on; 0 is any.
    pub fn open(port: u16, reach: Reach) -> Result<Self, Failure> {
        let mut refusal = io::Error::from(ErrorKind::AddrInUse);
        for port in port..=port.saturating_add(TRIES) {
            match Self::open_at(port, reach) {
                Ok(doors) => return Ok(doors),
                Err(error) if error.kind() == ErrorKind::AddrInUse => refusal = error,
                Err(error) => return Err(closed(port, &error)),
            }
        }
        Err(closed(port, &refusal))
    }

    /// The port that was free.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of this machine in its network, where it has one.
    pub fn address_in_network() -> Option<IpAddr> {
        // Nothing is sent: the system says which of its addresses it would send from.
        let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
        socket.local_addr().ok().map(|address| address.ip()).filter(|address| !address.is_unspecified())
    }

    fn open_at(port: u16, reach: Reach) -> io::Result<Self> {
        let (first, second) = match reach {
            Reach::Machine => (Ipv4Addr::LOCALHOST, Ipv6Addr::LOCALHOST),
            Reach::Network => (Ipv4Addr::UNSPECIFIED, Ipv6Addr::UNSPECIFIED),
        };
        let first = TcpListener::bind((first, port))?;
        let port = first.local_addr()?.port();
        let listeners = match TcpListener::bind((second, port)) {
            Ok(second) => vec![first, second],
            // On some systems the second would take what comes to the first, and is refused for that.
            Err(error) if error.kind() == ErrorKind::AddrInUse && reach == Reach::Machine => return Err(error),
            // A machine without IPv6.
            Err(_) => vec![first],
        };
        listeners.iter().try_for_each(|listener| listener.set_nonblocking(true))?;
        Ok(Self { port, reach, listeners })
    }
}

/// Answers until the process ends; comes back only with a failure.
pub async fn serve(doors: Doors, preview: Arc<Preview>) -> Failure {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let router = router(preview, doors.reach);
    let port = doors.port;
    let mut listening = tokio::task::JoinSet::new();
    for listener in doors.listeners {
        listening.spawn(listen(listener, router.clone(), room.clone()));
    }
    match listening.join_next().await {
        Some(Ok(Err(error))) => closed(port, &error),
        _ => Failure::world("preview_ended"),
    }
}

async fn listen(listener: TcpListener, router: Router, room: Arc<Semaphore>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        let place = room.clone().acquire_owned().await.map_err(io::Error::other)?;
        match listener.accept().await {
            Ok((stream, address)) => {
                let service = TowerToHyperService::new(router.clone().layer(Extension(Visitor::at(address))));
                let mut http = http1::Builder::new();
                http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(HEAD_SIZE);
                tokio::spawn(async move {
                    // What goes wrong with one connection is the business of whoever opened it.
                    let _ = http.serve_connection(TokioIo::new(Patient::new(stream)), service).await;
                    drop(place);
                });
            }
            Err(error) => wait_after(&error).await,
        }
    }
}

/// Too many open files pass by; a connection that was broken off needs no waiting.
async fn wait_after(error: &io::Error) {
    if !matches!(error.kind(), ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset) {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

fn closed(port: u16, error: &io::Error) -> Failure {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    Failure::world("cannot_listen")
        .with("address", address.to_string())
        .with("reason", error.to_string())
        .hint("cannot_listen.hint")
}
