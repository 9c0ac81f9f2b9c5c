//! Patience with those who do not take what they asked for.
//!
//! In: a connection. Out: the same, which fails when nothing of what is written to it has been taken for too long.

use std::io::{self, ErrorKind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// Time to take the next piece of an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connection that is not waited for without end.
pub(super) struct Patient<S> {
    stream: S,
    /// Runs while a piece waits to be taken.
    waiting: Option<Pin<Box<Sleep>>>,
    patience: Duration,
}

impl<S> Patient<S> {
    /// The connection with the patience of the preview.
    pub fn new(stream: S) -> Self {
        Self { stream, waiting: None, patience: PATIENCE }
    }

    fn wait<T>(&mut self, context: &mut Context<'_>, done: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if done.is_ready() {
            self.waiting = None;
            return done;
        }
        let patience = self.patience;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(patience)));
        ready!(waiting.as_mut().poll(context));
        waiting.as_mut().reset(Instant::now() + patience);
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.wait(context, done)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_flush(context);
        self.wait(context, done)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_shutdown(context);
        self.wait(context, done)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    async fn write(taken: usize) -> io::Result<()> {
        let (ours, mut theirs) = duplex(16);
        let mut ours = Patient { patience: Duration::from_millis(20), ..Patient::new(ours) };
        let reader = tokio::spawn(async move {
            let _ = theirs.read_exact(&mut vec![0; taken]).await;
            std::future::pending::<()>().await;
        });
        let written = ours.write_all(&[0; 64]).await;
        reader.abort();
        written
    }

    #[test]
    fn who_takes_nothing_is_not_waited_for() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        assert_eq!(runtime.block_on(write(8)).unwrap_err().kind(), ErrorKind::TimedOut);
        runtime.block_on(write(64)).unwrap();
    }
}
