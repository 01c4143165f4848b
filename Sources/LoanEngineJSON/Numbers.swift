import CLoanEngineJSON

// C enumerations as the numbers that functions take and return.
extension Int32 {
    init(_ code: le_json_code_) { self = Int32(truncatingIfNeeded: code.rawValue) }
    init(_ form: le_json_form_) { self = Int32(truncatingIfNeeded: form.rawValue) }
}
