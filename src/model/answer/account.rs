//! Keys, service accounts and deployments, as v1 returns them (docs/api/v1.md, section 12).

use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

object! {
    /// A key.
    pub KEY = "Key", "a key", open true {
        /// Its id, which is the option `keyId` of a client.
        required _id: text().kind();
        /// Its name.
        required name: text().kind();
        /// Its secret. Not to be logged.
        required secret: text().personal().kind();
    }
}

static KEYS: List = List::of(Kind::Object(&KEY));

object! {
    /// The response to creating and reading a key.
    pub KEY_ANSWER = "KeyAnswer", "the answer about a key", open true {
        /// The key.
        required key: Kind::Object(&KEY);
    }
}

object! {
    /// The keys: all of them.
    pub KEYS_ANSWER = "KeysAnswer", "the answer about keys", open true {
        /// The keys.
        required keys: Kind::List(&KEYS);
    }
}

object! {
    /// A key, in v2.
    pub KEY_V2 = "KeyV2", "a key", open true {
        /// Its id, which is the option `keyId` of a client.
        required id: text().kind();
        /// Its name.
        nullable displayName: text().kind();
        /// Its secret. Not to be logged.
        optional secret: text().personal().kind();
    }
}

static KEYS_V2: List = List::of(Kind::Object(&KEY_V2));

object! {
    /// The response of v2 to creating and reading a key.
    pub KEY_ANSWER_V2 = "KeyAnswerV2", "the answer about a key", open true {
        /// The key.
        required key: Kind::Object(&KEY_V2);
    }
}

object! {
    /// The keys, in v2: all of them.
    pub KEYS_ANSWER_V2 = "KeysAnswerV2", "the answer about keys", open true {
        /// The keys.
        required keys: Kind::List(&KEYS_V2);
    }
}

object! {
    /// A token of a key.
    pub JWT_ANSWER = "JwtAnswer", "the answer about a token", open true {
        /// The token: the option `token` of a client. Not to be logged.
        required jwt: text().personal().kind();
    }
}

object! {
    /// A service account.
    pub SERVICE_ACCOUNT = "ServiceAccount", "a service account", open true {
        /// Its id.
        required _id: text().kind();
        /// Its name.
        required name: text().kind();
    }
}

static SERVICE_ACCOUNTS: List = List::of(Kind::Object(&SERVICE_ACCOUNT));

object! {
    /// The response to creating, reading and updating a service account.
    pub SERVICE_ACCOUNT_ANSWER = "ServiceAccountAnswer", "the answer about a service account", open true {
        /// The service account.
        required serviceAccount: Kind::Object(&SERVICE_ACCOUNT);
    }
}

object! {
    /// A page of service accounts.
    pub SERVICE_ACCOUNTS_PAGE = "ServiceAccountsPage", "a page of service accounts", open true {
        /// The service accounts.
        required serviceAccounts: Kind::List(&SERVICE_ACCOUNTS);
        /// Whether there are more.
        optional hasMore: Kind::Bool;
        /// How many come before those of the page.
        optional offset: Kind::Integer(0, u32::MAX);
    }
}

static STATUS: Choice = Choice {
    name: name!("DeploymentStatus"),
    doc: prose!(" How far a deployment is."),
    words: &[
        ("deleting", Versions::ALL),
        ("error", Versions::ALL),
        ("integrated", Versions::ALL),
        ("pending", Versions::ALL),
        ("registered", Versions::ALL),
        ("starting", Versions::ALL),
        ("unregistered", Versions::ALL),
    ],
};

static HOSTING: Choice = Choice {
    name: name!("DeploymentHosting"),
    doc: prose!(" Who runs a deployment."),
    words: &[("self", Versions::ALL), ("smooch", Versions::ALL)],
};

object! {
    /// A deployment of WhatsApp.
    pub DEPLOYMENT = "Deployment", "a deployment", open true {
        /// Its id.
        required _id: text().kind();
        /// How far it is.
        required status: Kind::Choice(&STATUS);
        /// Who runs it.
        required hosting: Kind::Choice(&HOSTING);
        /// Its URL.
        optional baseUrl: text().kind();
        /// The name of its account.
        optional username: text().personal().kind();
        /// Its phone number.
        optional phoneNumber: text().personal().kind();
        /// The URL to which changes of its status are posted.
        optional callbackUrl: text().kind();
        /// The secret by which these posts are recognised. Not to be logged.
        optional callbackSecret: text().personal().kind();
        /// The integration that uses it.
        optional integrationId: text().kind();
        /// The app of that integration.
        optional appId: text().kind();
    }
}

static DEPLOYMENTS: List = List::of(Kind::Object(&DEPLOYMENT));

object! {
    /// The response with a deployment.
    pub DEPLOYMENT_ANSWER = "DeploymentAnswer", "the answer about a deployment", open true {
        /// The deployment.
        required deployment: Kind::Object(&DEPLOYMENT);
    }
}

object! {
    /// The response to removing a deployment: nothing, or the deployment while it goes on.
    pub DELETED_DEPLOYMENT = "DeletedDeploymentAnswer", "the answer about a deployment", open true {
        /// The deployment, while it is being removed.
        optional deployment: Kind::Object(&DEPLOYMENT);
    }
}

object! {
    /// The deployments of an account: all of them.
    pub DEPLOYMENTS_ANSWER = "DeploymentsAnswer", "the answer about deployments", open true {
        /// The deployments.
        required deployments: Kind::List(&DEPLOYMENTS);
    }
}
