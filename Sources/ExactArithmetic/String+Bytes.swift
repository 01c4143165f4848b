extension String {
    /// Whether it is `text` byte by byte: no mark that combines makes it another one.
    public func isWritten(_ text: String) -> Bool {
        // Counts first: most keys that are compared differ in them.
        utf8.count == text.utf8.count && utf8.elementsEqual(text.utf8)
    }
}
