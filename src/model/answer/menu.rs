//! Menus, templates, profiles and notifications, as v1 returns them (docs/api/v1.md, sections 10 and 12).

use super::message::SENT_MESSAGE;
use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

static TYPE: Choice = Choice {
    name: name!("SentMenuItemType"),
    doc: prose!(" The type of an item of a menu."),
    words: &[("link", Versions::ALL), ("postback", Versions::ALL), ("submenu", Versions::ALL)],
};

static SUBMENU_TYPE: Choice = Choice {
    name: name!("SentSubmenuItemType"),
    doc: prose!(" The type of an item of a submenu."),
    words: &[("link", Versions::ALL), ("postback", Versions::ALL)],
};

object! {
    /// An item of a submenu.
    pub SUBMENU_ITEM = "SentSubmenuItem", "an item of a submenu", open true {
        /// Its id.
        optional _id: text().kind();
        /// The type of the item.
        required type: Kind::Choice(&SUBMENU_TYPE);
        /// The label.
        required text: text().kind();
        /// The page that it opens.
        optional uri: text().kind();
        /// The payload that comes back when it is tapped.
        optional payload: text().kind();
    }
}

static SUBMENU_ITEMS: List = List::of(Kind::Object(&SUBMENU_ITEM));

object! {
    /// An item of a menu.
    pub MENU_ITEM = "SentMenuItem", "an item of a menu", open true {
        /// Its id.
        optional _id: text().kind();
        /// The type of the item.
        required type: Kind::Choice(&TYPE);
        /// The label.
        required text: text().kind();
        /// The page that it opens.
        optional uri: text().kind();
        /// The payload that comes back when it is tapped.
        optional payload: text().kind();
        /// The items that it opens.
        optional items: Kind::List(&SUBMENU_ITEMS);
    }
}

static MENU_ITEMS: List = List::of(Kind::Object(&MENU_ITEM));

object! {
    /// A menu.
    pub MENU = "SentMenu", "a menu", open true {
        /// Its items; none is an empty list.
        required items: Kind::List(&MENU_ITEMS);
    }
}

object! {
    /// The response with a menu.
    pub MENU_ANSWER = "MenuAnswer", "the answer about a menu", open true {
        /// The menu.
        required menu: Kind::Object(&MENU);
    }
}

object! {
    /// A message that is kept under a name.
    pub TEMPLATE = "Template", "a template", open true {
        /// Its id.
        required _id: text().kind();
        /// Its name.
        required name: text().kind();
        /// The message.
        required message: Kind::Object(&SENT_MESSAGE);
    }
}

static TEMPLATES: List = List::of(Kind::Object(&TEMPLATE));

object! {
    /// The response with a template.
    pub TEMPLATE_ANSWER = "TemplateAnswer", "the answer about a template", open true {
        /// The template.
        required template: Kind::Object(&TEMPLATE);
    }
}

object! {
    /// A page of templates.
    pub TEMPLATES_PAGE = "TemplatesPage", "a page of templates", open true {
        /// The templates.
        required templates: Kind::List(&TEMPLATES);
        /// Whether there are more.
        optional hasMore: Kind::Bool;
        /// How many come before those of the page.
        optional offset: Kind::Integer(0, u32::MAX);
    }
}

object! {
    /// The business profile of an integration.
    pub PROFILE_ANSWER = "IntegrationProfileAnswer", "the answer about a profile", open true {
        /// The profile, as the channel has it.
        optional profile: Kind::Open;
    }
}

object! {
    /// The response to uploading a picture of the business.
    pub PHOTO_ANSWER = "ProfilePhotoAnswer", "the answer about a photo", open true {
        /// The URL of the picture.
        required photoUrl: text().kind();
    }
}

object! {
    /// A notification that was accepted.
    pub SENT_NOTIFICATION = "SentNotification", "a notification", open true {
        /// Its id: a UUID. Webhooks of its delivery name it.
        required _id: text().kind();
    }
}

object! {
    /// The response to a notification.
    pub NOTIFICATION_ANSWER = "NotificationAnswer", "the answer about a notification", open true {
        /// The notification.
        required notification: Kind::Object(&SENT_NOTIFICATION);
    }
}

static MESSAGE_TEMPLATES: List = List::of(Kind::Open);

object! {
    /// The response to creating a template of WhatsApp's. It is in no official shape.
    pub MESSAGE_TEMPLATE_ANSWER = "MessageTemplateAnswer", "the answer about a message template", open true {
        /// The template.
        optional messageTemplate: Kind::Open;
    }
}

object! {
    /// The templates of WhatsApp's. They are in no official shape.
    pub MESSAGE_TEMPLATES_ANSWER = "MessageTemplatesAnswer", "the answer about message templates", open true {
        /// The templates.
        optional messageTemplates: Kind::List(&MESSAGE_TEMPLATES);
    }
}
