//! What the API answers, for the printed types. The core reads only the few fields that it needs.
