/// A large value in a place of its own, so that whoever holds it is small. Copies share the place until
/// one of them changes the value: that one makes its own first.
struct Boxed<Value: Sendable>: Sendable {
    private final class Place: @unchecked Sendable {
        // Changed by `Boxed.value` alone, and only where nobody else has the place.
        @exclusivity(unchecked) var value: Value

        init(_ value: Value) { self.value = value }
    }

    private var place: Place

    init(_ value: Value) { place = Place(value) }

    /// The value, lent and not copied.
    var value: Value {
        _read { yield place.value }
        _modify {
            if !isKnownUniquelyReferenced(&place) { place = Place(place.value) }
            yield &place.value
        }
    }

    /// Changes the value.
    mutating func change(
        _ body: (inout Value) throws(LoanError) -> Void
    ) throws(LoanError) {
        try body(&value)
    }
}
