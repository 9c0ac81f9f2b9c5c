//! The doors of the preview: two addresses that only this machine can reach.
//!
//! In: a port. Out: connections, each answered until it ends. A slow or an endless request is cut off, and only so
//! many are let in at a time.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::Semaphore;

use super::{Preview, router};
use crate::fs::Failure;

/// How many ports are tried after the one that was asked for.
const TRIES: u16 = 50;

/// Connections at a time; a browser opens six.
const CONNECTIONS: usize = 256;

/// Time to send the head of a request.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// Room for the head of a request, in bytes.
const HEAD_SIZE: usize = 32 * 1024;

/// The listeners of a preview, on one port.
#[derive(Debug)]
pub struct Doors {
    port: u16,
    listeners: Vec<TcpListener>,
}

impl Doors {
    /// Opens the first free port from `port` on; 0 is any.
    pub fn open(port: u16) -> Result<Self, Failure> {
        let mut refusal = io::Error::from(ErrorKind::AddrInUse);
        for port in port..=port.saturating_add(TRIES) {
            match Self::open_at(port) {
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

    fn open_at(port: u16) -> io::Result<Self> {
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let port = first.local_addr()?.port();
        let listeners = match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
            Ok(second) => vec![first, second],
            Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
            // A machine without IPv6.
            Err(_) => vec![first],
        };
        listeners.iter().try_for_each(|listener| listener.set_nonblocking(true))?;
        Ok(Self { port, listeners })
    }
}

/// Answers until the process ends; comes back only with a failure.
pub async fn serve(doors: Doors, preview: Arc<Preview>) -> Failure {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let router = router(preview);
    let port = doors.port;
    let mut listening = tokio::task::JoinSet::new();
    for listener in doors.listeners {
        listening.spawn(listen(listener, router.clone(), room.clone()));
    }
    match listening.join_next().await {
        Some(Ok(Err(error))) => closed(port, &error),
        _ => Failure::world("the preview has ended by itself"),
    }
}

async fn listen(listener: TcpListener, router: Router, room: Arc<Semaphore>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        let place = room.clone().acquire_owned().await.map_err(io::Error::other)?;
        match listener.accept().await {
            Ok((stream, _)) => {
                let service = TowerToHyperService::new(router.clone());
                let mut http = http1::Builder::new();
                http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(HEAD_SIZE);
                tokio::spawn(async move {
                    // What goes wrong with one connection is the business of whoever opened it.
                    let _ = http.serve_connection(TokioIo::new(stream), service).await;
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
    Failure::world(format!("cannot listen at `{address}`: {error}")).hint("choose another port with `--port`")
}
