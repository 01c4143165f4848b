import ExactArithmetic

/// Whether the members of a closed set are numbered 0, 1, 2, … in the order of their declaration.
///
/// The C interface passes these numbers and hosts keep them.
public func countsFromZero<Case: NamedCase & RawRepresentable>(_: Case.Type) -> Bool
where Case.RawValue == UInt8 {
    zip(Case.allCases, 0...).allSatisfy { $0.rawValue == $1 }
}
