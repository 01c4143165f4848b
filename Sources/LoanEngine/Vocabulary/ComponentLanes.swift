/// An amount for each component, in the lanes that `Component.lane` says.
typealias ComponentLanes = SIMD4<Int64>

extension SIMD4<Int64> {
    /// The amount of a component, in minor units.
    @inline(__always)
    subscript(component: Component) -> Int64 {
        get { self[component.lane] }
        set { self[component.lane] = newValue }
    }
}
