// What RESPREAD makes of a level payment.
extension Rounding {
    /// The most tries to respread what rounding left to the last row.
    static var maximumRespreads: Int { 3 }

    /// A plus its part of the last row's difference, rounded to the minor unit and then to the
    /// installment's; nil where that leaves the range.
    ///
    ///     A = 113.47, the last row 5.36 more, over 12 rows: 113.47 + 0.45 = 113.92
    func respread(_ levelMinor: Int64, _ differenceMinor: Int64, over count: Int64) -> Int64? {
        do throws(ArithmeticError) {
            let part = try roundedProduct(
                differenceMinor, 1, over: count.magnitude, by: installmentMode)
            // From A towards the last row's total, which fits, and not beyond it.
            return try roundedProduct(
                levelMinor &+ part, 1, over: 1, unit: installmentUnitMinor, by: installmentMode)
        } catch {
            return nil
        }
    }
}
