/// A large value in a place of its own, so that whoever holds it is small. Copies share the place until
/// one of them changes the value: that one makes its own first.
struct Boxed<Value: Sendable>: Sendable {
    /// Where it lies. Changed only after `makeOwn`, so that nobody else has it.
    final class Place: @unchecked Sendable {
        @exclusivity(unchecked) var value: Value

        init(_ value: Value) { self.value = value }
    }

    private(set) var place: Place

    init(_ value: Value) { place = Place(value) }

    /// The value, lent and not copied. Always inlined: elsewhere lending would take memory of its own.
    var value: Value {
        @inline(__always) _read { yield place.value }
        @inline(__always) _modify {
            makeOwn()
            yield &place.value
        }
    }

    /// Takes a place of its own where the place is shared.
    mutating func makeOwn() {
        if !isKnownUniquelyReferenced(&place) { place = Place(place.value) }
    }

    /// Changes the value.
    mutating func change(
        _ body: (inout Value) throws(LoanError) -> Void
    ) throws(LoanError) {
        try body(&value)
    }
}
