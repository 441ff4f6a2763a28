//! An answer that is sent while it is still being made: never more of it in memory than a few pieces.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use hyper::body::Frame;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// How many bytes go in one piece.
const PIECE: usize = 64 * 1024;

/// How many pieces wait for a slow reader.
const PIECES: usize = 4;

/// Where the file is written to, on a thread that may wait.
pub struct Pipe {
    to: Sender<io::Result<Bytes>>,
    piece: Vec<u8>,
}

/// What the answer is read from.
struct Pieces(Receiver<io::Result<Bytes>>);

impl Pipe {
    /// A pipe, and the body at its other end. A pipe that is dropped unfinished breaks the answer off.
    pub fn new() -> (Self, Body) {
        let (to, from) = channel(PIECES);
        (Self { to, piece: Vec::with_capacity(PIECE) }, Body::new(Pieces(from)))
    }

    /// The file is whole.
    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        // From here on there is nothing to break off.
        self.send(Ok(Bytes::new()))
    }

    fn send(&self, piece: io::Result<Bytes>) -> io::Result<()> {
        self.to.blocking_send(piece).map_err(|_| io::Error::new(io::ErrorKind::BrokenPipe, "the reader left"))
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        self.send(Ok(piece.into()))
    }
}

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match self.0.poll_recv(cx) {
            Poll::Pending => Poll::Pending,
            // An empty piece is the end; anything else that ends is half a file, and the reader must learn so.
            Poll::Ready(Some(Ok(piece))) if piece.is_empty() => Poll::Ready(None),
            Poll::Ready(Some(piece)) => Poll::Ready(Some(piece.map(Frame::data))),
            Poll::Ready(None) => Poll::Ready(Some(Err(io::Error::other("the file broke off")))),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use tokio::task::spawn_blocking;

    use super::*;

    #[tokio::test]
    async fn what_goes_in_comes_out_in_order() {
        let (mut pipe, body) = Pipe::new();
        let written: Vec<u8> = (0..1_000_000_u32).map(|at| u8::try_from(at % 251).unwrap()).collect();
        let sent = written.clone();
        let writing = spawn_blocking(move || {
            for piece in sent.chunks(777) {
                pipe.write_all(piece)?;
            }
            pipe.finish()
        });
        assert!(to_bytes(body, usize::MAX).await.unwrap() == written);
        writing.await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn half_a_file_is_never_taken_for_a_whole_one() {
        let (mut pipe, body) = Pipe::new();
        drop(spawn_blocking(move || pipe.write_all(&vec![1; 100_000])));
        assert!(to_bytes(body, usize::MAX).await.is_err());
    }

    #[tokio::test]
    async fn whoever_writes_learns_that_the_reader_left() {
        let (mut pipe, body) = Pipe::new();
        drop(body);
        let kind = spawn_blocking(move || pipe.write_all(&vec![1; 100_000]).unwrap_err().kind()).await.unwrap();
        assert_eq!(kind, io::ErrorKind::BrokenPipe);
    }
}
