//! Files to upload and to remove (docs/api/v1.md, section 9; docs/api/v2.md, section 8).

use crate::schema::{Kind, Native, name, object, text};

/// A file.
pub static FILE: Native = Native { name: "Blob", typescript: name!("Blob | File"), or_text: false };

object! {
    /// A file to upload, as a form.
    pub ATTACHMENT = "AttachmentUpload", "an attachment" {
        /// The file: 10 MB at most in v1 and v1.1, 50 MB in v2.
        required source: Kind::Native(&FILE);
    }
}

object! {
    /// Whose a file is, and who can see it.
    pub ATTACHMENT_QUERY = "AttachmentQuery", "the query of attachments.upload" {
        /// Who can see it: `"public"`.
        required access: text().kind();
        /// Its purpose: with `"message"` it is removed with the conversation that it belongs to.
        optional for: text().kind();
        /// The user whose conversation it belongs to, by the id of the service.
        optional(V1S) appUserId: text().kind();
        /// The user whose conversation it belongs to, by your own id.
        optional(V1S) userId: text().personal().kind();
        /// The conversation that it belongs to.
        optional(V2) conversationId: text().kind();
    }
}

object! {
    /// A file to remove.
    pub ATTACHMENT_REMOVE = "AttachmentRemove", "an attachment to remove" {
        /// Its URL, as in the response to its upload.
        required mediaUrl: text().kind();
    }
}
