//! Messages as they come in: a length, and that many bytes of JSON.
//!
//! A message that is no JSON, or none of the protocol, is refused and the next one read. Where not even the length can
//! be told there is no next one.

use std::io::{self, BufRead, Read as _};

use lsp_server::Message;

/// The longest message, in bytes. A plan file has a megabyte at most.
const LONGEST: u64 = 64 << 20;

/// The longest line before a message, in bytes.
const LONGEST_LINE: u64 = 4 << 10;

/// What came in.
#[derive(Debug)]
pub(super) enum Incoming {
    Message(Message),
    /// A message that cannot be understood, with the reason.
    Garbled(String),
    /// Nothing more will come, since nobody can tell where the next message begins.
    Broken(String),
    /// The other side has gone.
    End,
}

/// Waits for the next message.
pub(super) fn read(input: &mut impl BufRead) -> Incoming {
    match body(input) {
        Ok(Some(bytes)) => {
            serde_json::from_slice(&bytes).map_or_else(|error| Incoming::Garbled(error.to_string()), Incoming::Message)
        }
        Ok(None) => Incoming::End,
        Err(error) => Incoming::Broken(error.to_string()),
    }
}

fn body(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let Some(length) = length(input)? else { return Ok(None) };
    if length > LONGEST {
        return Err(io::Error::other(format!("a message of {length} bytes is longer than any that makes sense")));
    }
    let mut bytes = Vec::new();
    input.by_ref().take(length).read_to_end(&mut bytes)?;
    let is_whole = u64::try_from(bytes.len()).is_ok_and(|found| found == length);
    if is_whole { Ok(Some(bytes)) } else { Err(io::Error::other("the input ends within a message")) }
}

/// The length that stands before a message; nothing at the end of the input.
fn length(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    let mut is_first = true;
    loop {
        let mut line = Vec::new();
        input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        if line.is_empty() && is_first {
            return Ok(None);
        }
        is_first = false;
        let line = String::from_utf8_lossy(&line);
        let Some(line) = line.strip_suffix('\n') else {
            return Err(io::Error::other("what came in is no message: expected `Content-Length: …`"));
        };
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("Content-Length")
        {
            length = value.trim().parse().ok();
        }
    }
    length.map(Some).ok_or_else(|| io::Error::other("what came in is no message: expected `Content-Length: …`"))
}

#[cfg(test)]
mod tests {
    use super::{Incoming, read};

    fn said(mut input: &[u8]) -> Vec<String> {
        let mut said = Vec::new();
        loop {
            match read(&mut input) {
                Incoming::Message(message) => said.push(serde_json::to_string(&message).expect("JSON")),
                Incoming::Garbled(why) => said.push(format!("garbled: {why}")),
                Incoming::Broken(why) => {
                    said.push(format!("broken: {why}"));
                    return said;
                }
                Incoming::End => return said,
            }
        }
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn messages_are_read_one_after_the_other() {
        let input = framed(r#"{"method":"a"}"#) + "content-length:14\nX: y\n\n{\"method\":\"b\"}";
        assert_eq!(said(input.as_bytes()), [r#"{"method":"a"}"#, r#"{"method":"b"}"#]);
        assert_eq!(said(b""), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_message_is_passed_over() {
        let input = [framed("{"), framed("[]"), framed("\u{0}"), framed(r#"{"method":"a"}"#)].concat();
        let said = said(input.as_bytes());
        assert!(said[..3].iter().all(|said| said.starts_with("garbled: ")), "{said:?}");
        assert_eq!(said[3], r#"{"method":"a"}"#);
    }

    #[test]
    fn where_no_length_can_be_told_there_is_an_end() {
        for input in [
            "hello\r\n\r\n",
            "Content-Length: x\r\n\r\n{}",
            "Content-Length: -1\r\n\r\n{}",
            "Content-Length: 99999999999999999999999\r\n\r\n{}",
            "Content-Length: 9999999999\r\n\r\n{}",
            "Content-Length: 9\r\n\r\n{}",
            "Content-Length: 2",
            &"x".repeat(10_000),
        ] {
            assert!(matches!(said(input.as_bytes()).as_slice(), [why] if why.starts_with("broken: ")), "{input}");
        }
    }
}
