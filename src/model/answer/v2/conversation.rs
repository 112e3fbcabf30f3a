//! A conversation and who takes part in it, as v2 returns them (docs/api/v2.md, section 6).

use super::client::CLIENT_TYPE;
use super::page::{LINKS, META};
use crate::model::FLAT;
use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

static TYPE: Choice = Choice {
    name: name!("ConversationTypeV2"),
    doc: prose!(" Whose a conversation is: one user's, on any channel, or a group's, in pages and apps alone."),
    words: &[("personal", ALL), ("sdkGroup", ALL)],
};

object! {
    /// Who answers a conversation on the business's side: a bot, an agent's desk.
    pub SWITCHBOARD_INTEGRATION = "SwitchboardIntegrationV2", "a switchboard integration", open true {
        /// Its id.
        optional id: text().kind();
        /// Its name.
        optional name: text().kind();
        /// The id of the integration behind it.
        optional integrationId: text().kind();
        /// The type of the integration behind it.
        optional integrationType: text().kind();
    }
}

object! {
    /// The fields that every mention of a conversation has.
    CONVERSATION_BASE = "ConversationBaseV2", "a conversation" {
        /// Its id: 24 hexadecimal digits.
        required id: text().kind();
        /// Whose it is.
        optional type: Kind::Choice(&TYPE);
        /// Your own facts about it.
        nullable metadata: FLAT;
        /// Who answers it.
        nullable activeSwitchboardIntegration: Kind::Object(&SWITCHBOARD_INTEGRATION);
        /// Who was offered to answer it.
        nullable pendingSwitchboardIntegration: Kind::Object(&SWITCHBOARD_INTEGRATION);
    }
}

object! {
    /// A conversation, as events mention it.
    pub TRUNCATED_CONVERSATION = "TruncatedConversationV2", "a conversation", extends CONVERSATION_BASE, open true {}
}

object! {
    /// A conversation.
    pub CONVERSATION = "ConversationV2", "a conversation", extends CONVERSATION_BASE, open true {
        /// Whether it is the user's default one, which cannot be deleted.
        optional isDefault: Kind::Bool;
        /// Its name.
        nullable displayName: text().personal().kind();
        /// Its subject.
        nullable description: text().personal().kind();
        /// Its picture.
        nullable iconUrl: text().kind();
        /// When the business last read it: ISO 8601.
        nullable businessLastRead: Kind::Date;
        /// When it last changed: ISO 8601.
        nullable lastUpdatedAt: Kind::Date;
        /// When it began: ISO 8601.
        optional createdAt: Kind::Date;
    }
}

static CONVERSATIONS: List = List::of(Kind::Object(&CONVERSATION));

object! {
    /// A client through which a person takes part.
    pub CLIENT_ASSOCIATION = "ClientAssociationV2", "a client of a participant", open true {
        /// The type of its channel.
        optional type: Kind::Choice(&CLIENT_TYPE);
        /// The id of the client; absent for `sdk`.
        optional clientId: text().kind();
    }
}

static ASSOCIATIONS: List = List::of(Kind::Object(&CLIENT_ASSOCIATION));

object! {
    /// Somebody who takes part in a conversation.
    pub PARTICIPANT = "ParticipantV2", "a participant", open true {
        /// Their id as a participant.
        required id: text().kind();
        /// Their id as a user.
        required userId: text().kind();
        /// Your own id of the user.
        nullable userExternalId: text().personal().kind();
        /// How many messages they have not read.
        optional unreadCount: Kind::Integer(0, u32::MAX);
        /// When they last read it: ISO 8601.
        nullable lastRead: Kind::Date;
        /// Their clients here; the first is the primary one.
        optional clientAssociations: Kind::List(&ASSOCIATIONS);
    }
}

static PARTICIPANTS: List = List::of(Kind::Object(&PARTICIPANT));

object! {
    /// The response of v2 to creating, reading and updating a conversation.
    pub CONVERSATION_ANSWER = "ConversationAnswerV2", "the answer about a conversation", open true {
        /// The conversation.
        required conversation: Kind::Object(&CONVERSATION);
    }
}

object! {
    /// A page of the conversations of a user.
    pub CONVERSATIONS_PAGE = "ConversationsPageV2", "a page of conversations", open true {
        /// The conversations.
        required conversations: Kind::List(&CONVERSATIONS);
        /// The position of the page. The official example leaves it out.
        optional meta: Kind::Object(&META);
        /// The pages beside it.
        optional links: Kind::Object(&LINKS);
    }
}

object! {
    /// The response of v2 to joining a conversation.
    pub PARTICIPANT_ANSWER = "ParticipantAnswerV2", "the answer about a participant", open true {
        /// The participant.
        required participant: Kind::Object(&PARTICIPANT);
    }
}

object! {
    /// A page of those who take part in a conversation.
    pub PARTICIPANTS_PAGE = "ParticipantsPageV2", "a page of participants", open true {
        /// The participants.
        required participants: Kind::List(&PARTICIPANTS);
        /// The position of the page.
        optional meta: Kind::Object(&META);
        /// The pages beside it.
        optional links: Kind::Object(&LINKS);
    }
}
