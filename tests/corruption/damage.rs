//! What can happen to the bytes of a file, chosen by dice that fall the same way in every run.

/// Something that happened to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Damage {
    /// These bits of the byte at a place are turned round.
    Flip(usize, u8),
    Delete(usize, usize),
    Insert(usize, Vec<u8>),
    /// So many bytes from a place stand there twice.
    Repeat(usize, usize),
    /// Nothing is left from a place on.
    Cut(usize),
    /// Another file stands in its place.
    Swapped,
}

/// What disks, editors, merges and wrong copies put into files.
const PUT_IN: [&[u8]; 16] = [
    b"\0",
    b"\0\0\0\0\0\0\0\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xc3",
    b"\r",
    b"\r\n",
    b"\n\n[[update]]\n",
    b"\n[as_written]\n",
    b"\"",
    b"\"\"\"",
    b"\n<<<<<<< ours\n",
    b"\n=======\n",
    b"\x1b[2J",
    b"\xe2\x80\xae",
    b"#",
];

impl Damage {
    /// Damage to one byte.
    pub(crate) fn of_a_byte(dice: &mut Dice, bytes: &[u8]) -> Self {
        let at = dice.below(bytes.len());
        match dice.below(3) {
            0 => Self::Flip(at, 1 << dice.below(8)),
            1 => Self::Delete(at, 1),
            _ => Self::Insert(at, vec![u8::try_from(dice.below(256)).unwrap_or_default()]),
        }
    }

    /// Damage to more than a byte.
    pub(crate) fn of_a_part(dice: &mut Dice, bytes: &[u8]) -> Self {
        let at = dice.below(bytes.len() + 1);
        match dice.below(5) {
            0 => Self::Cut(at),
            1 => Self::Delete(at, 1 + dice.below(60)),
            2 => Self::Repeat(at, 1 + dice.below(200)),
            // From the start of a line, as people and merges do it.
            3 => {
                let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
                Self::Repeat(start, 1 + dice.below(200))
            }
            _ => Self::Insert(if dice.below(4) == 0 { 0 } else { at }, PUT_IN[dice.below(PUT_IN.len())].to_vec()),
        }
    }

    /// The bytes after it.
    pub(crate) fn of(&self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        let all = bytes.len();
        match self {
            Self::Flip(at, bits) => bytes.iter_mut().skip(*at).take(1).for_each(|byte| *byte ^= bits),
            Self::Delete(at, length) => drop(bytes.drain(*at..(at + length).min(all))),
            Self::Insert(at, new) => drop(bytes.splice(at..at, new.iter().copied())),
            Self::Repeat(at, length) => {
                let end = (at + length).min(all);
                let part = bytes[*at..end].to_vec();
                drop(bytes.splice(end..end, part));
            }
            Self::Cut(at) => bytes.truncate(*at),
            Self::Swapped => {}
        }
        bytes
    }
}

/// Numbers that nobody can foresee, and that are the same in every run (`SplitMix64`).
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice of this number, which fall otherwise than those of others.
    pub(crate) fn new(number: usize) -> Self {
        Self(20_260_630 + number as u64)
    }

    /// A number from 0 to one below a limit; 0 where there is none.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % (limit.max(1) as u64)).unwrap_or_default()
    }
}
