//! Prints what the tables say: TypeScript types and JSON Schema.
fn main() {}
