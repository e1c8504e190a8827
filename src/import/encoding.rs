//! Bytes as text: UTF-8, UTF-16 and Windows-1252, told by what is in them.

/// The text that some bytes are, without the mark at its start.
///
/// UTF-16 is told by its mark, or by every other byte being 0; what is not UTF-8 is Windows-1252, in which any bytes
/// are a text.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => of_eight(rest),
        [0xFF, 0xFE, rest @ ..] => of_sixteen(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => of_sixteen(rest, u16::from_be_bytes),
        [1..=255, 0, 1..=255, 0, ..] => of_sixteen(bytes, u16::from_le_bytes),
        [0, 1..=255, 0, 1..=255, ..] => of_sixteen(bytes, u16::from_be_bytes),
        _ => of_eight(bytes),
    }
}

fn of_sixteen(bytes: &[u8], number: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks(2).map(|pair| match pair {
        [first, second] => number([*first, *second]),
        _ => 0xFFFD,
    });
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn of_eight(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| of_windows(*byte)).collect(),
    }
}

/// A letter of Windows-1252, as browsers read it.
fn of_windows(byte: u8) -> char {
    /// 0x80 to 0x9F; the others are those of Unicode.
    const SPECIAL: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let special = byte.checked_sub(0x80).and_then(|place| SPECIAL.get(usize::from(place)));
    special.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Lead’s “plan” – £2K\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(text.as_bytes()), text);
        assert_eq!(decode(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), text);
        assert_eq!(decode(&[b"\xFF\xFE", little.as_slice()].concat()), text);
        assert_eq!(decode(&[b"\xFE\xFF", big.as_slice()].concat()), text);
        assert_eq!(decode(&little), text);
        assert_eq!(decode(&big), text);
        assert_eq!(decode(b"Lead\x92s \x93plan\x94 \x96 \xA32K\r\n"), text);
    }

    #[test]
    fn any_bytes_are_a_text() {
        assert_eq!(decode(b""), "");
        assert_eq!(decode(b"\xFF\xFEa"), "\u{fffd}");
        assert_eq!(decode(b"\x81\xFF"), "\u{81}ÿ");
    }
}
