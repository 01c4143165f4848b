extension String {
    /// Whether it is `text` byte by byte: no mark that combines makes it another one.
    public func isWritten(_ text: String) -> Bool {
        // Counts first: most keys that are compared differ in them.
        guard utf8.count == text.utf8.count else { return false }
        let isEqual = utf8.withContiguousStorageIfAvailable { own in
            text.utf8.withContiguousStorageIfAvailable { other in
                for index in own.indices where own[index] != other[index] { return false }
                return true
            }
        }
        if case .some(.some(let isEqual)) = isEqual { return isEqual }
        return utf8.elementsEqual(text.utf8)
    }

    /// Hashes its bytes: texts that are equal byte by byte hash alike.
    public func hashBytes(into hasher: inout Hasher) {
        hasher.combine(utf8.count)
        let isHashed: Void? = utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if isHashed == nil {
            for byte in utf8 { hasher.combine(byte) }
        }
    }
}
