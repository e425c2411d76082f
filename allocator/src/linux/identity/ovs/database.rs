//! Transactions with the database: JSON-RPC 1.0 over a socket (RFC 7047, 4.1).

use super::OvsdbError;
use serde_json::{Deserializer, Value, json};
use std::io::{self, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A connection.
#[derive(Debug)]
pub(super) struct Database {
    socket: PathBuf,
    stream: BufReader<UnixStream>,
    requests: u64,
}

impl Database {
    /// Connects; no read and no write takes longer than the limit.
    pub(super) fn connect(socket: &Path, limit: Duration) -> Result<Self, OvsdbError> {
        let connect = || {
            let stream = UnixStream::connect(socket)?;
            stream.set_read_timeout(Some(limit))?;
            stream.set_write_timeout(Some(limit))?;
            Ok(stream)
        };
        let stream = connect().map_err(|error| OvsdbError::Io { socket: socket.to_owned(), error })?;
        Ok(Self { socket: socket.to_owned(), stream: BufReader::new(stream), requests: 0 })
    }

    /// Sends the parameters of a transaction, and returns the results of its operations.
    pub(super) fn transact(&mut self, parameters: &Value) -> Result<Vec<Value>, OvsdbError> {
        self.requests += 1;
        let request = json!({ "method": "transact", "params": parameters, "id": self.requests });
        let sent = self.stream.get_mut().write_all(request.to_string().as_bytes());
        sent.map_err(|error| self.failed(error))?;
        let mut answer = self.answer()?;
        match answer["result"].take() {
            Value::Array(results) => Ok(results),
            _ => Err(OvsdbError::Refused(answer["error"].to_string())),
        }
    }

    /// The answer to the last request. What else comes, such as a question whether somebody is there (`echo`), is passed over:
    /// nobody stays here long enough to be missed.
    fn answer(&mut self) -> Result<Value, OvsdbError> {
        let mut messages = Deserializer::from_reader(&mut self.stream).into_iter::<Value>();
        loop {
            match messages.next() {
                Some(Ok(message)) if message.get("method").is_none() && message["id"] == self.requests => return Ok(message),
                Some(Ok(_)) => {}
                Some(Err(error)) if error.is_io() => return Err(self.failed(error.into())),
                Some(Err(error)) => return Err(OvsdbError::NotUnderstood(error.to_string())),
                None => return Err(self.failed(io::ErrorKind::UnexpectedEof.into())),
            }
        }
    }

    fn failed(&self, error: io::Error) -> OvsdbError {
        OvsdbError::Io { socket: self.socket.clone(), error }
    }
}
