module loanengine

go 1.19
