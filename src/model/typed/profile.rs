//! The business profile of an integration, on WhatsApp (docs/api/v1.md, section 12 and 13).

use super::attachment::FILE;
use crate::model::message::ROLE;
use crate::schema::{Kind, List, object, text};

static WEBSITES: List = List::of(text().kind());

object! {
    /// The business profile of an integration.
    pub PROFILE = "IntegrationProfile", "a profile" {
        /// In a line: 139 characters.
        optional about: text().kind();
        /// Its address: 256 characters.
        optional address: text().kind();
        /// A description of the business: 256 characters.
        optional description: text().kind();
        /// Its e-mail address: 128 characters.
        optional email: text().personal().kind();
        /// Its picture.
        optional photoUrl: text().kind();
        /// Its trade: 128 characters.
        optional vertical: text().kind();
        /// Its pages: two.
        optional websites: Kind::List(&WEBSITES);
    }
}

object! {
    /// A picture of the business, as a form.
    pub PHOTO = "IntegrationProfilePhoto", "a photo" {
        /// The picture.
        required source: Kind::Native(&FILE);
    }
}

object! {
    /// A picture to send, as a form.
    pub IMAGE = "ImageUpload", "an image" {
        /// The picture: 10 MB at most.
        required source: Kind::Native(&FILE);
        /// Who speaks.
        required role: Kind::Choice(&ROLE);
    }
}
