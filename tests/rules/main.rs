//! The rules of `check`, on plans on disk that are read and judged as the program does it.

mod cases;
mod disk;
mod table;
