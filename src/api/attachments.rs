//! Files (docs/api/v1.md, section 9; docs/api/v2.md, section 8).

use super::Method::Post;
use super::row::{group, v1, v2};
use crate::model::answer::EMPTY_ANSWER;
use crate::model::answer::attachment::{ATTACHMENT_ANSWER, ATTACHMENT_ANSWER_V2};
use crate::model::typed::attachment::{ATTACHMENT, ATTACHMENT_QUERY, ATTACHMENT_REMOVE};
use crate::retry::RetrySafety::Harmless;
use crate::schema::Kind;

/// A file to upload.
static UPLOAD: Kind = Kind::Object(&ATTACHMENT);
/// Whose it is.
static QUERY: Kind = Kind::Object(&ATTACHMENT_QUERY);
/// A file to remove.
static REMOVE: Kind = Kind::Object(&ATTACHMENT_REMOVE);

group! {
    /// Files that messages show.
    pub ATTACHMENTS = "attachments" {
        /// Uploads a file. It is not retried if it may have happened: the file would be there twice.
        ///
        /// @throws {PayloadTooLargeError} if the file is too large
        "attachments.upload"(file): [
            v1(Post, "/attachments").multipart(&UPLOAD).typed_query(&QUERY).responds(&ATTACHMENT_ANSWER),
            v2(Post, "/attachments").multipart(&UPLOAD).typed_query(&QUERY).responds(&ATTACHMENT_ANSWER_V2),
        ];

        /// Removes a file. Caches may show it for another quarter of an hour.
        "attachments.delete"(attachment): [
            v1(Post, "/attachments/remove").typed(&REMOVE).safety(Harmless).responds(&EMPTY_ANSWER),
            v2(Post, "/attachments/remove").typed(&REMOVE).safety(Harmless).responds(&EMPTY_ANSWER),
        ];
    }
}
