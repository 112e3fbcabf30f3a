//! A file that was uploaded, as v1 and v2 return it (docs/api/v1.md, section 9; docs/api/v2.md, section 8).

use crate::schema::{Kind, object, text};

object! {
    /// The URL of a file.
    pub ATTACHMENT_ANSWER = "AttachmentAnswer", "the answer about an attachment", open true {
        /// The URL of the file.
        required mediaUrl: text().kind();
        /// Its media type.
        required mediaType: text().kind();
    }
}

object! {
    /// A file that was uploaded.
    pub ATTACHMENT = "AttachmentV2", "an attachment", open true {
        /// The URL of the file.
        required mediaUrl: text().kind();
        /// Its media type.
        optional mediaType: text().kind();
    }
}

object! {
    /// The response of v2 to uploading a file.
    pub ATTACHMENT_ANSWER_V2 = "AttachmentAnswerV2", "the answer about an attachment", open true {
        /// The file.
        required attachment: Kind::Object(&ATTACHMENT);
    }
}
