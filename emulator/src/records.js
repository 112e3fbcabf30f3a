// @ts-check
// The records that the emulator keeps, as types only. They belong to no version of the API: a folder such as `v1/`
// says how a version shows them. Times are milliseconds; ids are 24 hex digits as on the service.

/** @typedef {Record<string, string | number | boolean>} Flat metadata, which v1 calls properties on a user */

/**
 * @typedef {object} Integration a channel that is connected to the app
 * @property {string} _id
 * @property {string} type such as `twilio`
 * @property {string} [status]
 * @property {string | null} [displayName]
 * @property {Menu} [menu] persistent menu of this channel alone
 * @property {Record<string, any>} [profile] of WhatsApp
 * @property {Record<string, any>[]} [messageTemplates] of WhatsApp
 */

/**
 * @typedef {object} Client a person's place on a channel
 * @property {string} _id
 * @property {string} id UUID
 * @property {string} platform channel type
 * @property {string} integrationId
 * @property {string} externalId the channel's own id of the person
 * @property {string} address what the link named: phone number or e-mail address
 * @property {string} [subject] subject of e-mails
 * @property {string} [displayName]
 * @property {string} [avatarUrl]
 * @property {boolean} primary
 * @property {number} linkedAt
 * @property {number} lastSeen
 * @property {Record<string, unknown>} info
 */

/**
 * @typedef {object} App what may be changed of an app
 * @property {string} name
 * @property {Record<string, unknown>} settings
 * @property {Flat | null | undefined} [metadata]
 * @property {string | undefined} [serviceAccountId] who created it
 */

/**
 * @typedef {object} Device a page or an app in which a person is logged in
 * @property {string} _id
 * @property {string} guid
 * @property {string} clientId
 * @property {string} integrationId
 * @property {number} lastSeen
 */

/** @typedef {{ type: string, value: string, verification: string }} Identity what a login, or Zendesk, knows of a person */

/**
 * @typedef {object} Participant a person in a conversation
 * @property {string} _id
 * @property {User} user
 * @property {number} unreadCount
 * @property {number} lastRead 0 until the person has read
 */

/**
 * @typedef {object} SwitchboardIntegration who may have control of a conversation
 * @property {string} _id
 * @property {string} name
 * @property {string} integrationId
 * @property {string} integrationType
 * @property {boolean} deliverStandbyEvents
 * @property {string | null} [nextSwitchboardIntegrationId]
 * @property {number | null} [messageHistoryCount]
 */

/**
 * @typedef {object} Switchboard
 * @property {string} _id
 * @property {boolean} enabled
 * @property {string} [defaultSwitchboardIntegrationId]
 * @property {SwitchboardIntegration[]} integrations
 */

/**
 * @typedef {object} Attachment a file that was uploaded
 * @property {string} _id
 * @property {string} mediaUrl
 * @property {string} mediaType
 * @property {Uint8Array<ArrayBuffer>} bytes
 * @property {string} access `public`: who knows the address may read it
 * @property {string} [conversationId] with which it goes
 * @property {string} [userId] `_id` of the person with whom it goes
 */

/** @typedef {{ _id: string, name: string, message: Record<string, any> }} Template */

/** @typedef {{ items: Record<string, any>[] }} Menu */

/** @typedef {{ code: string, message: string }} ControlError why control did not change hands */

/**
 * @typedef {object} LinkRequest what a caller asks for when linking
 * @property {string} type
 * @property {string} [integrationId]
 * @property {string} address
 * @property {Record<string, string>} criteria the entity fields as they were given, echoed in events
 * @property {"immediate" | "userActivity" | "prompt"} confirmation
 * @property {Record<string, any>} [message]
 * @property {string} [subject]
 * @property {boolean} primary
 * @property {Conversation} [conversation] of v2, the default one unless given
 */

/**
 * @typedef {object} LinkAttempt a link on its way
 * @property {string} _id
 * @property {string} id UUID
 * @property {LinkRequest} request
 * @property {Integration} integration
 * @property {boolean} repeat the same address is linked already: nothing is pending, the confirmation goes out again
 * @property {boolean} waiting the confirmation has arrived and the person must act
 * @property {() => void} cancel stops its next step
 */

/**
 * @typedef {object} Source where a message or an event came from
 * @property {string} type
 * @property {string} [id]
 * @property {string} [integrationId]
 */

/**
 * @typedef {{ _id: string, receivedAt: number, role: "appMaker" | "appUser", authorId: string, source: Source } &
 *   Record<string, any>} Message the other fields are the content, named as in v1; of v2 alone are `subtypes` of the
 *   author and a `template`
 */

/**
 * @typedef {object} Conversation
 * @property {string} _id
 * @property {"personal" | "sdkGroup"} type
 * @property {boolean} isDefault where messages of v1 go, and those that name no other
 * @property {User} creator
 * @property {Participant[]} participants of a personal one, its creator
 * @property {SwitchboardIntegration} [active] who has control
 * @property {SwitchboardIntegration} [pending] who was offered control
 * @property {number} createdAt
 * @property {number} lastUpdatedAt
 * @property {string} [displayName]
 * @property {string} [description]
 * @property {string} [iconUrl]
 * @property {Flat} metadata
 * @property {number} appMakerLastRead
 * @property {Message[]} messages ascending by `receivedAt`
 */

/**
 * @typedef {object} User
 * @property {string} _id
 * @property {string} [userId] the business's own id
 * @property {string} [givenName]
 * @property {string} [surname]
 * @property {string} [email]
 * @property {string} [avatarUrl]
 * @property {string} [locale]
 * @property {string} [brandId]
 * @property {string} [zendeskId]
 * @property {boolean} [authenticated] has logged in
 * @property {Identity[]} identities
 * @property {Device[]} devices
 * @property {boolean} [toBeRetained]
 * @property {number} signedUpAt
 * @property {Flat} properties
 * @property {boolean} credentialRequired
 * @property {Client[]} clients
 * @property {LinkAttempt[]} attempts
 * @property {Conversation} [conversation] the default one
 * @property {Conversation[]} otherConversations none unless the app has the setting for several
 */

/**
 * @typedef {object} Webhook
 * @property {string} _id
 * @property {string} version version segment of the endpoint that created it
 * @property {string} [integrationId] whose webhook it is; none for one of v1 and v1.1, which belongs to the app
 * @property {string} target
 * @property {string[]} triggers
 * @property {string} secret
 * @property {boolean} includeClient
 * @property {boolean} includeFullAppUser
 * @property {boolean} includeFullSource
 */

/**
 * @typedef {object} Delivery one payload on its way to one webhook
 * @property {string} webhookId
 * @property {string} target
 * @property {string} trigger
 * @property {Record<string, any>} payload
 * @property {"pending" | "delivered" | "failed"} status
 * @property {{ at: number, status?: number, error?: string }[]} attempts
 */

/**
 * @typedef {object} Notification a message by address
 * @property {string} _id UUID
 * @property {Integration} integration
 * @property {string} address
 */

/**
 * @typedef {object} LinkError
 * @property {string} code
 * @property {string} message
 */

/**
 * @typedef {(
 *   | { type: "message", user: User, conversation: Conversation, messages: Message[], client?: Client }
 *   | { type: "delivery", outcome: "channel" | "user" | "failure", final: boolean, user: User,
 *       conversation: Conversation, message: Message, client: Client, error?: Record<string, any> }
 *   | { type: "link", outcome: "request" | "match" | "success" | "failure" | "withdrawal", user: User,
 *       attempt: LinkAttempt, linked?: Client, error?: LinkError, refused?: boolean }
 *   | { type: "client", outcome: "add" | "remove", reason?: string, user: User, clients: Client[] }
 *   | { type: "creation", reason: "message" | "none" | "notification", user: User, conversation: Conversation, source: Source,
 *       client?: Client }
 *   | { type: "removal", user: User, conversation: Conversation }
 *   | { type: "start" | "read", user: User, conversation: Conversation, source: Source, client?: Client }
 *   | { type: "typing", activity: "typing:start" | "typing:stop", user: User, source: Source, client?: Client }
 *   | { type: "postback", user: User, message?: Message, action: Record<string, any>, client?: Client }
 *   | { type: "deletion", user: User }
 *   | { type: "merge", user: User, discarded: User }
 *   | { type: "login", user: User, source: Source }
 *   | { type: "participant", outcome: "join" | "leave", user: User, conversation: Conversation }
 *   | { type: "control", action: "passControl" | "offerControl" | "acceptControl" | "releaseControl", user: User,
 *       conversation: Conversation, metadata?: Flat, error?: ControlError }
 *   | { type: "notification", outcome: "channel" | "user" | "failure" | "unmatched", final: boolean, user?: User,
 *       conversation?: Conversation, notification: Notification, error?: Record<string, any> }
 * ) & { at: number }} Happening something that happened; each API version has its own triggers and payloads for it
 */

/** @typedef {Happening extends infer H ? H extends { at: number } ? Omit<H, "at"> : never : never} News a happening without its time */

export {};
