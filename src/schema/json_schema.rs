//! JSON Schema of the tables.
