//! Clinical rules: charts and workbooks as folds, dosing days, notes and signatures.
