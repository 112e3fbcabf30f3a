//! The fields that every page of a list carries (docs/api/v2.md, section 3).

use crate::schema::{Kind, object, text};

object! {
    /// The position of a page in its list.
    pub META = "PageMetaV2", "the place of a page", open true {
        /// Whether there are more in the direction of travel.
        optional hasMore: Kind::Bool;
        /// For `page[after]`: the page that follows. Absent at the end.
        optional afterCursor: text().kind();
        /// For `page[before]`: the page that precedes. Absent at the beginning.
        optional beforeCursor: text().kind();
    }
}

object! {
    /// The URLs of the pages beside a page. The official examples leave them out.
    pub LINKS = "PageLinksV2", "the links of a page", open true {
        /// The page that precedes.
        optional prev: text().kind();
        /// The page that follows.
        optional next: text().kind();
    }
}
