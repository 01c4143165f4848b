import CLoanEngine

// The words of loan_engine.h are enumerations, and the fields that hold them 32-bit numbers.

extension Int32 {
    /// The number of a word.
    @inline(__always)
    init<Word: RawRepresentable>(_ word: Word) where Word.RawValue == UInt32 {
        self = Int32(bitPattern: word.rawValue)
    }

    /// The number of a word of a set that has numbers below zero.
    @inline(__always)
    init<Word: RawRepresentable>(_ word: Word) where Word.RawValue == Int32 {
        self = word.rawValue
    }
}

/// The date that stands for none: LE_DATE_NONE.
let noDate = Int32.min
