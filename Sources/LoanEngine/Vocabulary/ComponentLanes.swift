/// An amount for each component, in the lanes that `Component.lane` says.
typealias ComponentLanes = SIMD4<Int64>

extension SIMD4<Int64> {
    /// The amount of a component, in minor units.
    @inline(__always)
    subscript(component: Component) -> Int64 {
        get { self[component.lane] }
        set { self[component.lane] = newValue }
    }

    /// An amount of one component alone.
    @inline(__always)
    init(_ amountMinor: Int64, of component: Component) {
        self = .zero
        self[component] = amountMinor
    }
}
