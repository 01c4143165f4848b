// The names are the C header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CLoanEngine

// Written by scripts/fields.py: description
private let description: StaticString =
    """
    {"version":"0.2.0","abi":1,"numbers":{"LE_ERROR_PATH_SIZE":96,"LE_ERROR_MESSAGE_SIZE":280,\
    "LE_TEXT_MAX":256,"LE_FORMAT_SIZE":48,"LE_DATE_MIN":-719162,"LE_DATE_MAX":2932896,\
    "LE_DATE_NONE":-2147483648,"LE_TERM_COUNT_MAX":3660,"LE_TERM_EVERY_MAX":366,\
    "LE_HOLIDAYS_MAX":36600,"LE_DAYS_MAX":3660000,"LE_BUCKETS_MAX":1000,"LE_LATE_CHARGES_MAX":8,\
    "LE_UPFRONT_FEES_MAX":8,"LE_EVENTS_MAX":1000000},"sets":{"le_code":{"bits":false,\
    "words":[["LE_OK",0,"OK"],["LE_MALFORMED_INPUT",1,"MALFORMED_INPUT"],["LE_INVALID_TERMS",2,\
    "INVALID_TERMS"],["LE_INVALID_EVENT",3,"INVALID_EVENT"],["LE_ILLEGAL_TRANSITION",4,\
    "ILLEGAL_TRANSITION"],["LE_FORBIDDEN_ROLE",5,"FORBIDDEN_ROLE"],["LE_AMOUNT_OUT_OF_RANGE",6,\
    "AMOUNT_OUT_OF_RANGE"],["LE_DATE_OUT_OF_RANGE",7,"DATE_OUT_OF_RANGE"],\
    ["LE_NEGATIVE_AMORTIZATION",8,"NEGATIVE_AMORTIZATION"],["LE_INVALID_ARGUMENT",32,\
    "INVALID_ARGUMENT"],["LE_BUFFER_TOO_SMALL",33,"BUFFER_TOO_SMALL"],["LE_INVALID_ROWS",34,\
    "INVALID_ROWS"],["LE_OUT_OF_MEMORY",35,"OUT_OF_MEMORY"],["LE_STOPPED",36,"STOPPED"],\
    ["LE_NOT_REACHED",37,"NOT_REACHED"]]},"le_component":{"bits":false,"words":[["LE_PENALTY",0,\
    "PENALTY"],["LE_FEE",1,"FEE"],["LE_INTEREST",2,"INTEREST"],["LE_PRINCIPAL",3,"PRINCIPAL"]]},\
    "le_event_type":{"bits":false,"words":[["LE_SUBMIT",0,"SUBMIT"],["LE_APPROVE",1,"APPROVE"],\
    ["LE_REJECT",2,"REJECT"],["LE_REVISE",3,"REVISE"],["LE_CANCEL",4,"CANCEL"],["LE_DISBURSE",5,\
    "DISBURSE"],["LE_REPAYMENT",6,"REPAYMENT"],["LE_REVERSAL",7,"REVERSAL"],["LE_WRITE_OFF",8,\
    "WRITE_OFF"],["LE_RECOVERY",9,"RECOVERY"],["LE_SETTLEMENT",10,"SETTLEMENT"],["LE_CHARGE",11,\
    "CHARGE"],["LE_WAIVER",12,"WAIVER"],["LE_DRAWDOWN",13,"DRAWDOWN"],["LE_RATE_CHANGE",14,\
    "RATE_CHANGE"],["LE_RESCHEDULE",15,"RESCHEDULE"],["LE_INTEREST_PAUSE",16,"INTEREST_PAUSE"],\
    ["LE_REFUND",17,"REFUND"]]},"le_role":{"bits":false,"words":[["LE_ROLE_NONE",0,null],\
    ["LE_CREDIT_OFFICER",1,"CREDIT_OFFICER"],["LE_SUPERVISOR",2,"SUPERVISOR"],["LE_ADMIN",3,\
    "ADMIN"]]},"le_keep":{"bits":false,"words":[["LE_KEEP_TERM",0,"TERM"],["LE_KEEP_INSTALLMENT",\
    1,"INSTALLMENT"]]},"le_arrears":{"bits":false,"words":[["LE_ARREARS_KEEP",0,"KEEP"],\
    ["LE_ARREARS_CAPITALIZE",1,"CAPITALIZE"]]},"le_loan_status":{"bits":false,\
    "words":[["LE_STATUS_NONE",-1,null],["LE_DRAFT",0,"DRAFT"],["LE_PENDING_APPROVAL",1,\
    "PENDING_APPROVAL"],["LE_APPROVED",2,"APPROVED"],["LE_ACTIVE",3,"ACTIVE"],["LE_COMPLETED",4,\
    "COMPLETED"],["LE_REJECTED",5,"REJECTED"],["LE_CANCELLED",6,"CANCELLED"],["LE_WRITTEN_OFF",7,\
    "WRITTEN_OFF"]]},"le_row_status":{"bits":false,"words":[["LE_ROW_PENDING",0,"PENDING"],\
    ["LE_ROW_PARTIAL",1,"PARTIAL"],["LE_ROW_PAID",2,"PAID"],["LE_ROW_OVERDUE",3,"OVERDUE"]]},\
    "le_row_kind":{"bits":false,"words":[["LE_ROW_INSTALLMENT",0,"INSTALLMENT"],\
    ["LE_ROW_DOWN_PAYMENT",1,"DOWN_PAYMENT"],["LE_ROW_CHARGES",2,"CHARGES"]]},\
    "le_posting_kind":{"bits":false,"words":[["LE_ALLOCATED",0,"ALLOCATED"],["LE_CHARGED",1,\
    "CHARGE"],["LE_LATE_CHARGED",2,"LATE_CHARGE"],["LE_WAIVED",3,"WAIVER"],["LE_SETTLED",4,\
    "SETTLEMENT"],["LE_CAPITALIZED",5,"CAPITALIZATION"],["LE_RECALLED_REFUND",6,\
    "RECALLED_REFUND"],["LE_OWED_DRAWDOWN",7,"DRAWDOWN"]]},"le_rate_per":{"bits":false,\
    "words":[["LE_RATE_YEAR",0,"YEAR"],["LE_RATE_MONTH",1,"MONTH"],["LE_RATE_WEEK",2,"WEEK"],\
    ["LE_RATE_DAY",3,"DAY"],["LE_RATE_LOAN",4,"LOAN"]]},"le_interest_method":{"bits":false,\
    "words":[["LE_DECLINING",0,"DECLINING"],["LE_FLAT",1,"FLAT"]]},\
    "le_amortization":{"bits":false,"words":[["LE_EQUAL_INSTALLMENTS",0,"EQUAL_INSTALLMENTS"],\
    ["LE_EQUAL_PRINCIPAL",1,"EQUAL_PRINCIPAL"],["LE_BULLET",2,"BULLET"]]},\
    "le_accrual":{"bits":false,"words":[["LE_ACCRUAL_SCHEDULED",0,"SCHEDULED"],\
    ["LE_ACCRUAL_DAILY",1,"DAILY"]]},"le_unit":{"bits":false,"words":[["LE_UNIT_DAY",0,"DAY"],\
    ["LE_UNIT_WEEK",1,"WEEK"],["LE_UNIT_MONTH",2,"MONTH"]]},"le_day_count":{"bits":false,\
    "words":[["LE_DAY_COUNT_EQUAL",0,"EQUAL"],["LE_DAY_COUNT_EQUAL_360",1,"EQUAL/360"],\
    ["LE_DAY_COUNT_EQUAL_364",2,"EQUAL/364"],["LE_DAY_COUNT_EQUAL_365",3,"EQUAL/365"],\
    ["LE_DAY_COUNT_30_360",4,"30/360"],["LE_DAY_COUNT_30E_360",5,"30E/360"],\
    ["LE_DAY_COUNT_30E_360_ISDA",6,"30E/360.ISDA"],["LE_DAY_COUNT_ACTUAL_360",7,"ACT/360"],\
    ["LE_DAY_COUNT_ACTUAL_364",8,"ACT/364"],["LE_DAY_COUNT_ACTUAL_365_FIXED",9,"ACT/365.FIXED"],\
    ["LE_DAY_COUNT_ACTUAL_ACTUAL_ISDA",10,"ACT/ACT.ISDA"],["LE_DAY_COUNT_ACTUAL_ACTUAL_FINERACT",\
    11,"ACT/ACT.FINERACT"],["LE_DAY_COUNT_30_360_US",12,"30/360.US"],\
    ["LE_DAY_COUNT_ACTUAL_365_FEB29",13,"ACT/365.FEB29"]]},"le_first_period":{"bits":false,\
    "words":[["LE_FIRST_PERIOD_WHOLE",0,"WHOLE"],["LE_FIRST_PERIOD_PRORATED",1,"PRORATED"]]},\
    "le_mode":{"bits":false,"words":[["LE_HALF_EVEN",0,"HALF_EVEN"],["LE_HALF_UP",1,"HALF_UP"],\
    ["LE_HALF_DOWN",2,"HALF_DOWN"],["LE_UP",3,"UP"],["LE_DOWN",4,"DOWN"],["LE_CEILING",5,\
    "CEILING"],["LE_FLOOR",6,"FLOOR"]]},"le_leveling":{"bits":false,"words":[["LE_LEVELING_NONE",\
    0,"NONE"],["LE_LEVELING_RESPREAD",1,"RESPREAD"]]},"le_flat_interest":{"bits":false,\
    "words":[["LE_FLAT_INTEREST_TERM",0,"TERM"],["LE_FLAT_INTEREST_PERIOD",1,"PERIOD"]]},\
    "le_residual":{"bits":false,"words":[["LE_RESIDUAL_LAST",0,"LAST"],["LE_RESIDUAL_FIRST",1,\
    "FIRST"],["LE_RESIDUAL_SPREAD",2,"SPREAD"]]},"le_non_working_rule":{"bits":false,\
    "words":[["LE_FOLLOWING",0,"FOLLOWING"],["LE_MODIFIED_FOLLOWING",1,"MODIFIED_FOLLOWING"],\
    ["LE_PRECEDING",2,"PRECEDING"],["LE_SKIP",3,"SKIP"]]},"le_weekdays":{"bits":true,\
    "words":[["LE_MONDAY",1,"MONDAY"],["LE_TUESDAY",2,"TUESDAY"],["LE_WEDNESDAY",4,"WEDNESDAY"],\
    ["LE_THURSDAY",8,"THURSDAY"],["LE_FRIDAY",16,"FRIDAY"],["LE_SATURDAY",32,"SATURDAY"],\
    ["LE_SUNDAY",64,"SUNDAY"]]},"le_across":{"bits":false,"words":[["LE_ACROSS_INSTALLMENT",0,\
    "INSTALLMENT"],["LE_ACROSS_COMPONENT",1,"COMPONENT"]]},"le_advance":{"bits":false,\
    "words":[["LE_ADVANCE_NEXT",0,"NEXT"],["LE_ADVANCE_LAST",1,"LAST"],\
    ["LE_ADVANCE_CURRENT_THEN_LAST",2,"CURRENT_THEN_LAST"],["LE_ADVANCE_SPREAD",3,"SPREAD"]]},\
    "le_prepayment_effect":{"bits":false,"words":[["LE_PREPAYMENT_ADVANCE",0,"ADVANCE"],\
    ["LE_PREPAYMENT_REDUCE_TERM",1,"REDUCE_TERM"],["LE_PREPAYMENT_REDUCE_INSTALLMENT",2,\
    "REDUCE_INSTALLMENT"]]},"le_prepayment_interest":{"bits":false,\
    "words":[["LE_PREPAYMENT_INTEREST_TO_DATE",0,"TO_DATE"],["LE_PREPAYMENT_INTEREST_AT_DUE_DATE",\
    1,"AT_DUE_DATE"],["LE_PREPAYMENT_INTEREST_WHOLE_PERIOD",2,"WHOLE_PERIOD"]]},\
    "le_settlement_interest":{"bits":false,"words":[["LE_SETTLEMENT_INTEREST_TO_DATE",0,\
    "TO_DATE"],["LE_SETTLEMENT_INTEREST_WHOLE_PERIOD",1,"WHOLE_PERIOD"],\
    ["LE_SETTLEMENT_INTEREST_FULL_TERM",2,"FULL_TERM"],["LE_SETTLEMENT_INTEREST_RULE_OF_78",3,\
    "RULE_OF_78"]]},"le_days_from":{"bits":false,"words":[["LE_DAYS_FROM_DUE_DATE",0,"DUE_DATE"],\
    ["LE_DAYS_FROM_DUE_DATE_INCLUSIVE",1,"DUE_DATE_INCLUSIVE"],["LE_DAYS_FROM_GRACE_END",2,\
    "GRACE_END"]]},"le_late_kind":{"bits":false,"words":[["LE_LATE_FIXED",0,"FIXED"],\
    ["LE_LATE_DAILY",1,"DAILY"]]},"le_late_base":{"bits":false,\
    "words":[["LE_LATE_BASE_INSTALLMENT",0,"INSTALLMENT"],["LE_LATE_BASE_OVERDUE_PRINCIPAL",1,\
    "OVERDUE_PRINCIPAL"],["LE_LATE_BASE_OVERDUE",2,"OVERDUE"]]},"le_late_from":{"bits":false,\
    "words":[["LE_LATE_FROM_DUE_DATE",0,"DUE_DATE"],["LE_LATE_FROM_GRACE_END",1,"GRACE_END"]]},\
    "le_collect":{"bits":false,"words":[["LE_COLLECT_DEDUCTED",0,"DEDUCTED"],\
    ["LE_COLLECT_FINANCED",1,"FINANCED"],["LE_COLLECT_SEPARATE",2,"SEPARATE"]]},\
    "le_new_terms_set":{"bits":true,"words":[["LE_SET_RATE",1,"RATE"],["LE_SET_AMORTIZATION",2,\
    "AMORTIZATION"],["LE_SET_TERM_UNIT",4,"TERM_UNIT"],["LE_SET_TERM_EVERY",8,"TERM_EVERY"],\
    ["LE_SET_INSTALLMENT_FEE",16,"INSTALLMENT_FEE"],["LE_SET_FIRST_DUE_DATE",32,\
    "FIRST_DUE_DATE"]]}},"structs":{"le_ratio":{"size":16,"fields":[{"name":"numerator","at":0,\
    "type":"int64_t"},{"name":"denominator","at":8,"type":"int64_t"}]},"le_share":{"size":24,\
    "fields":[{"name":"amount","at":0,"type":"int64_t"},{"name":"percent","at":8,\
    "type":"le_ratio"}]},"le_part":{"size":8,"fields":[{"name":"at","at":0,"type":"uint32_t"},\
    {"name":"count","at":4,"type":"uint32_t"}]},"le_amounts":{"size":40,\
    "fields":[{"name":"principal","at":0,"type":"int64_t"},{"name":"interest","at":8,\
    "type":"int64_t"},{"name":"fee","at":16,"type":"int64_t"},{"name":"penalty","at":24,\
    "type":"int64_t"},{"name":"total","at":32,"type":"int64_t"}]},"le_error":{"size":392,\
    "fields":[{"name":"struct_size","at":0,"type":"uint32_t","default":"sizeof"},{"name":"code",\
    "at":4,"type":"le_code"},{"name":"index","at":8,"type":"uint64_t"},{"name":"path","at":16,\
    "type":"char","count":96},{"name":"message","at":112,"type":"char","count":280}]},\
    "le_allocation_policy":{"size":24,"fields":[{"name":"past_due","at":0,"type":"uint8_t",\
    "count":4},{"name":"due","at":4,"type":"uint8_t","count":4},{"name":"in_advance","at":8,\
    "type":"uint8_t","count":4},{"name":"across","at":12,"type":"le_across"},{"name":"advance",\
    "at":16,"type":"le_advance"},{"name":"reserved","at":20,"type":"int32_t"}]},\
    "le_late_charge":{"size":64,"fields":[{"name":"charge","at":0,"type":"le_share"},\
    {"name":"kind","at":24,"type":"le_late_kind"},{"name":"of","at":28,"type":"le_late_base"},\
    {"name":"component","at":32,"type":"le_component"},{"name":"after_days","at":36,\
    "type":"int32_t"},{"name":"every","at":40,"type":"int32_t"},{"name":"every_unit","at":44,\
    "type":"le_unit"},{"name":"times","at":48,"type":"int32_t"},{"name":"rate_per","at":52,\
    "type":"le_rate_per"},{"name":"year_days","at":56,"type":"int32_t"},{"name":"counts_from",\
    "at":60,"type":"le_late_from"}]},"le_upfront_fee":{"size":32,"fields":[{"name":"fee","at":0,\
    "type":"le_share"},{"name":"collect","at":24,"type":"le_collect"},{"name":"reserved","at":28,\
    "type":"int32_t"}]},"le_terms":{"size":384,"fields":[{"name":"struct_size","at":0,\
    "type":"uint32_t","default":"sizeof"},{"name":"currency_exponent","at":4,"type":"int32_t"},\
    {"name":"principal","at":8,"type":"int64_t"},{"name":"rate","at":16,"type":"le_ratio"},\
    {"name":"rate_per","at":32,"type":"le_rate_per"},{"name":"interest_method","at":36,\
    "type":"le_interest_method"},{"name":"amortization","at":40,"type":"le_amortization"},\
    {"name":"accrual","at":44,"type":"le_accrual"},{"name":"term_count","at":48,"type":"int32_t"},\
    {"name":"term_unit","at":52,"type":"le_unit"},{"name":"term_every","at":56,"type":"int32_t"},\
    {"name":"day_count","at":60,"type":"le_day_count"},{"name":"disbursed_at","at":64,\
    "type":"int32_t"},{"name":"first_due_date","at":68,"type":"int32_t","default":-2147483648},\
    {"name":"first_period","at":72,"type":"le_first_period"},{"name":"leveling","at":76,\
    "type":"le_leveling"},{"name":"interest_mode","at":80,"type":"le_mode"},\
    {"name":"installment_mode","at":84,"type":"le_mode"},{"name":"interest_unit","at":88,\
    "type":"int64_t"},{"name":"installment_unit","at":96,"type":"int64_t"},\
    {"name":"flat_interest","at":104,"type":"le_flat_interest"},{"name":"residual","at":108,\
    "type":"le_residual"},{"name":"grace_principal","at":112,"type":"int32_t"},\
    {"name":"grace_interest_free","at":116,"type":"int32_t"},{"name":"grace_capitalized","at":120,\
    "type":"int32_t"},{"name":"grace_deferred","at":124,"type":"int32_t"},{"name":"balloon",\
    "at":128,"type":"int64_t"},{"name":"installment_fee","at":136,"type":"int64_t"},\
    {"name":"installment_amount","at":144,"type":"int64_t"},{"name":"down_payment","at":152,\
    "type":"le_share"},{"name":"due_days","at":176,"type":"uint8_t","count":4},\
    {"name":"non_working_rule","at":180,"type":"le_non_working_rule"},\
    {"name":"non_working_weekdays","at":184,"type":"le_weekdays"},{"name":"reserved0","at":188,\
    "type":"uint32_t"},{"name":"holidays","at":192,"type":"le_part"},{"name":"due_dates","at":200,\
    "type":"le_part"},{"name":"late_charges","at":208,"type":"le_part"},{"name":"upfront_fees",\
    "at":216,"type":"le_part"},{"name":"bucket_from_days","at":224,"type":"le_part"},\
    {"name":"rate_text","at":232,"type":"le_part"},{"name":"late_charge_limit","at":240,\
    "type":"le_share"},{"name":"allocation","at":264,"type":"le_allocation_policy"},\
    {"name":"prepayment_effect","at":288,"type":"le_prepayment_effect"},\
    {"name":"prepayment_interest","at":292,"type":"le_prepayment_interest"},\
    {"name":"settlement_interest","at":296,"type":"le_settlement_interest"},{"name":"grace_days",\
    "at":300,"type":"int32_t"},{"name":"settlement_fee","at":304,"type":"le_share"},\
    {"name":"settlement_retained","at":328,"type":"le_ratio"},{"name":"days_from","at":344,\
    "type":"le_days_from"},{"name":"reserved2","at":348,"type":"int32_t"},{"name":"tolerance",\
    "at":352,"type":"int64_t"},{"name":"reserved","at":360,"type":"uint64_t","count":3}]},\
    "le_new_terms":{"size":112,"fields":[{"name":"set","at":0,"type":"le_new_terms_set"},\
    {"name":"term_count","at":4,"type":"int32_t"},{"name":"rate","at":8,"type":"le_ratio"},\
    {"name":"rate_per","at":24,"type":"le_rate_per"},{"name":"amortization","at":28,\
    "type":"le_amortization"},{"name":"term_unit","at":32,"type":"le_unit"},{"name":"term_every",\
    "at":36,"type":"int32_t"},{"name":"first_due_date","at":40,"type":"int32_t"},\
    {"name":"due_days","at":44,"type":"uint8_t","count":4},{"name":"due_dates","at":48,\
    "type":"le_part"},{"name":"balloon","at":56,"type":"int64_t"},{"name":"installment_fee",\
    "at":64,"type":"int64_t"},{"name":"installment_amount","at":72,"type":"int64_t"},\
    {"name":"grace_principal","at":80,"type":"int32_t"},{"name":"grace_interest_free","at":84,\
    "type":"int32_t"},{"name":"grace_capitalized","at":88,"type":"int32_t"},\
    {"name":"grace_deferred","at":92,"type":"int32_t"},{"name":"rate_text","at":96,\
    "type":"le_part"},{"name":"reserved","at":104,"type":"uint64_t"}]},"le_row":{"size":96,\
    "fields":[{"name":"sequence","at":0,"type":"int32_t"},{"name":"start_date","at":4,\
    "type":"int32_t"},{"name":"due_date","at":8,"type":"int32_t"},{"name":"status","at":12,\
    "type":"le_row_status"},{"name":"principal_due","at":16,"type":"int64_t"},\
    {"name":"interest_due","at":24,"type":"int64_t"},{"name":"fee_due","at":32,"type":"int64_t"},\
    {"name":"penalty_due","at":40,"type":"int64_t"},{"name":"balance_after","at":48,\
    "type":"int64_t"},{"name":"principal_paid","at":56,"type":"int64_t"},{"name":"interest_paid",\
    "at":64,"type":"int64_t"},{"name":"fee_paid","at":72,"type":"int64_t"},{"name":"penalty_paid",\
    "at":80,"type":"int64_t"},{"name":"days_past_due","at":88,"type":"int32_t"},{"name":"kind",\
    "at":92,"type":"le_row_kind"}]},"le_summary":{"size":64,"fields":[{"name":"struct_size",\
    "at":0,"type":"uint32_t","default":"sizeof"},{"name":"count","at":4,"type":"uint32_t"},\
    {"name":"installment","at":8,"type":"int64_t"},{"name":"has_installment","at":16,\
    "type":"int32_t"},{"name":"reserved","at":20,"type":"int32_t"},{"name":"totals","at":24,\
    "type":"le_amounts"}]},"le_payment":{"size":16,"fields":[{"name":"amount","at":0,\
    "type":"int64_t"},{"name":"date","at":8,"type":"int32_t"},{"name":"event","at":12,\
    "type":"int32_t"}]},"le_posting":{"size":32,"fields":[{"name":"amount","at":0,\
    "type":"int64_t"},{"name":"date","at":8,"type":"int32_t"},{"name":"event","at":12,\
    "type":"int32_t"},{"name":"sequence","at":16,"type":"int32_t"},{"name":"component","at":20,\
    "type":"le_component"},{"name":"kind","at":24,"type":"le_posting_kind"},{"name":"rule",\
    "at":28,"type":"int32_t"}]},"le_position":{"size":256,"fields":[{"name":"status","at":0,\
    "type":"le_loan_status"},{"name":"as_of","at":4,"type":"int32_t","default":-2147483648},\
    {"name":"days_past_due","at":8,"type":"int32_t"},{"name":"bucket","at":12,"type":"int32_t",\
    "default":-1},{"name":"outstanding","at":16,"type":"le_amounts"},{"name":"arrears","at":56,\
    "type":"le_amounts"},{"name":"written_off","at":96,"type":"le_amounts"},\
    {"name":"arrears_since","at":136,"type":"int32_t","default":-2147483648},\
    {"name":"overdue_installments","at":140,"type":"int32_t"},{"name":"next_due_sequence",\
    "at":144,"type":"int32_t"},{"name":"next_due_date","at":148,"type":"int32_t",\
    "default":-2147483648},{"name":"next_due_amount","at":152,"type":"int64_t"},\
    {"name":"disbursed_at","at":160,"type":"int32_t","default":-2147483648},\
    {"name":"maturity_date","at":164,"type":"int32_t","default":-2147483648},\
    {"name":"last_payment_at","at":168,"type":"int32_t","default":-2147483648},\
    {"name":"restructured","at":172,"type":"int32_t"},{"name":"disbursed_amount","at":176,\
    "type":"int64_t"},{"name":"recovered","at":184,"type":"int64_t"},{"name":"overpaid","at":192,\
    "type":"int64_t"},{"name":"reserved","at":200,"type":"uint64_t","count":7}]},\
    "le_event":{"size":64,"fields":[{"name":"type","at":0,"type":"le_event_type"},{"name":"date",\
    "at":4,"type":"int32_t"},{"name":"amount","at":8,"type":"int64_t"},{"name":"rate","at":16,\
    "type":"le_ratio"},{"name":"rate_per","at":32,"type":"le_rate_per"},{"name":"component",\
    "at":36,"type":"le_component"},{"name":"of","at":40,"type":"int32_t"},{"name":"role","at":44,\
    "type":"le_role"},{"name":"until","at":48,"type":"int32_t"},{"name":"keep","at":52,\
    "type":"le_keep"},{"name":"arrears","at":56,"type":"le_arrears"},{"name":"terms","at":60,\
    "type":"uint32_t"}]},"le_quote":{"size":56,"fields":[{"name":"due","at":0,\
    "type":"le_amounts"},{"name":"rebate","at":40,"type":"int64_t"},{"name":"date","at":48,\
    "type":"int32_t"},{"name":"exists","at":52,"type":"int32_t"}]},"le_statement":{"size":544,\
    "fields":[{"name":"struct_size","at":0,"type":"uint32_t","default":"sizeof"},\
    {"name":"row_count","at":4,"type":"uint32_t"},{"name":"posting_count","at":8,\
    "type":"uint32_t"},{"name":"has_installment","at":12,"type":"int32_t"},{"name":"installment",\
    "at":16,"type":"int64_t"},{"name":"totals","at":24,"type":"le_amounts"},{"name":"position",\
    "at":64,"type":"le_position"},{"name":"disbursed","at":320,"type":"int64_t"},\
    {"name":"deducted","at":328,"type":"int64_t"},{"name":"financed","at":336,"type":"int64_t"},\
    {"name":"separate","at":344,"type":"int64_t"},{"name":"net","at":352,"type":"int64_t"},\
    {"name":"accrued_interest","at":360,"type":"int64_t"},{"name":"refunded","at":368,\
    "type":"int64_t"},{"name":"recalled","at":376,"type":"int64_t"},{"name":"waived","at":384,\
    "type":"le_amounts"},{"name":"settlement","at":424,"type":"le_quote"},{"name":"reserved",\
    "at":480,"type":"uint64_t","count":8}]},"le_capacity":{"size":8,"fields":[{"name":"rows",\
    "at":0,"type":"uint32_t"},{"name":"postings","at":4,"type":"uint32_t"}]},\
    "le_row_columns":{"size":128,"fields":[{"name":"struct_size","at":0,"type":"uint32_t",\
    "default":"sizeof"},{"name":"stride","at":4,"type":"uint32_t"},{"name":"sequence","at":8,\
    "type":"int32_t*"},{"name":"start_date","at":16,"type":"int32_t*"},{"name":"due_date","at":24,\
    "type":"int32_t*"},{"name":"status","at":32,"type":"le_row_status*"},{"name":"days_past_due",\
    "at":40,"type":"int32_t*"},{"name":"kind","at":48,"type":"le_row_kind*"},\
    {"name":"principal_due","at":56,"type":"int64_t*"},{"name":"interest_due","at":64,\
    "type":"int64_t*"},{"name":"fee_due","at":72,"type":"int64_t*"},{"name":"penalty_due","at":80,\
    "type":"int64_t*"},{"name":"balance_after","at":88,"type":"int64_t*"},\
    {"name":"principal_paid","at":96,"type":"int64_t*"},{"name":"interest_paid","at":104,\
    "type":"int64_t*"},{"name":"fee_paid","at":112,"type":"int64_t*"},{"name":"penalty_paid",\
    "at":120,"type":"int64_t*"}]},"le_position_columns":{"size":232,\
    "fields":[{"name":"struct_size","at":0,"type":"uint32_t","default":"sizeof"},{"name":"stride",\
    "at":4,"type":"uint32_t"},{"name":"status","at":8,"type":"le_loan_status*"},\
    {"name":"days_past_due","at":16,"type":"int32_t*"},{"name":"bucket","at":24,\
    "type":"int32_t*"},{"name":"arrears_since","at":32,"type":"int32_t*"},\
    {"name":"overdue_installments","at":40,"type":"int32_t*"},{"name":"next_due_sequence","at":48,\
    "type":"int32_t*"},{"name":"next_due_date","at":56,"type":"int32_t*"},{"name":"disbursed_at",\
    "at":64,"type":"int32_t*"},{"name":"maturity_date","at":72,"type":"int32_t*"},\
    {"name":"last_payment_at","at":80,"type":"int32_t*"},{"name":"restructured","at":88,\
    "type":"int32_t*"},{"name":"outstanding","at":96,"type":"int64_t*","count":4},\
    {"name":"arrears","at":128,"type":"int64_t*","count":4},{"name":"written_off","at":160,\
    "type":"int64_t*","count":4},{"name":"next_due_amount","at":192,"type":"int64_t*"},\
    {"name":"disbursed_amount","at":200,"type":"int64_t*"},{"name":"recovered","at":208,\
    "type":"int64_t*"},{"name":"overpaid","at":216,"type":"int64_t*"},{"name":"installment",\
    "at":224,"type":"int64_t*"}]},"le_loans":{"size":136,"fields":[{"name":"struct_size","at":0,\
    "type":"uint32_t","default":"sizeof"},{"name":"product_count","at":4,"type":"uint32_t"},\
    {"name":"products","at":8,"type":"le_terms*"},{"name":"parts","at":16,"type":"void*"},\
    {"name":"parts_size","at":24,"type":"size_t"},{"name":"count","at":32,"type":"size_t"},\
    {"name":"product","at":40,"type":"uint32_t*"},{"name":"principal","at":48,"type":"int64_t*"},\
    {"name":"rate_numerator","at":56,"type":"int64_t*"},{"name":"rate_denominator","at":64,\
    "type":"int64_t*"},{"name":"term_count","at":72,"type":"int32_t*"},{"name":"disbursed_at",\
    "at":80,"type":"int32_t*"},{"name":"first_due_date","at":88,"type":"int32_t*"},\
    {"name":"status","at":96,"type":"le_loan_status*"},{"name":"events","at":104,\
    "type":"le_event*"},{"name":"event_size","at":112,"type":"uint32_t"},{"name":"reserved",\
    "at":116,"type":"uint32_t"},{"name":"event_offsets","at":120,"type":"uint64_t*"},\
    {"name":"as_of","at":128,"type":"int32_t","default":-2147483648},{"name":"reserved1","at":132,\
    "type":"int32_t"}]},"le_results":{"size":128,"fields":[{"name":"struct_size","at":0,\
    "type":"uint32_t","default":"sizeof"},{"name":"posting_size","at":4,"type":"uint32_t"},\
    {"name":"rows","at":8,"type":"le_row_columns*"},{"name":"row_capacity","at":16,\
    "type":"size_t"},{"name":"row_offsets","at":24,"type":"uint64_t*"},{"name":"postings","at":32,\
    "type":"le_posting*"},{"name":"posting_capacity","at":40,"type":"size_t"},\
    {"name":"posting_offsets","at":48,"type":"uint64_t*"},{"name":"positions","at":56,\
    "type":"le_position_columns*"},{"name":"codes","at":64,"type":"le_code*"},{"name":"errors",\
    "at":72,"type":"le_error*"},{"name":"error_capacity","at":80,"type":"size_t"},\
    {"name":"error_count","at":88,"type":"size_t"},{"name":"first","at":96,"type":"size_t"},\
    {"name":"done","at":104,"type":"size_t"},{"name":"stop","at":112,"type":"int32_t*"},\
    {"name":"reserved","at":120,"type":"uint64_t"}]}},"functions":{"le_version":["uint32_t",[]],\
    "le_version_string":["const char *",[]],"le_abi_version":["int32_t",[]],\
    "le_word":["const char *",["const char *set","int32_t number"]],"le_number":["le_code",\
    ["const char *set","const char *word","size_t length","int32_t *number"]],\
    "le_size_of":["size_t",["const char *structure"]],"le_describe":["const char *",[]],\
    "le_error_init":["void",["le_error *error","size_t size"]],"le_currency_exponent":["le_code",\
    ["const char *code","size_t length","int32_t *exponent"]],"le_amount_parse":["le_code",\
    ["const char *text","size_t length","int32_t exponent","int64_t *amount"]],\
    "le_amount_format":["le_code",["int64_t amount","int32_t exponent","char *buffer",\
    "size_t capacity","size_t *needed"]],"le_rate_parse":["le_code",["const char *text",\
    "size_t length","int64_t *numerator","int64_t *denominator"]],"le_rate_format":["le_code",\
    ["int64_t numerator","int64_t denominator","char *buffer","size_t capacity",\
    "size_t *needed"]],"le_date_parse":["le_code",["const char *text","size_t length",\
    "int32_t *date"]],"le_date_format":["le_code",["int32_t date","char *buffer",\
    "size_t capacity","size_t *needed"]],"le_date_from_civil":["le_code",["int32_t year",\
    "int32_t month","int32_t day","int32_t *date"]],"le_date_to_civil":["le_code",["int32_t date",\
    "int32_t *year","int32_t *month","int32_t *day"]],"le_day_count_fraction":["le_code",\
    ["le_day_count day_count","int32_t start","int32_t end","int32_t termination",\
    "int64_t *numerator","int64_t *denominator"]],"le_round_ratio":["le_code",\
    ["int64_t numerator","int64_t denominator","int64_t unit","le_mode mode","int64_t *result"]],\
    "le_terms_init":["void",["le_terms *terms","size_t size"]],"le_schedule_build":["le_code",\
    ["const le_terms *terms","const void *parts","size_t parts_size","le_row *rows",\
    "size_t capacity","size_t *count","le_summary *summary","le_error *error"]],\
    "le_level_payment":["le_code",["const le_terms *terms","const void *parts",\
    "size_t parts_size","int64_t *rounded","char *ratio","size_t capacity","size_t *needed",\
    "le_error *error"]],"le_allocate":["le_code",["const le_allocation_policy *policy",\
    "const le_payment *payment","le_row *rows","size_t row_count","le_posting *postings",\
    "size_t capacity","size_t *count","int64_t *overpaid","le_error *error"]],\
    "le_unallocate":["le_code",["const le_posting *postings","size_t count","le_row *rows",\
    "size_t row_count","le_error *error"]],"le_reallocate":["le_code",\
    ["const le_allocation_policy *policy","const le_payment *payments","size_t payment_count",\
    "le_row *rows","size_t row_count","le_posting *postings","size_t capacity","size_t *count",\
    "int64_t *overpaid","le_error *error"]],"le_classify":["le_code",["const le_terms *terms",\
    "const void *parts","size_t parts_size","le_row *rows","size_t row_count","int32_t as_of",\
    "le_position *position","le_error *error"]],"le_transition":["le_code",\
    ["le_loan_status status","le_event_type event","le_role role","le_loan_status *next",\
    "le_error *error"]],"le_allowed_events":["le_code",["le_loan_status status","le_role role",\
    "uint32_t *events"]],"le_statement_init":["void",["le_statement *statement","size_t size"]],\
    "le_evaluate_capacity":["le_code",["const le_terms *terms","const void *parts",\
    "size_t parts_size","const le_event *events","size_t event_count","le_capacity *capacity",\
    "le_error *error"]],"le_evaluate":["le_code",["const le_terms *terms","const void *parts",\
    "size_t parts_size","le_loan_status status","const le_event *events","size_t event_count",\
    "int32_t as_of","le_row *rows","le_posting *postings","le_capacity *capacity",\
    "le_statement *statement","const volatile int32_t *stop","le_error *error"]],\
    "le_log_check":["le_code",["const le_terms *terms","const void *parts","size_t parts_size",\
    "le_loan_status status","const le_event *events","size_t event_count","size_t accepted",\
    "le_loan_status *next","le_error *error"]],"le_quotes":["le_code",["const le_terms *terms",\
    "const void *parts","size_t parts_size","le_loan_status status","const le_event *events",\
    "size_t event_count","const int32_t *dates","size_t date_count","le_quote *quotes",\
    "le_error *error"]],"le_row_columns_of":["void",["le_row *rows","le_row_columns *columns"]],\
    "le_schedule_batch":["le_code",["const le_loans *loans","le_results *results"]],\
    "le_evaluate_batch":["le_code",["const le_loans *loans","le_results *results"]],\
    "le_allocate_many":["le_code",["const le_loans *loans","const le_payment *payments",\
    "const uint32_t *payment_loans","size_t payment_count","const le_row_columns *rows",\
    "const uint64_t *offsets","uint32_t *firsts","int64_t *overpaid","le_results *results"]],\
    "le_classify_batch":["le_code",["const le_loans *loans","const le_row_columns *rows",\
    "const uint64_t *offsets","le_results *results"]]}}\
    \0
    """
// End of what scripts/fields.py writes.

/// `le_describe` of loan_engine.h, which documents it.
@_cdecl("le_describe") @implementation
public func le_describe() -> UnsafePointer<CChar>? { constant(description) }
