/// Where the allocator reports what it paid.
public protocol AllocationRecorder {
    /// Whether it takes no notice of what it is told: the allocator then tells it nothing of rows that
    /// are paid in full. False by default.
    static var isIdle: Bool { get }
    /// Row `index` took `amountMinor`, more than zero, for `component`.
    mutating func record(_ amountMinor: Int64, of component: Component, at index: Int)
}

extension AllocationRecorder {
    /// False: it takes notice.
    public static var isIdle: Bool { false }
}
