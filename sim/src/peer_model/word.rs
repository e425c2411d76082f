//! The words that a state is packed into.

use crate::system::Key;
use std::ops::{Add, BitAnd, BitOr, BitXor, Mul, Not, Shl, Shr, Sub};

/// An unsigned number that a state is packed into: `u64` is fast, `u128` holds more.
pub trait Word:
    Key
    + Ord
    + Default
    + From<u32>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + BitAnd<Output = Self>
    + BitOr<Output = Self>
    + BitXor<Output = Self>
    + Not<Output = Self>
    + Shl<u32, Output = Self>
    + Shr<u32, Output = Self>
{
    /// Its width.
    const BITS: u32;

    /// Its low 32 bits.
    fn low(self) -> u32;

    /// The product, without what does not fit.
    #[must_use]
    fn wrapping_mul(self, other: Self) -> Self;
}

impl Word for u64 {
    const BITS: u32 = Self::BITS;

    #[inline]
    fn low(self) -> u32 {
        self as u32
    }

    #[inline]
    fn wrapping_mul(self, other: Self) -> Self {
        Self::wrapping_mul(self, other)
    }
}

impl Word for u128 {
    const BITS: u32 = Self::BITS;

    #[inline]
    fn low(self) -> u32 {
        self as u32
    }

    #[inline]
    fn wrapping_mul(self, other: Self) -> Self {
        Self::wrapping_mul(self, other)
    }
}
