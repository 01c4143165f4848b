// How repayments are split and when an installment is overdue.

extension AllocationPolicy {
    /// `order` stands for every timing that has no order of its own.
    init(_ fields: FieldReader) throws(LoanError) {
        let order = try ComponentOrder(fields, "order", else: .interestFirst)
        self.init(
            order, pastDue: try ComponentOrder(fields, "pastDue", else: order),
            due: try ComponentOrder(fields, "due", else: order),
            inAdvance: try ComponentOrder(fields, "inAdvance", else: order),
            grouping: try fields.named("across", else: .byInstallment),
            advance: try fields.named("advance", else: .next))
    }
}

extension ComponentOrder {
    fileprivate init(
        _ fields: FieldReader, _ name: String, else fallback: ComponentOrder
    ) throws(LoanError) {
        guard fields.has(name) else {
            self = fallback
            return
        }
        let components: [Component] = try fields.names(name)
        for (index, component) in components.enumerated()
        where components[..<index].contains(component) {
            throw .notAllowed(
                .invalidTerms, at: JSONPath.element(index, of: fields.path(of: name)),
                met: "\(component.name) a second time",
                allowed: "each of \(Component.allNames) once")
        }
        guard let order = ComponentOrder(components) else {
            throw fields.refusal(
                name, met: "\(components.count) components",
                allowed: "each of \(Component.allNames) once")
        }
        self = order
    }
}

extension DelinquencyPolicy {
    init(_ fields: FieldReader, _ currency: Currency) throws(LoanError) {
        var buckets: [DelinquencyBucket] = []
        for bucket in fields.objects("buckets") {
            buckets.append(
                DelinquencyBucket(
                    name: bucket.text("name") ?? "", fromDay: try bucket.count("fromDay", else: 0)))
        }
        self.init(
            graceDays: try fields.count("graceDays", else: 0), buckets: buckets,
            toleranceMinor: try fields.amount("tolerance", in: currency) ?? 0,
            daysFrom: try fields.named("daysFrom", else: .dueDate))
    }
}
