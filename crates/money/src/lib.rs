//! Fees, charges and receipts, and the two ledgers as folds; never a chart.
