@preconcurrency import CGetopt
import Glibc

/// Options in the manner of `getopt_long`, which reads them.
struct Options {
    /// An option of a command.
    struct Definition {
        let name: StaticString
        /// What it is called in one letter; one beyond ASCII cannot be typed and only stands for
        /// the name.
        let letter: Unicode.Scalar
        let takesValue: Bool
        /// Whether it may be given again: values add up. Any other would hide the one before.
        var repeats = false
    }

    /// The options met: letter and value.
    private(set) var met: [(letter: Unicode.Scalar, value: String?)] = []
    /// The arguments that are not options.
    private(set) var operands: [String] = []

    /// Reads `arguments` of `command`; nil after a message where they are wrong.
    init?(_ arguments: [String], of command: String, _ definitions: [Definition]) {
        // getopt_long wants C strings that stay where they are, and says the name in its messages.
        var argv: [UnsafeMutablePointer<CChar>?] = [strdup("loan-engine: \(command)")]
        argv += arguments.map { strdup($0) }
        let count = Int32(argv.count)
        argv.append(nil)
        let words = argv
        defer { for word in words { free(word) } }

        var table = definitions.map { definition in
            option(
                name: UnsafeRawPointer(definition.name.utf8Start).assumingMemoryBound(
                    to: CChar.self),
                has_arg: definition.takesValue ? 1 : 0, flag: nil,
                val: Int32(definition.letter.value))
        }
        table.append(option())
        var letters = ""
        for definition in definitions where definition.letter.isASCII {
            letters.unicodeScalars.append(definition.letter)
            if definition.takesValue { letters += ":" }
        }
        optind = 1
        while true {
            let code = getopt_long(count, &argv, letters, table, nil)
            if code == -1 { break }
            guard let scalar = Unicode.Scalar(UInt32(bitPattern: code)), scalar != "?" else {
                Output.error("see 'loan-engine help \(command)'")
                return nil
            }
            met.append((scalar, optarg.map { String(cString: $0) }))
        }
        for definition in definitions where definition.takesValue && !definition.repeats {
            if values(definition.letter).count > 1 {
                Output.error(
                    "loan-engine: \(command): --\(definition.name): given again; allowed: once")
                return nil
            }
        }
        operands = argv[Int(optind)..<Int(count)].compactMap { $0.map { String(cString: $0) } }
    }

    /// Whether an option was given.
    func has(_ letter: Unicode.Scalar) -> Bool { met.contains { $0.letter == letter } }

    /// Every value of an option, in the order given.
    func values(_ letter: Unicode.Scalar) -> [String] {
        met.compactMap { $0.letter == letter ? $0.value : nil }
    }

    /// The last value of an option.
    func value(_ letter: Unicode.Scalar) -> String? { met.last { $0.letter == letter }?.value }
}
