//! A draft of an e-mail, which a mail program opens to be looked at and sent. No text in it can become a header.

use std::fmt;

use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;
use sha1::{Digest, Sha1};

use super::style::one_line;
use crate::model::Date;

/// A draft.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// The name and the address that it goes to, where that is known.
    pub to: Option<(&'a str, &'a str)>,
    pub subject: &'a str,
    pub text: &'a str,
    pub attached: Option<Attached<'a>>,
    /// The day as of which it was made.
    pub day: Date,
}

/// A file that goes with a draft.
#[derive(Debug, Clone, Copy)]
pub struct Attached<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// The type of an Excel workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Seconds from 1 January 1970 to noon of the day before day 1 of the era that [`Date`] counts from.
const EPOCH: i64 = 719_163;

/// The bytes of a draft; the same draft gives the same bytes.
#[must_use]
pub fn bytes(draft: &Draft<'_>) -> Vec<u8> {
    let mark = mark(draft);
    let mut parts = vec![MimePart::new("text/plain", draft.text)];
    parts.extend(draft.attached.map(|file| MimePart::new(XLSX, file.bytes).attachment(file.name)));
    let mixed = ContentType::new("multipart/mixed").attribute("boundary", format!("=_vawg_{mark}"));
    let mut message = MessageBuilder::new();
    if let Some((name, address)) = draft.to {
        message = message.to((in_header(name), address.to_owned()));
    }
    let message = message
        .subject(in_header(draft.subject))
        .date(noon(draft.day))
        .message_id(format!("{mark}@vawg.invalid"))
        // Mail programs open what has not been sent to be edited.
        .header("X-Unsent", Raw::new("1"))
        .body(MimePart::new(mixed, parts));
    let mut bytes = Vec::new();
    message.serialize(&mut bytes);
    bytes
}

/// Noon of a day, in seconds from 1 January 1970.
#[expect(clippy::arithmetic_side_effects, reason = "a number of days has 32 bits, and its seconds have 64")]
fn noon(day: Date) -> i64 {
    (i64::from(day.days()) - EPOCH) * 86_400 + 43_200
}

/// A text on one line that holds no word which stands for other letters (RFC 2047): many mail programs read those within
/// quotation marks, too.
fn in_header(text: &str) -> String {
    one_line(text).replace("=?", "= ?")
}

/// Whether a text is an address that mail goes to: `name@place`, with nothing that could act in a header.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let Some((name, place)) = text.split_once('@') else { return false };
    let has_dots = |part: &str| part.split('.').all(|word| !word.is_empty());
    let is_place = place.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')) && has_dots(place);
    text.len() <= 254 && name.chars().all(is_plain) && has_dots(name) && is_place
}

/// What follows from everything in a draft, so that nothing in it can hold it.
fn mark(draft: &Draft<'_>) -> impl fmt::Display {
    let mut digest = Sha1::new();
    let (name, address) = draft.to.unwrap_or_default();
    for text in [name, address, draft.subject, draft.text, &draft.day.to_string()] {
        digest.update(text.len().to_le_bytes());
        digest.update(text);
    }
    digest.update(draft.attached.map(|file| file.bytes).unwrap_or_default());
    let digest: Vec<_> = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    digest.concat()
}

#[cfg(test)]
mod tests {
    use super::{Attached, Draft, bytes, is_address};
    use crate::model::Date;

    #[test]
    fn no_text_becomes_a_header() {
        let draft = Draft {
            to: Some(("=?utf-8?Q?Police?=\r\nBcc: all@example.org", "housing@example.org")),
            subject: "Returns\nX-Evil: 1",
            text: "Dear all,\n\n.\nFrom here on: £5.\n--=_vawg_\n",
            attached: Some(Attached { name: "return-housing.xlsx", bytes: b"PK\x03\x04" }),
            day: Date::parse("2026-06-30").expect("a date"),
        };
        let text = String::from_utf8(bytes(&draft)).expect("it is ASCII");
        assert_eq!(bytes(&draft), text.as_bytes());
        assert!(text.is_ascii());
        let (headers, _) = text.split_once("\r\n\r\n").expect("headers");
        let names: Vec<_> = headers
            .lines()
            .filter(|line| !line.starts_with([' ', '\t']))
            .filter_map(|line| line.split_once(':').map(|(name, _)| name))
            .collect();
        assert_eq!(
            names,
            ["To", "Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"],
            "{headers}"
        );
        assert!(headers.contains("Date: Tue, 30 Jun 2026 12:00:00 +0000"), "{headers}");
        assert!(
            headers.contains("To: \"= ?utf-8?Q?Police?= Bcc: all@example.org\" <housing@example.org>"),
            "{headers}"
        );
        assert!(text.contains("filename=\"return-housing.xlsx\"") && text.contains("X-Unsent: 1\r\n"));
    }

    #[test]
    fn an_address_is_one_address() {
        assert!(is_address("housing.options@example.org") && is_address("o'neill+vawg@nhs.example"));
        for wrong in
            ["", "housing", "a@b@c", "a b@c.org", "a@c.org\r\nBcc: d@e.org", "a@c.org,d@e.org", "<a@c.org>", "a@"]
        {
            assert!(!is_address(wrong), "{wrong}");
        }
    }
}
