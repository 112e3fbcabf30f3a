//! TypeScript types of the tables.
