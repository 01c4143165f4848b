/// A closed set whose members have a fixed name in the case format, such as `HALF_EVEN`.
///
/// Names are ASCII and compared byte by byte: no locale, no Unicode normalization, so a full-width
/// or lower-case spelling is not a member.
public protocol NamedCase: CaseIterable, Sendable {
    /// The member's name in the case format and in messages.
    var name: String { get }
}

/// A closed set whose names are constants of the program, so that a host in another language can be
/// handed them without a copy.
public protocol ConstantNamedCase: NamedCase {
    /// The member's name, as a constant.
    var constantName: StaticString { get }
}

extension ConstantNamedCase {
    /// The member's name in the case format and in messages.
    @inlinable
    public var name: String { constantName.description }
}

extension NamedCase {
    /// The member called `name`, or nil where there is none.
    @inlinable
    public init?(name: String) {
        for member in Self.allCases where member.name.isWritten(name) {
            self = member
            return
        }
        return nil
    }

    /// Every name of the set in the order of its declaration, as a message lists them: `A, B, C`.
    @inlinable
    public static var allNames: String {
        var text = ""
        for member in Self.allCases {
            if !text.utf8.isEmpty { text += ", " }
            text += member.name
        }
        return text
    }
}
