/// Says what does not hold and ends the process, so that libFuzzer keeps the input.
func finding(_ message: @autoclosure () -> String) -> Never { fatalError(message()) }

/// A law of the engine: where it does not hold, that is a finding.
func law(_ holds: Bool, _ message: @autoclosure () -> String) {
    if !holds { finding(message()) }
}
