//! Prints what the rows say: JavaScript, TypeScript, the reference, and the routes of the emulator. On the host only.

mod javascript;
mod reference;
mod routes;
mod typescript;

pub use javascript::javascript;
pub use reference::reference;
pub use routes::routes;
pub use typescript::typescript;
